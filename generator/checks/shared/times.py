"""Finds times in a statement: 1个工作日, 两小时, 半小时, 一个半小时, 3至5日, 24小时.

A range says its unit once for both ends; each end is a time of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.content.model import Deadline

DIGITS = "(?<![0-9])(?<![0-9][.])(?:[0-9]{1,3}(?:[,，][0-9]{3}){1,4}(?![0-9])|[0-9]+(?:[.][0-9]+)?)"
"""A number in digits: 15, 1.5, 1,000."""
HAN = "(?<![零〇一二两三四五六七八九十百千])[零〇一二两三四五六七八九十百千]+"
"""A number in characters."""
RANGE = " ?[和或、至到~～—–－-]{1,2} ?"
"""What stands between numbers that share a unit."""
_NUMBER = f"{DIGITS}|{HAN}|半"
_UNITS = "工作日|自然日|日|天|小时|钟头|分钟|刻钟|秒|周(?!岁)|星期|个月|(?<=个半)月|个季度|年"
#: At most five numbers share a unit: without a bound, a long list without one would be read again from each.
_TIME = re.compile(
    f"((?:(?:{_NUMBER})(?: ?个)?{RANGE}){{0,4}})({_NUMBER}) ?(?:(个半)|个)? ?({_UNITS})"
    "((?<=[时天周年])半(?![夜载数年天个小]))?((?:之内|以内|内)?)"
)
_EACH = re.compile(_NUMBER)
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
#: Unit → how many of which unit. Working days and months are no fixed number of minutes and stay.
_SAME = {
    "秒": (1 / 60, "分钟"),
    "刻钟": (15, "分钟"),
    "小时": (60, "分钟"),
    "钟头": (60, "分钟"),
    "日": (1440, "分钟"),
    "天": (1440, "分钟"),
    "自然日": (1440, "分钟"),
    "周": (10080, "分钟"),
    "星期": (10080, "分钟"),
    "月": (1, "个月"),
    "个季度": (3, "个月"),
    "年": (12, "个月"),
}

Time = tuple[float, str]
"""A length of time that can be compared."""


def stated(statement: str) -> list[tuple[int, str, Time, bool]]:
    """Every time: offset, its words, its length, and whether it is a limit (……内)."""
    found = []
    for match in _TIME.finditer(statement):
        before, number_, half, unit, more, limit = match.groups()
        for each in _EACH.finditer(before):
            start = match.start() + each.start()
            found.append((start, statement[start : match.end()], _time(number(each[0]), unit), False))
        value = number(number_)
        if half and unit in ("天", "日"):
            value *= 0.5
        elif half or more:
            value += 0.5
        start = match.start(2)
        found.append((start, statement[start : match.end()], _time(value, unit), bool(limit)))
    return found


def length(deadline: Deadline) -> Time:
    """The length of a deadline."""
    return _time(deadline.value, deadline.unit.value)


def number(text: str) -> float:
    """The value of a number in digits or characters."""
    if text == "半":
        return 0.5
    if text[0].isdigit():
        return float(re.sub("[,，]", "", text)[:15])
    total = digit = 0
    for char in text:
        if char in _TENS:
            total += (digit or 1) * _TENS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def _time(value: float, unit: str) -> Time:
    factor, same = _SAME.get(unit, (1, unit))
    return round(value * factor, 6), same
