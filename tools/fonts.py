"""Writes generator/core/fonts.txt: the code points that the fonts of the PDFs have, as this machine has them.

Run ``.venv/bin/python -m tools.fonts`` after the fonts have a new version.
"""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont

from generator.outputs.pdf import requirements

if TYPE_CHECKING:
    from collections.abc import Iterable

TARGET = Path(__file__).parent.parent / "generator/core/fonts.txt"
_SPACE = 0x20


def covered() -> set[int]:
    """The code points that one of the fonts has: where the first has no glyph, the second is taken."""
    found: set[int] = set()
    for family in requirements.FAMILIES:
        file, index = requirements.font_file(family)
        with TTFont(file, fontNumber=index, lazy=True) as font:
            found |= set(font.getBestCmap())
    return {code for code in found if code >= _SPACE}


def table(codes: Iterable[int]) -> str:
    """Ranges of code points in hexadecimal, as many on a line as fit."""
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    words = (f"{first:X}-{last:X}" if last > first else f"{first:X}" for first, last in ranges)
    return textwrap.fill(" ".join(words), 110, break_on_hyphens=False) + "\n"


if __name__ == "__main__":
    TARGET.write_text(table(covered()), encoding="ascii")
