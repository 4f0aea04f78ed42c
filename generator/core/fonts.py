"""Which characters the fonts of the PDFs have: known without the fonts, so that ``check`` knows it too.

fonts.txt holds ranges of code points, written by ``python -m tools.fonts`` from the fonts themselves.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from generator.core.texts import _

#: Breaks of lines, and what takes no room and needs no glyph.
_NOT_DRAWN = (
    "\n\r\t\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
)


def missing(text: str) -> tuple[str, ...]:
    """The characters of a text for which the fonts have no glyph, each once, in order."""
    return tuple(dict.fromkeys(_strangers().findall(text)))


def name(character: str) -> str:
    """“😀”（U+1F600）, as messages call a character."""
    return _("“{character}”（U+{ord:04X}）").format(character=character, ord=ord(character))


@cache
def _strangers() -> re.Pattern[str]:
    words = (Path(__file__).parent / "fonts.txt").read_text(encoding="ascii").split()
    ranges = (word.partition("-") for word in words)
    known = "".join(f"{_escaped(first)}-{_escaped(last or first)}" for first, __, last in ranges)
    return re.compile(f"[^{known}{_NOT_DRAWN}]")


def _escaped(code: str) -> str:
    return re.escape(chr(int(code, 16)))
