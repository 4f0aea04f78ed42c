"""Dates as people read them, and what is said about one that was counted: as scripts/clock says it, too."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from generator.core.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.book.working_days import Calendar, Due
    from generator.content import model

_DAYS = N_("一二三四五六日")
#: Of a long count the stretches of rest are not listed one by one.
_STRETCHES = 3


def full(day: int | datetime.date) -> str:
    """2026年12月31日（星期四）."""
    date = _date(day)
    return _("{year}年{month}月{day}日（星期{days}）").format(
        year=date.year, month=date.month, day=date.day, days=_(_DAYS)[date.weekday()]
    )


def time(minute: int | None) -> str:
    """570 → 09:30; nothing for whole days."""
    return "" if minute is None else f"{minute // 60:02}:{minute % 60:02}"


def within(day: int | datetime.date, year: int) -> str:
    """12月31日（星期四）; with its year when that is another than ``year``."""
    date = _date(day)
    return full(date) if date.year != year else full(date).partition("年")[2]


def short(day: int | datetime.date) -> str:
    """12月31日."""
    date = _date(day)
    return _("{month}月{day}日").format(month=date.month, day=date.day)


def stretch(first: int | datetime.date, last: int | datetime.date) -> str:
    """10月1日至7日, 1月28日至2月4日, 10月1日."""
    begin, end = _date(first), _date(last)
    if begin == end:
        return short(begin)
    return (
        _("{short}至{day}日").format(short=short(begin), day=end.day)
        if begin.month == end.month
        else _("{short}至{short2}").format(short=short(begin), short2=short(end))
    )


def remark(due: Due) -> str:
    """What did not count on the way, or that the day is one of rest."""
    said = []
    if len(due.skipped) > _STRETCHES:
        said.append(_("周末和放假不算"))
    elif due.skipped:
        said.append(
            _("{skipped}休息，不算").format(skipped=_("、").join(stretch(*one) for one in due.skipped))
        )
    if due.made_up:
        said.append(_("{map}补班，算").format(map=_("、").join(map(short, due.made_up))))
    if due.rests:
        said.append(_("这天休息，稳妥起见不顺延，请在{short}前办完").format(short=short(due.better)))
    return _("；").join(said)


def warning(year: int, pending: model.HolidayYear | None) -> str:
    """Said wherever a date rests on a year whose arrangement is not known, or only in part."""
    names = _("、").join(holiday.name for holiday in pending.holidays) if pending else ""
    if names:
        return _("{year}年放假安排未录入，只按周末和{names}推算，请核对。").format(year=year, names=names)
    return _("{year}年放假安排未录入，按周末推算，请核对。").format(year=year)


def unsure(known: Calendar, found: Iterable[Due]) -> list[int]:
    """Years to warn of: a count rests on them, or nobody can say whether the last day is one of rest."""
    years = {year for due in found for year in (*due.unknown, due.date.year)}
    return sorted(years - known.known)


def _date(day: int | datetime.date) -> datetime.date:
    return day if isinstance(day, datetime.date) else datetime.date.fromordinal(day)
