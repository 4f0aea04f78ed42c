"""Files that are whole or not there: written beside their place, then renamed."""

from __future__ import annotations

import re
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_UNFINISHED = re.compile(r"\.[0-9a-f]{32}\.new")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file to write beside ``path``; afterwards it is ``path``, or gone if writing failed.

    Its name is used once, so several processes, on several machines too, may write at one time without a
    lock. Raises OSError.
    """
    new = path.with_name(f".{secrets.token_hex(16)}.new")  # of mkstemp's only the owner may read
    try:
        yield new
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def write(path: Path, content: bytes | str) -> None:
    """Makes a file, with the folders above it; a text becomes UTF-8 as it is. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as new:
        new.write_bytes(content.encode() if isinstance(content, str) else content)


def is_unfinished(name: str) -> bool:
    """Whether a name is that of a file which a killed process was writing."""
    return bool(_UNFINISHED.fullmatch(name))


def fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes each file (path with slashes → content) below a folder that nobody reads yet. Raises OSError."""
    made: set[Path] = set()
    for path, content in files.items():
        place = folder / path
        if place.parent not in made:
            place.parent.mkdir(parents=True, exist_ok=True)
            made.add(place.parent)
        place.write_bytes(content)
