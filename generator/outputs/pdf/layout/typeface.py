"""The font with which people fill in forms: viewers write with what the form brings, or lose Chinese.

A viewer that finds no glyph in the form's own font picks one of its own and need not embed it; the next
viewer then shows nothing. So the form embeds the outlines of ASCII and of GB 2312: 6,763 characters
and marks. It costs 1.3 MB a file. All of GBK would cost 4 MB.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

from generator.core.texts import _
from generator.outputs.pdf import requirements
from generator.outputs.pdf.layout import merge_fonts
from generator.outputs.pdf.layout.glyphs import outlines

if TYPE_CHECKING:
    import pikepdf

_ROWS, _CELLS = range(0xA1, 0xF8), range(0xA1, 0xFF)
_EM = 1000
_SYMBOLIC = 4


@cache
def characters() -> str:
    """What can be written: ASCII and GB 2312."""
    pairs = (bytes((row, cell)).decode("gb2312", "ignore") for row in _ROWS for cell in _CELLS)
    return "".join([*map(chr, range(0x20, 0x7F)), *pairs])


@cache
def _cut() -> tuple[bytes, dict[int, int], dict[int, str]]:
    """The outlines; and by the number of the glyph its width and its character, in hexadecimal UTF-16."""
    requirements.require()
    file, index = requirements.font_file(requirements.SANS)
    with TTFont(file, fontNumber=index, lazy=True) as font:
        names, scale = font.getBestCmap(), _EM / font["head"].unitsPerEm
        texts = {font.getGlyphID(names[ord(char)]): char for char in characters() if ord(char) in names}
        advances = font["hmtx"]
        widths = {number: round(advances[font.getGlyphName(number)][0] * scale) for number in texts}
    data = outlines(file, index, sorted(texts))
    if data is None:
        raise requirements.PdfUnavailableError(
            _("字体 {sans} 不是 fonts-noto-cjk 里的那一种，表单里写不了汉字。").format(sans=requirements.SANS)
        )
    return data, widths, {number: char.encode("utf-16-be").hex() for number, char in texts.items()}


def embed(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The font, for a form's resources."""
    data, widths, texts = _cut()
    name = Name("/HBFORM+" + requirements.SANS.replace(" ", "-"))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        FontFamily=String(requirements.SANS),
        Flags=_SYMBOLIC,
        FontBBox=Array([0, -120, _EM, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=733,
        StemV=80,
        FontFile3=pdf.make_stream(data, Dictionary(Subtype=Name.CIDFontType0C)),
    )
    narrow = {number: width for number, width in widths.items() if width != _EM}
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        DW=_EM,
        W=Array(merge_fonts.runs(narrow)),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(merge_fonts.cmap(texts)),
        )
    )
