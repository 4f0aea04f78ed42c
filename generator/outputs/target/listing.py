"""What lies in a folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from generator.outputs.target.site_folder import LOST_AND_FOUND

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def walk(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below a folder but folders, by its path with slashes; links are not followed.

    What a file system keeps for itself is left out. Raises OSError.
    """
    todo = [(str(folder), "")]
    while todo:
        place, before = todo.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    yield before + entry.name, entry
                elif before or entry.name != LOST_AND_FOUND:
                    todo.append((entry.path, f"{before}{entry.name}/"))
