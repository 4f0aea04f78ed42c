"""Puts a finished folder or file in the place of another, so that at every moment one of the two is whole.

A folder is made beside its target and put there under a lock on the folder that holds both. The old one is
never inside a folder that is cleaned: while it has no name of its own it is called ``.NAME.old``, and whoever
finds that without a target puts it back. Nothing is swept while no site is in place, or that no build made.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import re
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator.book.addresses import INDEX, MANIFEST
from generator.core.files import writing
from generator.core.texts import N_, _
from generator.outputs.target.site_folder import LOST_AND_FOUND, is_ours

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
#: What an unfinished build of an earlier edition left: the only copy of a site, inside its work folder.
_EARLIER_OLD = "site.old"
#: What a work folder of an earlier edition holds, and the part of it that was made first and stays empty.
_WORK, _FIRST = {"docs", "site", _EARLIER_OLD}, "docs"
#: File by which a work folder is known as one.
_MARK = ".handbook-work"
#: What tempfile puts behind a prefix.
_RANDOM = "[a-z0-9_]{8}"
#: Said by the kernel of a name that is a mount point, or lies on another file system.
_ELSEWHERE = {errno.EBUSY, errno.EXDEV}
HALF = N_("那里只写好了一部分，再生成一次就好")


class HalfFilledError(OSError):
    """A folder that is filled in place holds some of the new files, and not others."""


@contextmanager
def work_folder(target: Path, waiting: Callable[[], None]) -> Iterator[Path]:
    """A folder to make the new ``target`` in, on the same file system; it is gone afterwards.

    What killed builds left is put right first: see :func:`recover`. ``waiting`` is called when another build
    beside the target is under way; then this one waits for it. Where the file system knows no locks, another
    may be under way unseen, so that nothing is touched. Raises OSError.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with _lock(target.parent, waiting) as held:
        if held:
            recover(target)
        with _temporary(target) as work:
            yield work


def put_right(target: Path) -> None:
    """Does what :func:`recover` does, unless another build is under way beside ``target``."""
    with suppress(OSError):  # what cannot be put right now is told by the build
        descriptor = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            recover(target)
        finally:
            os.close(descriptor)


@contextmanager
def _temporary(target: Path) -> Iterator[Path]:
    try:
        made = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError:
        if not target.is_mount():
            raise
        made = Path(tempfile.mkdtemp(prefix="handbook-site-"))  # it will be copied: see put_in_place
    try:
        (made / _MARK).touch()
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def _lock(folder: Path, waiting: Callable[[], None]) -> Iterator[bool]:
    """Holds a folder against other builds; tells whether it does."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield _is_locked(descriptor, waiting)
    finally:
        os.close(descriptor)


def _is_locked(descriptor: int, waiting: Callable[[], None]) -> bool:
    with suppress(OSError):  # the file system knows no locks
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        return True
    return False


def recover(target: Path) -> None:
    """Puts right what killed builds left beside ``target``: call it under the lock. Raises OSError.

    An old site whose place is free is put back there. Everything else that was left goes once a site is in
    place: until then it may hold the only one.
    """
    old, leftovers = _old(target), _leftovers(target)
    for copy in (old, *(path / _EARLIER_OLD for path in leftovers)):
        if is_ours(copy) and _is_free(target):
            with suppress(OSError):  # it stays where it is
                copy.rename(target)
    if is_ours(target):
        for path in (*([old] if is_ours(old) else []), *leftovers):
            shutil.rmtree(path, ignore_errors=True)


def _is_free(target: Path) -> bool:
    return not target.exists() or (target.is_dir() and not any(target.iterdir()))


def _leftovers(target: Path) -> list[Path]:
    form = re.compile(re.escape(f".{target.name}-") + _RANDOM)
    return [path for path in target.parent.iterdir() if form.fullmatch(path.name) and _is_work(path)]


def _is_work(path: Path) -> bool:
    """Whether a build made it: it says so, or it holds what earlier builds put there and nothing else."""
    try:
        return (
            path.is_dir()
            and not path.is_symlink()
            and (
                (path / _MARK).is_file()
                or ({one.name for one in path.iterdir()} <= _WORK and not any((path / _FIRST).iterdir()))
            )
        )
    except OSError:  # nobody may look into it, or there is no such part
        return False


def left(target: Path, fault: OSError) -> str:
    """What is at ``target`` after ``fault`` ended a build, in Chinese."""
    if isinstance(fault, HalfFilledError):
        return _(HALF)
    if is_ours(target):
        return _("原来的还在") if (target / INDEX).is_file() else _(HALF)
    if is_ours(old := _old(target)):
        return _("原来的现在叫 {old_name}，把名字改回去就能用").format(old_name=old.name)
    return _("那里还没有网站")


def put_in_place(new: Path, target: Path) -> None:
    """Makes ``new`` be ``target``; what was at ``target`` is removed afterwards.

    On Linux both names are exchanged by one system call (renameat2, RENAME_EXCHANGE), so there is no moment
    without a whole ``target``. Where the file system cannot do that, two renames follow each other; when the
    second fails, the first is taken back. A mount point cannot be renamed: it is filled in place, first what
    tells that it is ours, its index last. Raises HalfFilled if that ended too early, or another OSError;
    ``target`` is then as it was, or whole under the name that :func:`recover` knows.
    """
    if target.is_mount():
        _fill(new, target)
    elif not target.exists():
        new.rename(target)
    elif _swap(new, target):
        shutil.rmtree(new, ignore_errors=True)
    else:
        _rename_both(new, target)


def _rename_both(new: Path, target: Path) -> None:
    old = _old(target)
    if is_ours(target):  # then what an earlier build left there is not needed any more
        shutil.rmtree(old, ignore_errors=True)
    try:
        target.rename(old)
    except OSError as fault:
        if fault.errno not in _ELSEWHERE:
            raise
        _fill(new, target)
        return
    try:
        new.rename(target)
    except OSError:
        with suppress(OSError):  # the next build tries again
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _fill(new: Path, target: Path) -> None:
    """Copies file by file, the manifest first, the index last; then removes what the new folder has not.

    What was filled by half is known as ours by its manifest and can be filled again. Raises OSError.
    """
    files = [path.relative_to(new) for path in new.rglob("*") if path.is_file()]
    first, *others = sorted(files, key=lambda path: (path == Path(INDEX), path != Path(MANIFEST), path))
    _copy(first, new, target)
    try:
        for path in others:
            _copy(path, new, target)
        _clean(target, set(files))
    except OSError as fault:
        raise HalfFilledError(fault.errno, fault.strerror, fault.filename, None, fault.filename2) from fault


def _copy(path: Path, new: Path, target: Path) -> None:
    place = target / path
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    for parent in reversed(path.parents):
        if (target / parent).is_file():
            (target / parent).unlink()
    place.parent.mkdir(parents=True, exist_ok=True)
    with writing.replacing(place) as beside:
        shutil.copyfile(new / path, beside)


def _clean(target: Path, kept: set[Path]) -> None:
    for place in sorted(target.rglob("*"), reverse=True):
        path = place.relative_to(target)
        if path.parts[0] == LOST_AND_FOUND:
            continue
        if place.is_dir() and not place.is_symlink():
            with suppress(OSError):  # it still holds something
                place.rmdir()
        elif path not in kept:
            place.unlink()


def _swap(one: Path, other: Path) -> bool:
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    result = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(result == 0)
