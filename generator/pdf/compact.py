"""Makes the fonts in a PDF as small as what is drawn: 75 KB each become 2 to 30.

WeasyPrint keeps a place for every glyph of the whole font, and tables that nothing reads. A CID font's own
table says which glyph a number means, so the empty places can go without touching the text.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Tables beside the outlines that a PDF has no use for.
_UNREAD = ("GSUB", "GPOS", "VORG", "vhea", "vmtx", "BASE", "name", "OS/2", "post")


def compact(pdf: pikepdf.Pdf) -> None:
    """Replaces embedded OpenType fonts by their bare table of outlines, with the glyphs in use only."""
    for one in list(pdf.objects):
        if not isinstance(one, pikepdf.Dictionary) or one.get("/Subtype") != "/CIDFontType0":
            continue
        file = one.FontDescriptor.get("/FontFile3")
        if file is None or file.get("/Subtype") != "/OpenType":
            continue
        outlines = _outlines(file.read_bytes(), sorted(_numbers(one.W)))
        if outlines is not None:
            file.write(outlines)
            file["/Subtype"] = pikepdf.Name("/CIDFontType0C")


def _numbers(widths: pikepdf.Object) -> Iterator[int]:
    """The glyphs that have a width, ``[first [w w w] first last w]``: those that the text shows."""
    entries = list(widths)
    while entries:
        first, second = int(entries.pop(0)), entries.pop(0)
        if isinstance(second, pikepdf.Array):
            yield from range(first, first + len(second))
        else:
            yield from range(first, int(second) + 1)
            entries.pop(0)


def _outlines(data: bytes, numbers: list[int]) -> bytes | None:
    """The font's table CFF with these glyphs; None when the font knows its glyphs by name, not by number."""
    font = TTFont(io.BytesIO(data), lazy=True)
    if "CFF " not in font or not hasattr(font["CFF "].cff.topDictIndex[0], "ROS"):
        return None
    options = subset.Options(layout_features=[], notdef_outline=True, hinting=False)
    options.drop_tables += _UNREAD
    subsetter = subset.Subsetter(options)
    subsetter.populate(glyphs=[f"cid{number:05d}" for number in numbers if number])
    subsetter.subset(font)
    return bytes(font["CFF "].compile(font))
