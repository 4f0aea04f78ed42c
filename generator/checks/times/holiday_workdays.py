"""Finds every make-up day that is no weekend or lies in a holiday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "D421"
SEVERITY = Severity.ERROR
_DAYS = "一二三四五六日"
_FRIDAY = 4


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every make-up day that is no weekend or lies in a holiday."""
    for year in book.holidays:
        for index, holiday in enumerate(year.holidays):
            for number, day in enumerate(holiday.workdays):
                place = book.span(year, "holidays", index, "workdays", number)
                within = next((one for one in year.holidays if one.first <= day <= one.end), None)
                if within:
                    yield Finding(place, f"{day} 正在放{within.name}假，不会补班", "对照通知改正日期。")
                elif day.weekday() <= _FRIDAY:
                    weekday = f"星期{_DAYS[day.weekday()]}"
                    yield Finding(place, f"{day} 是{weekday}，本来就上班", "对照通知改正日期。")
