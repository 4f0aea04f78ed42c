"""A finished site → downloads/offline.zip, the whole handbook for a USB stick, with a manifest of its own.

Made when the engine is done, from the files as they are: what is unpacked is what the server has, but for
what only servers use, and for the offer of the zip itself.
"""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.core.texts import _
from generator.outputs.target import manifest
from generator.views import addresses
from generator.views.render import render

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = "handbook/"
OPENER = "打开手册.html"
#: Answers of servers, lists for crawlers; and the manifest, which is written last.
_ONLINE = {"404.html", "favicon.ico", "sitemap.xml", "sitemap.xml.gz", addresses.OFFLINE, addresses.MANIFEST}
_OFFER = re.compile(rb'<li><a href="[^"]*%b".*?</li>' % re.escape(addresses.OFFLINE).encode())
#: What is compressed already would only take time.
_PACKED = {".docx", ".pdf", ".png", ".xlsx", ".zip", ".apkg"}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16
_UNIX = 3


def pack(site: Path) -> None:
    """Writes the zip into a finished site: sorted, without a clock, so that equal sites give equal bytes."""
    target = site / addresses.OFFLINE
    target.parent.mkdir(parents=True, exist_ok=True)
    lines = []
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in _files(site):
            _add(archive, name, content)
            if name != OPENER:
                lines.append(manifest.line(name.removeprefix(FOLDER), content))
        body = json.loads((site / addresses.MANIFEST).read_bytes())
        _add(archive, FOLDER + addresses.MANIFEST, manifest.whole(body, lines))


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.external_attr, entry.create_system = _MODE, _UNIX
    stored = PurePosixPath(name).suffix in _PACKED
    archive.writestr(entry, content, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, 6)


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    """Names in the zip and what stands there; first the file that people open."""
    yield OPENER, render("site/opener.html.j2", target=f"{FOLDER}{addresses.INDEX}").encode()
    instead = f"<li>{_('现在看的就是离线版。')}</li>".encode()
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    for name in sorted(paths.keys() - _ONLINE):
        content = paths[name].read_bytes()
        yield FOLDER + name, _OFFER.sub(instead, content) if name.endswith(".html") else content
