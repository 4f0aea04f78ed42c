"""Finds every holiday without a single weekday in a year whose arrangement is known."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "D423"
SEVERITY = Severity.WARNING
_FRIDAY = 4
#: No weekend is longer.
_WEEKEND = 2


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every holiday without a single weekday in a year whose arrangement is known."""
    for year in (one for one in book.holidays if one.pending is None):
        for index, holiday in enumerate(year.holidays):
            length = (holiday.end - holiday.first).days + 1
            days = (holiday.first + timedelta(ahead) for ahead in range(min(length, _WEEKEND + 1)))
            if length > 0 and all(day.weekday() > _FRIDAY for day in days):
                place = book.span(year, "holidays", index, "from")
                yield Finding(
                    place,
                    _("{holiday_name}整段都是周末，写不写一样").format(holiday_name=holiday.name),
                    _("对照通知核对日期，或删掉。"),
                )
