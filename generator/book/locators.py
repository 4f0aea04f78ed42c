"""The place in a law that a citation names: its order among others, and its address on the law's page."""

from __future__ import annotations

import re

_DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMBER = re.compile(r"[〇零一二两三四五六七八九十百千]+|[0-9]+")
#: A letter a unit, so that 第二条第三项 and 第二条第三款 have addresses of their own.
_LETTERS = str.maketrans(
    {
        "编": "b",
        "章": "z",
        "节": "j",
        "条": "t",
        "款": "k",
        "项": "x",
        "目": "m",
        "之": "o",
        "附": "f",
        "至": "_",
    }
    | dict.fromkeys("、和及", "-")
    | dict.fromkeys("（）", ".")
    | dict.fromkeys("第件")
)
_ARTICLE = re.compile(r"^.+?条(?:之[^第、和及至（]+)?")
_OTHER = re.compile(r"[^a-z0-9._-]")


def number(text: str) -> int:
    """二十一 → 21, 一千零四 → 1004, 21 → 21."""
    if text.isascii():
        return int(text)
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char] if not digit else digit * 10 + _DIGITS[char]
    return total + digit


def order(locator: str) -> tuple[tuple[int, ...], str]:
    """Sorts 第九条 before 第十条, and 第十条 before 第十条第一款."""
    return tuple(number(found) for found in _NUMBER.findall(locator)), locator


def anchor(locator: str) -> str:
    """第十四条第一款 → at-14t1k: the same wherever and whenever it is made."""
    plain = _NUMBER.sub(lambda found: str(number(found.group())), locator).translate(_LETTERS)
    return f"at-{_OTHER.sub('', plain)}"


def article(locator: str) -> str:
    """第十四条第一款 → 第十四条; documents without articles are counted by their paragraphs."""
    found = _ARTICLE.match(locator)
    return found.group() if found else locator
