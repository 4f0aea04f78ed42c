"""Wording that several views share: numbers, names of parts, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.texts import N_, _
from generator.core.vocabulary import Mark

if TYPE_CHECKING:
    import datetime

    from generator.book.bank import Question

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")

EVERY_CHANNEL = N_("全部渠道")
NO_CHANNEL = N_("机构内部")
"""Instead of a channel: no client is at hand when it is done."""
EVERY_STAGE = N_("全程")


def chinese_number(number: int) -> str:
    """1 to 9999 as people say it: 十, 二十一, 一百零五."""
    text, gap = "", False
    digits = [int(digit) for digit in str(number)]
    for index, digit in enumerate(digits):
        if digit == 0:
            gap = bool(text)
            continue
        text += (_("零") if gap else "") + _DIGITS[digit] + _UNITS[len(digits) - index - 1]
        gap = False
    return text.removeprefix("一") if text.startswith("一十") else text


def chapter_name(number: str) -> str:
    """第四章."""
    return _("第{chinese_number}章").format(chinese_number=chinese_number(int(number)))


def day(date: datetime.date) -> str:
    """2026年12月1日."""
    return _("{year}年{month}月{day}日").format(year=date.year, month=date.month, day=date.day)


def short_mark(mark: str) -> str:
    """A mark where there is no room for the whole: on checklists."""
    short = {Mark.SUPPLEMENT.label: _("法"), Mark.ADDED.label: _("增补")}
    return short.get(mark, mark.rpartition("·")[2])


def sheet_marks() -> dict[str, str]:
    """What checklists say of the short marks that rules of theirs bear, in this order; 法 says more."""
    return {
        Mark.DRAFTED.label: _("原文只有标题或者中断，由本手册拟定。"),
        short_mark(Mark.ADDED.label): _("本机构自己加的，原文没有。"),
    }


def quiz_marks(question: Question) -> tuple[str, ...]:
    """The marks of a question that no face may lose: page, paper, export, script."""
    marks = (
        (question.stale, Mark.STALE),
        (question.drafted, Mark.DRAFTED),
        (question.added, Mark.ADDED),
        (question.law, Mark.SUPPLEMENT),
    )
    return tuple(mark.label for carried, mark in marks if carried)


def joined(words: list[str] | tuple[str, ...]) -> str:
    """面对面、电话."""
    return _("、").join(words)
