"""Cuts the outlines of chosen glyphs out of a font, by HarfBuzz: milliseconds where others take seconds."""

# ruff: noqa: ANN401 - foreign libraries have no types

from __future__ import annotations

import ctypes
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.outputs.pdf import requirements

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Tables that a PDF has no use for; without GSUB no glyph draws others in after it.
_UNREAD = ("GSUB", "GPOS", "GDEF", "VORG", "vhea", "vmtx", "BASE", "name", "OS/2", "post", "cmap")
_NO_HINTING, _NOTDEF_OUTLINE = 0x1, 0x40
_DROP_TABLES = 3
_READ_ONLY = 1
#: The operator ROS: the font numbers its glyphs (CID-keyed) instead of naming them.
_ROS = b"\x0c\x1e"


def outlines(font: bytes | str, index: int, glyphs: Iterable[int]) -> bytes | None:
    """The table CFF with these glyphs, still known by their numbers; None when the font has no such table.

    ``font`` is what a font file holds, or the path of one; ``index`` says which font in a collection.
    """
    library, subsetter = _libraries()
    if isinstance(font, str):
        blob = library.hb_blob_create_from_file(font.encode(errors="surrogateescape"))
    else:
        blob = library.hb_blob_create(font, len(font), _READ_ONLY, None, None)
    face = library.hb_face_create(blob, index)
    wanted = subsetter.hb_subset_input_create_or_fail()
    chosen = subsetter.hb_subset_input_glyph_set(wanted)
    for glyph in glyphs:
        library.hb_set_add(chosen, glyph)
    dropped = subsetter.hb_subset_input_set(wanted, _DROP_TABLES)
    for tag in _UNREAD:
        library.hb_set_add(dropped, _tag(tag))
    subsetter.hb_subset_input_set_flags(wanted, _NO_HINTING | _NOTDEF_OUTLINE)
    smaller = subsetter.hb_subset_or_fail(face, wanted)
    data = _table(library, smaller, "CFF ") if smaller else b""
    for destroy, thing in (
        (library.hb_face_destroy, smaller),
        (subsetter.hb_subset_input_destroy, wanted),
        (library.hb_face_destroy, face),
        (library.hb_blob_destroy, blob),
    ):
        destroy(thing)
    return data if data and _ROS in data[:200] else None


def _table(library: Any, face: int, tag: str) -> bytes:
    blob = library.hb_face_reference_table(face, _tag(tag))
    length = ctypes.c_uint()
    start = library.hb_blob_get_data(blob, ctypes.byref(length))
    data = ctypes.string_at(start, length.value) if start else b""
    library.hb_blob_destroy(blob)
    return data


def _tag(name: str) -> int:
    return int.from_bytes(name.ljust(4).encode(), "big")


@cache
def _libraries() -> tuple[Any, Any]:
    """HarfBuzz and its subsetter, told what their functions take: pointers are wider than Python's guess."""
    requirements.require()
    library, subsetter = (
        requirements.library("libharfbuzz.so.0"),
        requirements.library("libharfbuzz-subset.so.0"),
    )
    pointer, number = ctypes.c_void_p, ctypes.c_uint
    for home, name, result, arguments in (
        (library, "hb_blob_create", pointer, (ctypes.c_char_p, number, ctypes.c_int, pointer, pointer)),
        (library, "hb_blob_create_from_file", pointer, (ctypes.c_char_p,)),
        (library, "hb_blob_get_data", pointer, (pointer, ctypes.POINTER(number))),
        (library, "hb_blob_destroy", None, (pointer,)),
        (library, "hb_face_create", pointer, (pointer, number)),
        (library, "hb_face_destroy", None, (pointer,)),
        (library, "hb_face_reference_table", pointer, (pointer, ctypes.c_uint32)),
        (library, "hb_set_add", None, (pointer, ctypes.c_uint32)),
        (subsetter, "hb_subset_input_create_or_fail", pointer, ()),
        (subsetter, "hb_subset_input_destroy", None, (pointer,)),
        (subsetter, "hb_subset_input_glyph_set", pointer, (pointer,)),
        (subsetter, "hb_subset_input_set", pointer, (pointer, ctypes.c_int)),
        (subsetter, "hb_subset_input_set_flags", None, (pointer, number)),
        (subsetter, "hb_subset_or_fail", pointer, (pointer, pointer)),
    ):
        function = getattr(home, name)
        function.restype, function.argtypes = result, arguments
    return library, subsetter
