"""Packages: the same bytes for the same parts, readable for everybody."""

from __future__ import annotations

import io
import zipfile

from generator.core.files import archive

PARTS = {"页.html": "字" * 900, "picture.png": b"\x00" * 900}


def _packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    archive.pack(target, parts.items())
    return target.getvalue()


def test_the_clock_and_the_system_are_not_in_a_package() -> None:
    with zipfile.ZipFile(io.BytesIO(archive.zipped(PARTS))) as made:
        assert made.namelist() == list(PARTS)
        assert made.read("页.html").decode() == PARTS["页.html"]
        for entry in made.infolist():
            assert (entry.date_time, entry.create_system) == ((1980, 1, 1, 0, 0, 0), 3)
            assert entry.external_attr >> 16 == 0o644


def test_only_what_is_not_compressed_yet_is_compressed_when_packing() -> None:
    names = ("a.png", "a.docx", "a.html")
    with zipfile.ZipFile(io.BytesIO(_packed(dict.fromkeys(names, b"\x00" * 900)))) as made:
        how = [made.getinfo(name).compress_type for name in names]
    assert how == [zipfile.ZIP_STORED, zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]


def test_a_package_that_holds_pictures_compresses_them_all_the_same() -> None:
    with zipfile.ZipFile(io.BytesIO(archive.zipped(PARTS))) as made:
        assert {one.compress_type for one in made.infolist()} == {zipfile.ZIP_DEFLATED}
