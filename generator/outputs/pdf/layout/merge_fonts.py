"""One set of fonts for a whole book: each part brings its own, with most of the glyphs the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name

from generator.outputs.pdf import requirements
from generator.outputs.pdf.layout.glyphs import outlines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pikepdf

_MAPPING = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")
#: A CMap may map so many characters in one block.
_BLOCK = 100
_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{}endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def share(book: pikepdf.Pdf) -> None:
    """Gives all pages the same fonts; a font that cannot be cut from its file stays with each part."""
    drawn = (page.obj.Resources for page in book.pages if "/Resources" in page.obj)
    sets = {one.Font.objgen: one.Font for one in drawn if "/Font" in one}
    kinds: dict[tuple[str, str], list[pikepdf.Object]] = {}
    for fonts in sets.values():
        for name, font in fonts.items():
            kinds.setdefault((name, str(font.BaseFont)), []).append(font)
    if len(sets) == 1:
        return
    joined = {kind: _joined(book, same) for kind, same in kinds.items()}
    for fonts in sets.values():
        for name, font in list(fonts.items()):
            fonts[name] = joined[name, str(font.BaseFont)] or font


def _joined(book: pikepdf.Pdf, fonts: list[pikepdf.Object]) -> pikepdf.Object | None:
    """A font with the glyphs of all."""
    first = fonts[0]
    widths = {glyph: width for font in fonts for glyph, width in _widths(font.DescendantFonts[0].W)}
    file, index = requirements.font_file(*_family_and_style(str(first.BaseFont)))
    data = outlines(file, index, sorted(widths)) if file else None
    if data is None:
        return None
    texts = {
        int(glyph, 16): text.decode()
        for font in fonts
        for glyph, text in _MAPPING.findall(font.ToUnicode.read_bytes())
    }
    descendant = first.DescendantFonts[0]
    descendant.W = Array(runs(widths))
    descendant.FontDescriptor.FontFile3 = book.make_stream(data, Dictionary(Subtype=Name.CIDFontType0C))
    first.ToUnicode = book.make_stream(cmap(texts))
    return first


def _family_and_style(name: str) -> tuple[str, str]:
    """From /ABCDEF+Noto-Sans-CJK-SC-Bold."""
    plain = name.partition("+")[2].replace("-", " ")
    for family in requirements.FAMILIES:
        if plain.startswith(family):
            return family, plain.removeprefix(family).strip() or "Regular"
    return plain, "Regular"


def _widths(entries: pikepdf.Object) -> Iterator[tuple[int, int]]:
    """The widths by glyph, from ``[first [w w w] …]``, the form that WeasyPrint writes."""
    flat = list(entries)
    for start, row in zip(flat[::2], flat[1::2], strict=True):
        for offset, width in enumerate(row):
            yield int(start) + offset, int(width)


def runs(widths: Mapping[int, int]) -> list[int | Array]:
    """Widths by glyph as a font's array W."""
    found: list[tuple[int, list[int]]] = []
    for glyph in sorted(widths):
        if found and glyph == found[-1][0] + len(found[-1][1]):
            found[-1][1].append(widths[glyph])
        else:
            found.append((glyph, [widths[glyph]]))
    return [one for start, row in found for one in (start, Array(row))]


def cmap(texts: Mapping[int, str]) -> bytes:
    """A font's ToUnicode: texts by glyph, in hexadecimal UTF-16."""
    rows = [f"<{glyph:04x}> <{texts[glyph]}>" for glyph in sorted(texts)]
    blocks = (rows[at : at + _BLOCK] for at in range(0, len(rows), _BLOCK))
    return _CMAP.format("".join(_block(block) for block in blocks)).encode()


def _block(rows: Iterable[str]) -> str:
    lines = list(rows)
    return f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar\n"
