"""Text → the characters that are compared: half-width, lower-case, simplified; and numbers of provisions."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_WIDTH = _FULL_WIDTH | {code + 0xFEE0: code + 32 for code in _LOWER} | {0x3000: 0x20}
_FOLD = _WIDTH | _LOWER
_TOKEN = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")


def fold(text: str) -> str:
    """Half-width and lower-case; every character stays one character, so positions stay what they are."""
    return text.translate(_FOLD)


def runs(folded: str) -> list[str]:
    """Runs of Han characters and words of Latin letters and digits, in order."""
    return _TOKEN.findall(folded)


def is_han(run: str) -> bool:
    """Whether a run is of Han characters."""
    return run[0] >= "\u3400"


_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_NUMBER = "[零〇一二两三四五六七八九十百]+|[0-9]{1,4}"
_LEVELS = re.compile(f"第?({_HAN_NUMBER})章(?:第?({_HAN_NUMBER})节)?(?:第?({_HAN_NUMBER})条)?")
_DOTTED = re.compile(
    r"(?<![0-9.])第?([0-9]{1,4}(?:[.．。][0-9]{1,4}){1,2})(?:[-–—]([0-9]{1,4}))?[章节条款]?(?![0-9.])"
)
_SUPPLEMENT = re.compile(r"(?<![a-z0-9.])l([0-9]{1,4}(?:[.．。][0-9]{1,4}){0,2})[-–—]([0-9]{1,4})(?![0-9.])")
_CHAPTER = re.compile(f"第({_HAN_NUMBER})[章节条]?")


@dataclass(frozen=True, slots=True)
class NumberQuery:
    """A provision that a query names, and what else the query says."""

    number: str
    """4, 4.3, 4.3.2, 4.3.2-1 or L4.3-1."""
    rest: str


def number_in(folded: str) -> NumberQuery | None:
    """The provision that a folded query names: 第4.3.2条, 4.3.2-1, 8.2, 第八章, 第四章第三节, l4.3-1."""
    if found := _SUPPLEMENT.search(folded):
        number = f"L{_plain(found[1])}-{int(found[2])}"
    elif found := _DOTTED.search(folded):
        number = _plain(found[1])
        if found[2]:
            number += f"-{int(found[2])}"
    elif (found := _LEVELS.search(folded)) or (found := _CHAPTER.fullmatch(folded.strip())):
        number = ".".join(str(_value(part)) for part in found.groups() if part)
    else:
        return None
    return NumberQuery(number, folded[: found.start()] + " " + folded[found.end() :])


def _plain(dotted: str) -> str:
    """04.03 → 4.3."""
    return ".".join(str(int(part)) for part in re.split("[.．。]", dotted))


def _value(text: str) -> int:
    """一 → 1, 十二 → 12, 三十 → 30, 一百零五 → 105."""
    if text[0] < "\u3400":
        return int(text)
    total = digit = 0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
