"""Made once for all processes of a run: by the first that needs it, while the others wait."""

from __future__ import annotations

import fcntl
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time; the lock of one that dies is free."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def once(folder: Path, make: Callable[[Path], object]) -> Path:
    """The folder, which ``make`` fills if it is not there yet; what fails half-way is not seen by others."""
    with locked(folder.with_name(f"{folder.name}.lock")):
        if not folder.is_dir():
            half = Path(tempfile.mkdtemp(dir=folder.parent, prefix=folder.name))
            make(half)
            half.rename(folder)
    return folder
