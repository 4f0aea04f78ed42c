"""A finished site → downloads/offline.zip, the whole handbook for a USB stick, with a manifest of its own.

Made when the engine is done, from the files as they are: what is unpacked is what the server has, but for
what only servers use, and for the offer of the zip itself.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from generator.book import addresses
from generator.core.files import archive
from generator.core.texts import _
from generator.outputs.target import manifest
from generator.views.render import render

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = "handbook/"
OPENER = "打开手册.html"
#: Answers of servers, lists for crawlers; and the manifest, which is written last.
_ONLINE = {"404.html", "favicon.ico", "sitemap.xml", "sitemap.xml.gz", addresses.OFFLINE, addresses.MANIFEST}
_OFFER = re.compile(rb'<li><a href="[^"]*%b".*?</li>' % re.escape(addresses.OFFLINE).encode())


def pack(site: Path) -> None:
    """Writes the zip into a finished site: sorted, without a clock, so that equal sites give equal bytes."""
    target = site / addresses.OFFLINE
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        archive.pack(file, _with_manifest(site))


def _with_manifest(site: Path) -> Iterator[tuple[str, bytes]]:
    lines = []
    for name, content in _files(site):
        yield name, content
        if name != OPENER:
            lines.append(manifest.line(name.removeprefix(FOLDER), content))
    body = json.loads((site / addresses.MANIFEST).read_bytes())
    yield FOLDER + addresses.MANIFEST, manifest.whole(body, lines)


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    """Names in the zip and what stands there; first the file that people open."""
    yield OPENER, render("site/opener.html.j2", target=f"{FOLDER}{addresses.INDEX}").encode()
    instead = f"<li>{_('现在看的就是离线版。')}</li>".encode()
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    for name in sorted(paths.keys() - _ONLINE):
        content = paths[name].read_bytes()
        yield FOLDER + name, _OFFER.sub(instead, content) if name.endswith(".html") else content
