"""A finished folder takes the place of another in one step; whatever goes wrong, one of the two is whole."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import threading
from pathlib import Path

import pytest

from generator.outputs.target import atomic, site_folder


def _folder(path: Path, word: str) -> Path:
    path.mkdir()
    (path / "page").write_text(word, encoding="utf-8")
    return path


def test_first_build_simply_moves(tmp_path: Path) -> None:
    new, target = _folder(tmp_path / "new", "new"), tmp_path / "site"
    atomic.put_in_place(new, target)
    assert (target / "page").read_text(encoding="utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("kernel_can_exchange", [True, False])
def test_old_folder_is_replaced_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, kernel_can_exchange: bool
) -> None:
    if not kernel_can_exchange:
        monkeypatch.setattr(atomic, "_swap", lambda _one, _other: False)
    target = _folder(tmp_path / "site", "old")
    (target / "gone").touch()
    atomic.put_in_place(_folder(tmp_path / "new", "new"), target)
    assert (target / "page").read_text(encoding="utf-8") == "new"
    assert not (target / "gone").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_target_never_lacks_while_exchanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, seen = _folder(tmp_path / "site", "old"), []
    monkeypatch.setattr(
        atomic.shutil, "rmtree", lambda path, **_: seen.append((path, target.joinpath("page").read_text()))
    )
    atomic.put_in_place(_folder(tmp_path / "new", "new"), target)
    assert seen == [(tmp_path / "new", "new")]
    assert (tmp_path / "new" / "page").read_text(encoding="utf-8") == "old"


def _site(path: Path, word: str) -> Path:
    """A folder that is known as ours."""
    _folder(path, word)
    (path / "manifest.json").write_text(json.dumps({"generator": "handbook"}), encoding="utf-8")
    (path / "index.html").write_text(word, encoding="utf-8")
    return path


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _word(site: Path) -> str:
    return (site / "page").read_text(encoding="utf-8")


def _no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "_swap", lambda _one, _other: False)


def _fail_at(monkeypatch: pytest.MonkeyPatch, number: int, code: int, *, ever_after: bool = False) -> None:
    """Has the ``number``-th rename fail, and those after it too if ``ever_after``."""
    rename, seen = Path.rename, iter(range(1, 100))

    def failing(self: Path, target: Path) -> Path:
        count = next(seen)
        if count == number or (ever_after and count > number):
            raise OSError(code, os.strerror(code), str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)


def _wait() -> None:
    raise AssertionError("nobody else builds here")


def test_a_failing_second_rename_brings_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _no_exchange(monkeypatch)
    target = _site(tmp_path / "site", "old")
    _fail_at(monkeypatch, 2, errno.EIO)
    with pytest.raises(OSError, match="site"), atomic.work_folder(target, _wait) as work:
        atomic.put_in_place(_site(work / "site", "new"), target)
    assert _word(target) == "old"
    assert _names(tmp_path) == ["site"]


def test_when_nothing_can_be_renamed_any_more_the_next_build_finds_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _no_exchange(monkeypatch)
    target = _site(tmp_path / "site", "old")
    with monkeypatch.context() as broken:
        _fail_at(broken, 2, errno.EIO, ever_after=True)
        with pytest.raises(OSError, match="site"), atomic.work_folder(target, _wait) as work:
            atomic.put_in_place(_site(work / "site", "new"), target)
    assert not target.exists()
    assert ".site.old" in atomic.left(target, OSError())
    with atomic.work_folder(target, _wait) as work:
        assert _word(target) == "old"
        atomic.put_in_place(_site(work / "site", "new"), target)
    assert _word(target) == "new"
    assert _names(tmp_path) == ["site"]


@pytest.mark.parametrize("moment", ["before the second rename", "after it"])
def test_a_build_killed_between_the_renames_is_put_right_by_the_next(tmp_path: Path, moment: str) -> None:
    target = _site(tmp_path / "site", "old")
    code = f"""
        import os, signal
        from pathlib import Path
        from generator.outputs.target import atomic
        atomic._swap = lambda one, other: False
        rename, count = Path.rename, [0]
        def dying(self, target):
            count[0] += 1
            if count[0] == 2 and {moment == "after it"}:
                rename(self, target)
            if count[0] == 2:
                os.kill(os.getpid(), signal.SIGKILL)
            return rename(self, target)
        Path.rename = dying
        target = Path({str(target)!r})
        with atomic.work_folder(target, lambda: None) as work:
            (work / "docs").mkdir()
            new = work / "site"
            new.mkdir()
            (new / "page").write_text("new")
            (new / "manifest.json").write_text('{{"generator": "handbook"}}')
            atomic.put_in_place(new, target)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False)
    assert done.returncode == -signal.SIGKILL
    atomic.recover(target)
    assert _word(target) == ("new" if moment == "after it" else "old")
    assert _names(tmp_path) == ["site"]


