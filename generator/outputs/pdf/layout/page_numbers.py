"""Writes page numbers over the placeholders in a part's pages. See page_refs.py."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TypeAlias

from generator.outputs.pdf.layout.page_refs import ALL_PAGES, GETA, INDEX_DIGITS, THIS_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pikepdf

    from generator.outputs.pdf.layout.page_refs import Slot

#: Chooses a font, or shows text: the two operators that matter here.
_OPERATOR = re.compile(rb"/(?P<font>\w+) [\d.]+ Tf\b|\[(?P<text>(?:<[0-9a-f]*>|[-\d.\s]+)*)\] ?TJ")
_ITEM = re.compile(rb"<([0-9a-f]*)>|(-?[\d.]+)")
_MAPPING = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>")
_EM = 1000

#: What TJ shows: glyph numbers, and moves in thousandths of an em.
Shown: TypeAlias = "list[int | float]"


@dataclass(frozen=True, slots=True)
class Numbering:
    """On which page everything is. Every part begins on a right-hand page."""

    first: tuple[int, ...]
    """The first page of each part."""
    total: int
    page_of: Mapping[str, int]
    part_of: Mapping[str, int]

    def dump(self) -> bytes:
        """As text, the same for the same numbers."""
        return json.dumps(asdict(self), sort_keys=True).encode()

    @classmethod
    def load(cls, data: bytes) -> Numbering:
        """From what ``dump`` wrote."""
        plain = json.loads(data)
        return cls(tuple(plain["first"]), plain["total"], plain["page_of"], plain["part_of"])


@dataclass(frozen=True, slots=True)
class _Font:
    """What numbers are written with; ``digit`` maps a glyph to its digit."""

    geta: int
    digit: dict[int, str]
    glyph: dict[str, int]
    advance: int


def write(pdf: pikepdf.Pdf, slots: Sequence[Slot], numbering: Numbering, first: int) -> None:
    """Fills every slot of a part whose first page has the number ``first``."""
    if not pdf.pages:
        return
    fonts = _fonts(pdf)
    for page_number, page in enumerate(pdf.pages, first):
        content = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(_filled(content, fonts, slots, numbering, page_number))


def _fonts(pdf: pikepdf.Pdf) -> dict[bytes, _Font]:
    """The fonts that can show slots, by the name pages know them by. All pages share one set of fonts."""
    found = {}
    for name, font in pdf.pages[0].Resources.Font.items():
        # A digit behind a letter is drawn by a glyph of its own (q1): the common one comes first.
        texts = sorted(
            (int(glyph, 16), chr(int(code, 16)))
            for glyph, code in _MAPPING.findall(font.ToUnicode.read_bytes())
        )
        codes = {text: glyph for glyph, text in reversed(texts)}
        if GETA not in codes or any(digit not in codes for digit in THIS_PAGE):
            continue
        glyph = {digit: codes[digit] for digit in THIS_PAGE}
        advance = _advance(font.DescendantFonts[0].W, glyph["0"])
        found[name[1:].encode()] = _Font(
            codes[GETA], {number: digit for digit, number in glyph.items()}, glyph, advance
        )
    return found


def _advance(widths: pikepdf.Object, glyph: int) -> int:
    """The width of a glyph, from [first [w w w] …], the form WeasyPrint writes."""
    entries = list(widths)
    for start, row in zip(entries[::2], entries[1::2], strict=True):
        if int(start) <= glyph < int(start) + len(row):
            return int(row[glyph - int(start)])
    raise KeyError(glyph)


def _filled(
    content: bytes, fonts: dict[bytes, _Font], slots: Sequence[Slot], numbering: Numbering, page: int
) -> bytes:
    font: _Font | None = None

    def fill(match: re.Match[bytes]) -> bytes:
        nonlocal font
        if match["font"] is not None:
            font = fonts.get(match["font"])
            return match.group()
        if font is None or f"{font.geta:04x}".encode() not in match["text"]:
            return match.group()
        return _text(_numbers(list(_shown(match["text"])), font, slots, numbering, page))

    return _OPERATOR.sub(fill, content)


def _shown(text: bytes) -> Iterator[int | float]:
    for glyphs, move in _ITEM.findall(text):
        if move:
            yield float(move)
        else:
            yield from (int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4))


def _numbers(shown: Shown, font: _Font, slots: Sequence[Slot], numbering: Numbering, page: int) -> Shown:
    """The same text with numbers in place of placeholders; what stands at a right edge stays there."""
    out: Shown = []
    gained = 0.0
    at = 0
    while at < len(shown):
        if shown[at] != font.geta or isinstance(shown[at], float):
            out.append(shown[at])
            at += 1
            continue
        digits, after = _digits(shown, at + 1, font)
        for meant, value in ((THIS_PAGE, page), (ALL_PAGES, numbering.total)):
            if digits.startswith(meant):
                number = str(value)
                gained += _EM + (len(meant) - len(number)) * font.advance
                out += [font.glyph[digit] for digit in number]
                at = after[len(meant)]
                break
        else:
            slot = slots[int(digits[:INDEX_DIGITS])]
            number = str(numbering.page_of[slot.target])
            room = slot.width * _EM - len(number) * font.advance
            out += [-room if slot.end else -room / 2, *(font.glyph[digit] for digit in number)]
            at = after[INDEX_DIGITS]
    # A negative move goes right: text that lost width at a right edge begins later by that much.
    return [-gained, *out] if gained and _at_right_edge(page) else out


def _at_right_edge(page: int) -> bool:
    """The page's number stands at the outer edge: right on odd pages."""
    return page % 2 == 1


def _digits(shown: Shown, start: int, font: _Font) -> tuple[str, list[int]]:
    """The digits that follow, and for each count of them where what comes after begins."""
    digits, after, at = "", [start], start
    while at < len(shown) and len(digits) < len(THIS_PAGE):
        item = shown[at]
        at += 1
        if isinstance(item, float):
            if item:
                break
            continue
        if item not in font.digit:
            break
        digits += font.digit[item]
        after.append(at)
    return digits, after


def _text(shown: Shown) -> bytes:
    pieces: list[str] = []
    for item in shown:
        if isinstance(item, float):
            pieces.append(f"{item:.6g}" if item else "")
        elif pieces and pieces[-1].endswith(">"):
            pieces[-1] = f"{pieces[-1][:-1]}{item:04x}>"
        else:
            pieces.append(f"<{item:04x}>")
    return f"[{' '.join(piece for piece in pieces if piece)}] TJ".encode()
