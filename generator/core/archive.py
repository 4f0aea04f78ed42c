"""Packages: zip files whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The earliest date that a zip file can name: the same in every build.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """Name → content, in this order. Names are ASCII; texts are written as UTF-8."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # else the bytes would tell which system made them
            entry.external_attr = 0o644 << 16  # else unpacking would make files that nobody may read
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, compresslevel=6)
    return target.getvalue()
