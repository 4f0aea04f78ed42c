"""Finds every date outside its year, every holiday that ends before it begins or is too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model

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
                    yield Finding(place, f"{day} 不在{year.year}年", f"写到{day.year}年里，或改正日期。")


def _range(book: Handbook, year: model.HolidayYear, index: int, holiday: model.Holiday) -> Iterator[Finding]:
    for key, day in (("from", holiday.first), ("to", holiday.last)):
        if day is not None and day.year != year.year:
            place = book.span(year, "holidays", index, key)
            yield Finding(place, f"{day} 不在{year.year}年", f"写到{day.year}年里，或改正日期。")
            return
    days = (holiday.end - holiday.first).days + 1
    if days < 1:
        place = book.span(year, "holidays", index, "to")
        message = f"{holiday.name}放到{holiday.end}，却从{holiday.first}才开始"
        yield Finding(place, message, "把两个日期换过来。")
    elif days > _LONGEST:
        place = book.span(year, "holidays", index, "to")
        yield Finding(place, f"{holiday.name}放了{days}天", "对照通知改正日期，多半是月份写错了。")
