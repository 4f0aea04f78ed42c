"""Finds every year, overlapping holiday and make-up day that was there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "D422"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every year, overlapping holiday and make-up day that was there before."""
    years: set[int] = set()
    for year in book.holidays:
        if year.year in years:
            yield Finding(
                book.span(year, "year"), _("{year}年写了两遍").format(year=year.year), _("合成一项。")
            )
        years.add(year.year)
        worked: set[datetime.date] = set()
        for index, holiday in enumerate(year.holidays):
            for other in year.holidays[:index]:
                if holiday.first <= other.end and other.first <= holiday.end:
                    place = book.span(year, "holidays", index, "from")
                    message = _("{holiday_name}和{name}的日期重叠").format(
                        holiday_name=holiday.name, name=other.name
                    )
                    yield Finding(place, message, _("对照通知改正日期；连在一起放的写成一项。"))
            for number, day in enumerate(holiday.workdays):
                if day in worked:
                    place = book.span(year, "holidays", index, "workdays", number)
                    yield Finding(place, _("{day} 补班写了两次").format(day=day), _("删掉一个，或改正日期。"))
                worked.add(day)
