"""Builds the package for pip: flit_core, over a copy in which ``generator`` is called ``handbook_generator``.

In the repository the folder is the package, for Python, mypy, pytest and editors alike. Installed, a module
``generator`` would collide with other people's: the wheel's has a name of its own. Only names change: every
line stays on its line. An editable install leads to the repository and keeps the folder's name.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flit_core import buildapi
from flit_core.buildapi import (
    build_editable,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
]

HERE, INSTALLED = "generator", "handbook_generator"
#: Files that name modules, and what else the wheel is made of.
_NAMING, _BESIDE = {".py", ".yml"}, ("pyproject.toml", "LICENSE")
#: Same files, same bytes: no file's date goes into an archive.
_EPOCH = "315532800"


def build_wheel(directory: str, settings: dict[str, Any] | None = None, metadata: str | None = None) -> str:
    """The wheel, with the package renamed. Returns its file name, as PEP 517 asks."""
    del metadata  # pip may have none: it would be the repository's
    os.environ.setdefault("SOURCE_DATE_EPOCH", _EPOCH)
    target = str(Path(directory).resolve())
    with _renamed() as folder, chdir(folder):
        return str(buildapi.build_wheel(target, settings))


def build_sdist(directory: str, settings: dict[str, Any] | None = None) -> str:
    """The sources as they are, this file too, so that a wheel can be made from them."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", _EPOCH)
    return str(buildapi.build_sdist(directory, settings))


@contextmanager
def _renamed() -> Iterator[Path]:
    """A copy of what goes into the wheel, under the name that it has there."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        shutil.copytree(HERE, folder / INSTALLED, ignore=shutil.ignore_patterns("__pycache__"))
        for name in _BESIDE:
            shutil.copy(name, folder / name)
        project = folder / "pyproject.toml"
        text = project.read_text(encoding="utf-8")
        project.write_text(text.replace(f'name = "{HERE}"', f'name = "{INSTALLED}"'), encoding="utf-8")
        rooms = [path.stem for path in Path(HERE).iterdir()]
        for path in (project, *folder.rglob("*")):
            if path.suffix in _NAMING or path == project:
                path.write_text(renamed(path.read_text(encoding="utf-8"), rooms), encoding="utf-8")
        yield folder


def renamed(text: str, rooms: list[str]) -> str:
    """A file's text with the new name wherever it names a module; ``rooms`` are the modules at the top."""
    inside = "|".join(map(re.escape, sorted(rooms)))
    text = re.sub(rf"\b{HERE}(?=\.(?:{inside})\b)", INSTALLED, text)
    text = re.sub(rf"(?m)^(\s*from ){HERE}(?= import )", rf"\1{INSTALLED}", text)
    return re.sub(rf"(?m)^(\s*import ){HERE}$", rf"\1{INSTALLED} as {HERE}", text)
