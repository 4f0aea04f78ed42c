"""Wording that several views share: numbers, names of parts, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.vocabulary import Origin

if TYPE_CHECKING:
    import datetime

    from generator.quiz import Question

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")

RECOMMENDED = "本手册建议"
"""Marks a practice point that the source does not ask for."""
WITHDRAWN = "已废止"
LAW = "法定补充"
"""Marks what the law demands and the policy does not say, wherever it appears."""
_SHORT = {LAW: "法", Origin.DRAFTED.label: "拟定"}
STALE = "待复核"
"""Marks a question whose rule changed since somebody last looked at it."""
EVERY_CHANNEL = "全部渠道"
EVERY_STAGE = "全程"


def chinese_number(number: int) -> str:
    """1 to 9999 as people say it: 十, 二十一, 一百零五."""
    text, gap = "", False
    digits = [int(digit) for digit in str(number)]
    for index, digit in enumerate(digits):
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + _DIGITS[digit] + _UNITS[len(digits) - index - 1]
        gap = False
    return text.removeprefix("一") if text.startswith("一十") else text


def chapter_name(number: str) -> str:
    """第四章."""
    return f"第{chinese_number(int(number))}章"


def day(date: datetime.date) -> str:
    """2026年12月1日."""
    return f"{date.year}年{date.month}月{date.day}日"


def short_mark(mark: str) -> str:
    """A mark where there is no room for the whole: on checklists."""
    return _SHORT.get(mark, mark)


def quiz_folder(chapter: str) -> str:
    """chapter-04: the name of a chapter's page of questions."""
    return f"chapter-{int(chapter):02d}"


def quiz_marks(question: Question) -> tuple[str, ...]:
    """The marks of a question that must never be lost."""
    marks = ((question.stale, STALE), (question.drafted, Origin.DRAFTED.label), (question.law, LAW))
    return tuple(mark for carried, mark in marks if carried)


def joined(words: list[str] | tuple[str, ...]) -> str:
    """面对面、电话."""
    return "、".join(words)
