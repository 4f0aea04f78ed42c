"""Makes the fonts in a PDF as small as what is drawn: 75 KB each become 2 to 30.

WeasyPrint keeps a place for every glyph of the whole font, and tables that nothing reads. A CID font's own
table says which glyph a number means, so the empty places can go without touching the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from generator.outputs.pdf.layout.glyphs import outlines

if TYPE_CHECKING:
    from collections.abc import Iterator


def compact(pdf: pikepdf.Pdf) -> None:
    """Replaces embedded OpenType fonts by their bare table of outlines, with the glyphs in use only."""
    for one in list(pdf.objects):
        if not isinstance(one, pikepdf.Dictionary) or one.get("/Subtype") != "/CIDFontType0":
            continue
        file = one.FontDescriptor.get("/FontFile3")
        if file is None or file.get("/Subtype") != "/OpenType":
            continue
        small = outlines(file.read_bytes(), 0, numbers(one.W))
        if small is not None:
            file.write(small)
            file["/Subtype"] = pikepdf.Name("/CIDFontType0C")


def numbers(widths: pikepdf.Object) -> Iterator[int]:
    """The glyphs that have a width, ``[first [w w w] first last w]``: those that the text shows."""
    entries = list(widths)
    while entries:
        first, second = int(entries.pop(0)), entries.pop(0)
        if isinstance(second, pikepdf.Array):
            yield from range(first, first + len(second))
        else:
            yield from range(first, int(second) + 1)
            entries.pop(0)
