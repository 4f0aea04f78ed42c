"""What the last build made a site of: when nothing has changed since, there is nothing to make again.

"Nothing" is the handbook's files, the program with its libraries, what the build was told to do, and every
file of the site itself.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from generator.content.layout import read_below
from generator.core.files import digests, program
from generator.outputs.target import manifest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.core.files.cache import Cache


class LastBuild:
    """Of the handbook below ``root`` into ``target``; ``told`` is all else that the site depends on.

    It is made before anything is read, so that an edit during the build is not taken for built.
    """

    def __init__(self, root: Path, target: Path, told: Iterable[str], cache: Cache) -> None:
        self._target, self._cache = target, cache
        digest = digests.Running()
        for part in (program.fingerprint(), str(target), os.environ.get("SOURCE_DATE_EPOCH", ""), *told):
            digest.update(f"{part}\0".encode(errors="surrogatepass"))
        for path in read_below(root):
            content = _content(path)
            head = f"{path.relative_to(root).as_posix()}\0{len(content)}\0"
            digest.update(head.encode(errors="surrogatepass") + content)
        self._key = digest.hexadecimal()

    def said(self) -> str | None:
        """What that build said of the content; None when another build is due."""
        if (noted := self._cache.get(self._key)) is None:
            return None
        note = json.loads(noted)
        with suppress(manifest.ManifestError, OSError):
            found = manifest.verify(self._target)
            if found.whole and not found.differences and found.sha256 == note["site"]:
                return str(note["said"])
        return None

    def note(self, site: str, said: str) -> None:
        """Remembers the site that was made, by its manifest's SHA-256, and what was said of its content."""
        note = {"site": site, "said": said}
        self._cache.put(self._key, json.dumps(note, ensure_ascii=False).encode())


def _content(path: Path) -> bytes:
    """A file's; nothing of what cannot be read, which is a finding, so that there is no site to note."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""
