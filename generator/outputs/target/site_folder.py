"""Which folder the site may take the place of: an empty one, or one that this generator made."""

from __future__ import annotations

import json
import os
import pwd
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator.book.addresses import MANIFEST
from generator.content.layout import CHECKLISTS, CONTENT
from generator.core.files import writing
from generator.core.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable

GENERATOR = "handbook"
"""Value of the key ``generator`` in manifest.json: by it a folder is known as ours."""
LOST_AND_FOUND = "lost+found"
"""What a file system keeps at its root for itself."""
#: What manifest.json held before it said who made it.
_EARLIER = {"title", "edition", "fingerprint", "files"}
LARGEST = 64 * 1024 * 1024
"""A manifest lists files, some 200 bytes each; what is larger is somebody else's."""


def refusal(
    root: Path, folder: Path, ours: Callable[[Path], bool] | None = None, what: str = N_("网站")
) -> str:
    """Why a handbook's site must not be put at ``folder``, in Chinese; empty when it may.

    ``root`` is the handbook's. The handbook itself, what it lies in, homes and working copies are never
    replaced, nor is a folder that holds anything but an earlier site: what ``ours`` says of it. ``what`` is
    the word for what is put there. Raises OSError when nobody can tell what lies there.
    """
    with suppress(FileNotFoundError):
        folder.stat()  # of links in a circle each version of resolve() thinks otherwise
    target, source = folder.resolve(), root.resolve()
    if why := _precious(source, target):
        return _("不能把{what}生成到 {target}：{why}。换一个空文件夹，或还不存在的文件夹。").format(
            what=what, target=target, why=why
        )
    if target.is_dir() and not may_replace(target, ours or is_ours):
        return _(
            "不能把{what}生成到 {target}：里面的东西不是本程序生成的{what}，生成会把它们删掉。"
            "换一个空文件夹；确定不要里面的东西，就先自己清空。"
        ).format(what=what, target=target)
    return ""


def _precious(root: Path, target: Path) -> str:
    if target == Path(target.anchor):
        return _("那是文件系统的根目录")
    if target in _homes():
        return _("那是用户的主目录")
    if root == target or root.is_relative_to(target):
        return _("手册自己就在里面")
    if any(target.is_relative_to(root / own) for own in (CONTENT, CHECKLISTS)):
        return _("那是手册的内容")
    if ".git" in target.parts or any(".git" in (*folders, *files) for __, folders, files in os.walk(target)):
        return _("那里有 .git，是一份工作副本")
    return ""


def _homes() -> set[Path]:
    return {Path.home(), *(Path(entry.pw_dir) for entry in pwd.getpwall())}


def may_replace(folder: Path, ours: Callable[[Path], bool]) -> bool:
    """Whether nothing in a folder is anybody's: it is empty, or ``ours``."""
    kept = {LOST_AND_FOUND} if folder.is_mount() else set()
    return ours(folder) or all(
        path.name in kept or writing.is_unfinished(path.name) for path in folder.iterdir()
    )


def is_ours(folder: Path) -> bool:
    """Whether its manifest.json says that this generator, or an earlier edition of it, made the folder."""
    try:
        path = folder / MANIFEST
        if not path.is_file() or path.stat().st_size > LARGEST:
            return False
        body = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(body, dict) and (body.get("generator") == GENERATOR or body.keys() >= _EARLIER)
