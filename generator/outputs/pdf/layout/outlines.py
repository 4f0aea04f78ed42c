"""A line of text drawn with the outlines of its few characters: a tiny font of our own, made in no time.

Rendering a sheet takes a second; stamping a name on a sheet that is already rendered must not. A Type 3 font
holds just the outlines, says which characters they mean (so that the name can be searched and copied), and
needs no subsetting.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from generator.core.texts import _
from generator.outputs.pdf import requirements

if TYPE_CHECKING:
    import pikepdf

#: A Type 3 font knows characters by one byte; a name (branches.LONGEST) has too few to run out of them.
LEAST, MOST, MOST_OF_TWO = 8, 11, 8.4
"""Sizes in pt: less is not read, more is larger than the form; and two lines share the height of one."""


class NoOutlineError(Exception):
    """A text that cannot be drawn as asked; the message says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. ``width`` counts in ems."""

    text: str
    width: float

    def draw(self, size: float, x: float, y: float, part: str) -> bytes:
        """The operators that show the line, or a part of it."""
        order = {char: code for code, char in enumerate(dict.fromkeys(self.text), 1)}
        codes = "".join(f"{order[char]:02x}" for char in part)
        return f"BT 0.071 0.09 0.102 rg /T3 {size:.3f} Tf {x:.3f} {y:.3f} Td <{codes}> Tj ET".encode()

    def resources(self, pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
        """The font that ``draw`` asks for."""
        glyphs = [_glyph(char) for char in dict.fromkeys(self.text)]
        names = [Name(f"/g{code}") for code in range(1, len(glyphs) + 1)]
        unit = _font().unit
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, -unit // 4, 2 * unit, unit]),
            FontMatrix=Array([1 / unit, 0, 0, 1 / unit, 0, 0]),
            CharProcs=Dictionary(
                {str(name): pdf.make_stream(glyph.outline) for name, glyph in zip(names, glyphs, strict=True)}
            ),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([1, *names])),
            FirstChar=1,
            LastChar=len(glyphs),
            Widths=Array([glyph.advance for glyph in glyphs]),
            Resources=Dictionary(),
            ToUnicode=pdf.make_stream(_to_unicode(self.text)),
        )
        return Dictionary(Font=Dictionary(T3=pdf.make_indirect(font)))


def line(text: str) -> Line:
    """Makes a line; raises NoOutlineError for a character that the font lacks."""
    unit = _font().unit
    return Line(text, sum(_glyph(char).advance for char in text) / unit)


def rows(text: str, room: float) -> tuple[float, tuple[str, ...]]:
    """The size at which a text is set in ``room`` pt, and its lines: one, or two where that is too small.

    Raises NoOutlineError when two are too small as well, or when the font lacks a character.
    """
    wide = line(text).width
    if (size := room / max(wide, 1)) >= LEAST:
        return min(MOST, size), (text,)
    halves = [(text[:at].rstrip(), text[at:].lstrip()) for at in range(1, len(text))]
    best = min(halves, key=lambda pair: max(line(part).width for part in pair))
    size = room / max(line(part).width for part in best)
    if size < LEAST:
        most = 2 * int(room / LEAST)
        raise NoOutlineError(
            _("名称太长，排成两行也小于{least}磅：{text}……（最多{most}个汉字）").format(
                least=LEAST, text=text[:20], most=most
            )
        )
    return min(MOST_OF_TWO, size), best


@dataclass(frozen=True, slots=True)
class _Glyph:
    advance: int
    outline: bytes


@dataclass(frozen=True, slots=True)
class _Face:
    names: dict[int, str]
    glyphs: Any
    unit: int


@cache
def _font() -> _Face:
    requirements.require()
    path, index = requirements.font_file(requirements.SANS)
    font = TTFont(path, fontNumber=index, lazy=True)
    return _Face(font.getBestCmap(), font.getGlyphSet(), font["head"].unitsPerEm)


class _Operators(BasePen):  # type: ignore[misc] # fontTools has no types here
    def __init__(self) -> None:
        super().__init__(None)
        self.said: list[str] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name
        self.said.append(f"{pt[0]:g} {pt[1]:g} m")

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.said.append(f"{pt[0]:g} {pt[1]:g} l")

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self.said.append(" ".join(f"{x:g} {y:g}" for x, y in points) + " c")

    def _closePath(self) -> None:  # noqa: N802
        self.said.append("h")


@cache
def _glyph(char: str) -> _Glyph:
    font = _font()
    name = font.names.get(ord(char))
    if name is None:
        raise NoOutlineError(_("没有字体能显示“{char}”（U+{ord:04X}）").format(char=char, ord=ord(char)))
    pen = _Operators()
    glyph = font.glyphs[name]
    glyph.draw(pen)
    advance = round(glyph.width)
    # d1: the outline takes its colour from the text around it.
    head = f"{advance} 0 0 {-font.unit // 4} {advance} {font.unit} d1"
    return _Glyph(advance, "\n".join([head, *pen.said, "f"]).encode())


def _to_unicode(text: str) -> bytes:
    chars = list(dict.fromkeys(text))
    rows = "\n".join(f"<{code:02x}> <{char.encode('utf-16-be').hex()}>" for code, char in enumerate(chars, 1))
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(chars)} beginbfchar\n{rows}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
