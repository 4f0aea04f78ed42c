"""A finished site → downloads/offline.zip, the whole handbook for a USB stick, with a manifest of its own.

Made when the engine is done, from the files as they are: what is unpacked is what the server has, but for
what only servers use, and for the offer of the zip itself.
"""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.core.texts import _
from generator.outputs.target import manifest
from generator.outputs.target.files import walk
from generator.views import addresses
from generator.views.render import render

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "handbook/"
OPENER = "打开手册.html"
#: Answers of servers, lists for crawlers; and the manifest, which is written last.
_ONLINE = {"404.html", "favicon.ico", "sitemap.xml", "sitemap.xml.gz", addresses.OFFLINE, addresses.MANIFEST}
_OFFERED = addresses.OFFLINE.encode()
_OFFER = re.compile(rb'<li><a href="[^"]*%b".*?</li>' % re.escape(_OFFERED))
#: What is compressed already would only take time.
_PACKED = {".docx", ".pdf", ".png", ".xlsx", ".zip", ".apkg"}
#: Of deflate: half the time of the usual 6, for a tenth more bytes.
_LEVEL = 3
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16
_UNIX = 3


def pack(site: Path, written: Mapping[str, bytes] = MappingProxyType({})) -> list[manifest.Line]:
    """Writes the zip into a finished site: sorted, without a clock, so that equal sites give equal bytes.

    ``written``: what is known of the files, by path; the others are read. Returns the manifest's lines of the
    files that were packed as they are.
    """
    target = site / addresses.OFFLINE
    target.parent.mkdir(parents=True, exist_ok=True)
    same: list[manifest.Line] = []
    changed: list[manifest.Line] = []
    paths = {path: entry.path for path, entry in walk(site)}
    with zipfile.ZipFile(target, "w") as archive:
        _add(archive, OPENER, render("site/opener.html.j2", target=f"{FOLDER}{addresses.INDEX}").encode())
        for name in sorted(paths.keys() - _ONLINE):
            content = written.get(name) or Path(paths[name]).read_bytes()
            packed = _without_offer(content) if name.endswith(".html") else content
            (same if packed is content else changed).append(manifest.line(name, packed))
            _add(archive, FOLDER + name, packed)
        body = json.loads((site / addresses.MANIFEST).read_bytes())
        _add(archive, FOLDER + addresses.MANIFEST, manifest.whole(body, [*same, *changed]))
    return same


def _without_offer(page: bytes) -> bytes:
    if _OFFERED not in page:
        return page
    return _OFFER.sub(f"<li>{_('现在看的就是离线版。')}</li>".encode(), page)


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.external_attr, entry.create_system = _MODE, _UNIX
    stored = PurePosixPath(name).suffix in _PACKED
    archive.writestr(entry, content, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, _LEVEL)
