"""Finds every date outside its year, every holiday that ends before it begins or is too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model
    from generator.core.diagnostic import Span

CODE = "D420"
SEVERITY = Severity.ERROR
#: The longest so far had nine days.
_LONGEST = 12


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every date outside its year, every holiday that ends before it begins or is too long."""
    for year in book.holidays:
        for index, holiday in enumerate(year.holidays):
            yield from _range(book, year, index, holiday)
            for number, day in enumerate(holiday.workdays):
                if day.year != year.year:
                    place = book.span(year, "holidays", index, "workdays", number)
                    yield _of_another_year(place, day, year.year)


def _of_another_year(place: Span, day: datetime.date, year: int) -> Finding:
    return Finding(
        place,
        _("{day} 不在{year}年").format(day=day, year=year),
        _("写到{year}年里，或改正日期。").format(year=day.year),
    )


def _range(book: Handbook, year: model.HolidayYear, index: int, holiday: model.Holiday) -> Iterator[Finding]:
    for key, day in (("from", holiday.first), ("to", holiday.last)):
        if day is not None and day.year != year.year:
            place = book.span(year, "holidays", index, key)
            yield _of_another_year(place, day, year.year)
            return
    days = (holiday.end - holiday.first).days + 1
    if days < 1:
        place = book.span(year, "holidays", index, "to")
        message = _("{holiday_name}放到{end}，却从{first}才开始").format(
            holiday_name=holiday.name, end=holiday.end, first=holiday.first
        )
        yield Finding(place, message, _("把两个日期换过来。"))
    elif days > _LONGEST:
        place = book.span(year, "holidays", index, "to")
        yield Finding(
            place,
            _("{holiday_name}放了{days}天").format(holiday_name=holiday.name, days=days),
            _("对照通知改正日期，多半是月份写错了。"),
        )
