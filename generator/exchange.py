"""Puts a finished folder or file in the place of another in one step."""

from __future__ import annotations

import ctypes
import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def put_in_place(new: Path, target: Path) -> None:
    """Makes ``new`` be ``target``; what was at ``target`` is removed afterwards.

    On Linux both names are exchanged by one system call (renameat2, RENAME_EXCHANGE), so there is no moment
    without a whole ``target``. Where the file system cannot do that, two renames follow each other.
    Both must lie on the same file system. Raises OSError.
    """
    if not target.exists():
        new.rename(target)
        return
    if _swap(new, target):
        shutil.rmtree(new)
        return
    old = new.with_name(new.name + ".old")
    target.rename(old)
    new.rename(target)
    shutil.rmtree(old)


def replace_text(path: Path, text: str) -> None:
    """Writes a file whole or not at all. Raises OSError."""
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, encoding="utf-8", newline="\n")
    new.replace(path)


def _swap(one: Path, other: Path) -> bool:
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    result = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(result == 0)