def _earlier_work(path: Path, *, old: str = "") -> Path:
    """What a killed build of an earlier edition left."""
    (path / "docs").mkdir(parents=True)
    (path / "site").mkdir()
    if old:
        _site(path / "site.old", old)
    return path


@pytest.mark.parametrize("name", ["site", "site[1]", "a*b", "si?te"])
def test_what_earlier_editions_left_is_found_too(tmp_path: Path, name: str) -> None:
    _earlier_work(tmp_path / f".{name}-abc_1234", old="old")
    _earlier_work(tmp_path / f".{name}-def45678")
    atomic.recover(tmp_path / name)
    assert _word(tmp_path / name) == "old"
    assert _names(tmp_path) == [name]


def _precious(folder: Path) -> list[str]:
    """Folders that somebody else made, by names like ours."""
    _folder(folder / ".site.old", "mine")
    (folder / ".site-2026").mkdir()
    (folder / ".site-20260101").mkdir()
    for name in (".site-backup", ".site-20260202", ".site-b-abc_1234"):
        (folder / name).mkdir()
        _site(folder / name / "site", "mine")
    (folder / ".site-20260303" / "docs" / "notes").mkdir(parents=True)
    _earlier_work(folder / "elsewhere")
    (folder / ".site-20260404").symlink_to(folder / "elsewhere")
    return _names(folder)


def test_what_is_not_a_build_s_is_not_swept(tmp_path: Path) -> None:
    names = _precious(tmp_path)
    _site(tmp_path / "site", "old")
    with atomic.work_folder(tmp_path / "site", _wait) as work:
        atomic.put_in_place(_site(work / "site", "new"), tmp_path / "site")
    assert _names(tmp_path) == sorted([*names, "site"])
    assert _word(tmp_path / ".site-backup" / "site") == "mine"


def test_the_old_site_of_another_name_is_not_taken(tmp_path: Path) -> None:
    _earlier_work(tmp_path / ".a-b-abc_1234", old="of a-b")
    atomic.recover(tmp_path / "a")
    assert _names(tmp_path) == [".a-b-abc_1234"]
    atomic.recover(tmp_path / "a-b")
    assert _word(tmp_path / "a-b") == "of a-b"


