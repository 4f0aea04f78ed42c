"""Finds times in a statement: 1个工作日, 两小时, 半小时, 24小时."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model import Deadline

_NUMBERS = "[0-9]+|[零一二两三四五六七八九十百]+|半"
_UNITS = "工作日|自然日|日|天|小时|钟头|分钟|周|星期|个月|年"
_TIME = re.compile(f"({_NUMBERS})(?:个)?({_UNITS})((?:之内|以内|内)?)")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
#: Unit → minutes; working days and months are no fixed number of minutes and stay what they are.
_MINUTES = {
    "分钟": 1,
    "小时": 60,
    "钟头": 60,
    "日": 1440,
    "天": 1440,
    "自然日": 1440,
    "周": 10080,
    "星期": 10080,
}

Time = tuple[float, str]
"""A length of time that can be compared."""


def stated(statement: str) -> list[tuple[int, str, Time, bool]]:
    """Every time: offset, its words, its length, and whether it is a limit (……内)."""
    return [
        (match.start(), match[0], _time(_number(match[1]), match[2]), bool(match[3]))
        for match in _TIME.finditer(statement)
    ]


def length(deadline: Deadline) -> Time:
    """The length of a deadline."""
    return _time(deadline.value, deadline.unit.value)


def _time(value: float, unit: str) -> Time:
    return (value * _MINUTES[unit], "分钟") if unit in _MINUTES else (value, unit)


def _number(text: str) -> float:
    if text == "半":
        return 0.5
    if text.isascii():
        return int(text[:9])
    total = digit = 0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
