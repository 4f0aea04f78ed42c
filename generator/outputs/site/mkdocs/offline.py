"""A finished site → downloads/offline.zip, the whole handbook for a USB stick, with a manifest of its own.

Made when the engine is done, from the files as they are: what is unpacked is what the server has, but for
what only servers use, and for the offer of the zip itself.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.book import addresses
from generator.core.files import archive
from generator.core.texts import _
from generator.outputs.target import manifest
from generator.outputs.target.listing import walk
from generator.views.render import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER = "handbook/"
OPENER = "打开手册.html"
#: Answers of servers, lists for crawlers; and the manifest, which is written last.
_ONLINE = {"404.html", "favicon.ico", "sitemap.xml", "sitemap.xml.gz", addresses.OFFLINE, addresses.MANIFEST}
_OFFERED = addresses.OFFLINE.encode()
_OFFER = re.compile(rb'<li><a href="[^"]*%b".*?</li>' % re.escape(_OFFERED))


def pack(site: Path, written: Mapping[str, bytes] = MappingProxyType({})) -> list[manifest.Line]:
    """Writes the zip into a finished site: sorted, without a clock, so that equal sites give equal bytes.

    ``written``: what is known of the files, by path; the others are read. Returns the manifest's lines of the
    files that were packed as they are.
    """
    target = site / addresses.OFFLINE
    target.parent.mkdir(parents=True, exist_ok=True)
    same: list[manifest.Line] = []
    with target.open("wb") as file:
        archive.pack(file, _parts(site, written, same))
    return same


def _parts(
    site: Path, written: Mapping[str, bytes], same: list[manifest.Line]
) -> Iterator[tuple[str, bytes]]:
    """Names in the zip and what stands there; first the file that people open, last the manifest."""
    yield OPENER, render("site/opener.html.j2", target=f"{FOLDER}{addresses.INDEX}").encode()
    changed: list[manifest.Line] = []
    paths = {path: entry.path for path, entry in walk(site)}
    for name in sorted(paths.keys() - _ONLINE):
        content = written.get(name) or Path(paths[name]).read_bytes()
        packed = _without_offer(content) if name.endswith(".html") else content
        (same if packed is content else changed).append(manifest.line(name, packed))
        yield FOLDER + name, packed
    body = json.loads((site / addresses.MANIFEST).read_bytes())
    yield FOLDER + addresses.MANIFEST, manifest.whole(body, [*same, *changed])


def _without_offer(page: bytes) -> bytes:
    if _OFFERED not in page:
        return page
    return _OFFER.sub(f"<li>{_('现在看的就是离线版。')}</li>".encode(), page)