@pytest.mark.parametrize("moment", ["before anything is made", "while it is made"])
def test_what_a_killed_build_left_is_swept_once_a_site_is_in_place(tmp_path: Path, moment: str) -> None:
    target = tmp_path / "site"
    code = f"""
        import os, signal
        from pathlib import Path
        from generator.outputs.target import atomic
        with atomic.work_folder(Path({str(target)!r}), lambda: None) as work:
            if {moment == "while it is made"}:
                (work / "docs").mkdir()
                (work / "site").mkdir()
                (work / "site" / "page").write_text("half")
            os.kill(os.getpid(), signal.SIGKILL)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False)
    (left,) = _names(tmp_path)
    atomic.recover(target)
    assert _names(tmp_path) == [left], "nothing is deleted while no site is in place"
    _site(target, "new")
    atomic.recover(target)
    assert _names(tmp_path) == ["site"]


def test_the_old_site_comes_back_over_an_empty_folder(tmp_path: Path) -> None:
    target = tmp_path / "site"
    _site(tmp_path / ".site.old", "old")
    target.mkdir()
    atomic.recover(target)
    assert _word(target) == "old"
    assert _names(tmp_path) == ["site"]


def test_the_old_site_stays_while_something_else_is_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"
    _site(tmp_path / ".site.old", "old")
    target.mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda self: self == target)
    _fail_at(monkeypatch, 1, errno.EBUSY, ever_after=True)
    with pytest.raises(OSError, match="full"), atomic.work_folder(target, _wait):
        raise OSError(errno.ENOSPC, "full")
    assert _word(tmp_path / ".site.old") == "old"
    with atomic.work_folder(target, _wait) as work:
        atomic.put_in_place(_site(work / "site", "new"), target)
    atomic.recover(target)
    assert (_word(target), _names(tmp_path)) == ("new", ["site"])


def test_without_locks_nothing_of_another_build_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(atomic.fcntl, "flock", refuse)
    _no_exchange(monkeypatch)
    target = _site(tmp_path / "site", "old")
    with atomic.work_folder(target, _wait) as first:
        (first / "docs").mkdir()
        with atomic.work_folder(target, _wait) as second:
            assert first.is_dir()
            atomic.put_in_place(_site(second / "site", "second"), target)
        _site(tmp_path / ".site.old", "left by a killed one")
        atomic.put_in_place(_site(first / "site", "first"), target)
    assert (_word(target), _names(tmp_path)) == ("first", ["site"])


@pytest.mark.parametrize("how", ["mount", "busy"])
def test_a_mount_point_is_filled_in_place_with_its_index_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    target = _site(tmp_path / "site", "old")
    (target / "gone" / "deep").mkdir(parents=True)
    (target / "gone" / "deep" / "page").touch()
    (target / "turns").mkdir()
    (target / "turns" / "page").touch()
    if how == "mount":
        monkeypatch.setattr(Path, "is_mount", lambda self: self == target)
    else:
        _no_exchange(monkeypatch)
        _fail_at(monkeypatch, 1, errno.EBUSY)
    order = []
    replace = Path.replace
    monkeypatch.setattr(Path, "replace", lambda self, to: order.append(to.name) or replace(self, to))
    number = target.stat().st_ino
    new = _site(tmp_path / "new", "new")
    (new / "turns").touch()
    (new / "more").mkdir()
    (new / "more" / "page").touch()
    atomic.put_in_place(new, target)
    assert target.stat().st_ino == number
    assert (order[0], order[-1]) == ("manifest.json", "index.html")
    found = sorted(path.relative_to(target).as_posix() for path in target.rglob("*"))
    assert found == ["index.html", "manifest.json", "more", "more/page", "page", "turns"]
    assert _word(target) == "new"


def test_lost_and_found_is_the_file_system_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "site"
    (target / "lost+found" / "#12").mkdir(parents=True)
    assert not site_folder.may_replace(target, site_folder.is_ours), "somebody's own folder of that name"
    monkeypatch.setattr(Path, "is_mount", lambda self: self == target)
    assert site_folder.may_replace(target, site_folder.is_ours)
    atomic.put_in_place(_site(tmp_path / "new", "new"), target)
    assert (target / "lost+found" / "#12").is_dir()
    (target / "lost+found" / "#12").rmdir()
    atomic.put_in_place(_site(tmp_path / "newer", "newer"), target)
    assert (_word(target), (target / "lost+found").is_dir()) == ("newer", True)


@pytest.mark.parametrize("number", range(1, 5))
def test_a_mount_that_was_filled_by_half_can_be_filled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    target = tmp_path / "site"
    target.mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda self: self == target)
    new = _site(tmp_path / "new", "new")
    (new / "assets").mkdir()
    (new / "assets" / "style.css").touch()
    copy, seen = atomic.shutil.copyfile, iter(range(1, 100))

    def failing(one: Path, other: Path) -> None:
        copy(one, other)
        if next(seen) == number:
            raise OSError(errno.ENOSPC, "full", str(other))

    with monkeypatch.context() as broken:
        broken.setattr(atomic.shutil, "copyfile", failing)
        with pytest.raises(OSError, match="full") as caught:
            atomic.put_in_place(new, target)
    assert not (target / "index.html").exists()
    assert atomic.left(target, caught.value) == ("那里还没有网站" if number == 1 else atomic.HALF)
    assert site_folder.may_replace(target, site_folder.is_ours)
    atomic.put_in_place(new, target)
    assert (_word(target), _names(target)) == ("new", ["assets", "index.html", "manifest.json", "page"])


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.EPERM, errno.ENOSPC])
def test_beside_a_mount_that_cannot_be_written_the_work_is_done_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    target, make = tmp_path / "site", tempfile.mkdtemp
    (tmp_path / "elsewhere").mkdir()

    def refusing(prefix: str, dir: Path | None = None) -> str:  # noqa: A002 - as the real one
        if dir == tmp_path:
            raise OSError(code, os.strerror(code))
        return make(prefix=prefix, dir=tmp_path / "elsewhere")

    monkeypatch.setattr(atomic.tempfile, "mkdtemp", refusing)
    with pytest.raises(OSError, match=os.strerror(code)), atomic.work_folder(target, _wait):
        pass
    target.mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda self: self == target)
    with atomic.work_folder(target, _wait) as work:
        atomic.put_in_place(_site(work / "site", "new"), target)
    assert _word(target) == "new"
    assert _names(tmp_path / "elsewhere") == []


def test_two_builds_of_one_place_follow_each_other(tmp_path: Path) -> None:
    target = tmp_path / "site"
    inside, waited, order = threading.Event(), threading.Event(), []

    def first() -> None:
        with atomic.work_folder(target, _wait) as work:
            inside.set()
            assert waited.wait(10)
            order.append("first")
            atomic.put_in_place(_site(work / "site", "first"), target)

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(10)
    with atomic.work_folder(target, waited.set) as work:
        order.append("second")
        atomic.put_in_place(_site(work / "site", "second"), target)
    thread.join()
    assert order == ["first", "second"]
    assert _word(target) == "second"
    assert _names(tmp_path) == ["site"]
