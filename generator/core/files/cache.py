"""What was made before: bytes by the key of everything they depend on. A damaged entry is as good as none."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.core.files import digests, program, writing

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT: Final = 400_000_000
"""How many bytes of one handbook are kept; what was used longest ago goes first."""


class Cache:
    """A folder with a file for each key, kept to ``limit`` bytes if there is one.

    Several processes may use it at once, on several machines too: names are never used twice and files come
    by rename, so no lock is needed, which shared folders may not have.
    """

    def __init__(self, folder: Path, limit: int | None = LIMIT) -> None:
        self.folder = folder
        self.limit = limit

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key

    def get(self, key: str) -> bytes | None:
        """What was put under a key; None when nothing was, or what is there is not what was put."""
        path = self._path(key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        digest, data = content[: digests.SIZE], content[digests.SIZE :]
        if digests.digest(data) != digest:
            return None
        with suppress(OSError):
            os.utime(path)  # used just now
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keeps data; readers see all of it or nothing. A disk that is full or read-only is no error here."""
        path = self._path(key)
        with suppress(OSError):
            writing.write(path, digests.digest(data) + data)

    def prune(self) -> None:
        """Removes what was used longest ago until at most ``limit`` bytes are left."""
        if self.limit is None:
            return
        found = []
        for path in self.folder.glob("??/*"):
            with suppress(OSError):
                state = path.stat()
                found.append((state.st_mtime_ns, str(path), state.st_size))
        total = 0
        for _, name, size in sorted(found, reverse=True):
            total += size
            if total > self.limit:
                with suppress(OSError):
                    Path(name).unlink()


class Results:
    """What this very program made of equal values, in a cache; without one everything is made anew.

    A value is known by its repr, so it is text, numbers, and frozen dataclasses, tuples and enums of them.
    """

    def __init__(self, cache: Cache | None = None) -> None:
        self._cache = cache

    def get(self, work: str, values: object, make: Callable[[], bytes]) -> bytes:
        """What ``make`` makes of ``values``; ``work`` tells it from what others make of the same ones."""
        if self._cache is None:
            return make()
        key = digests.hexadecimal(
            f"{program.fingerprint()}\0{work}\0{values!r}".encode(errors="surrogatepass")
        )
        known = self._cache.get(key)
        if known is None:
            known = make()
            self._cache.put(key, known)
        return known
