"""Finds every make-up day that is no weekend or lies in a holiday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "D421"
SEVERITY = Severity.ERROR
_DAYS = N_("一二三四五六日")
_FRIDAY = 4


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every make-up day that is no weekend or lies in a holiday."""
    for year in book.holidays:
        for index, holiday in enumerate(year.holidays):
            for number, day in enumerate(holiday.workdays):
                place = book.span(year, "holidays", index, "workdays", number)
                within = next((one for one in year.holidays if one.first <= day <= one.end), None)
                if within:
                    yield Finding(
                        place,
                        _("{day} 正在放{within_name}假，不会补班").format(day=day, within_name=within.name),
                        _("对照通知改正日期。"),
                    )
                elif day.weekday() <= _FRIDAY:
                    weekday = _("星期{days}").format(days=_(_DAYS)[day.weekday()])
                    yield Finding(
                        place,
                        _("{day} 是{weekday}，本来就上班").format(day=day, weekday=weekday),
                        _("对照通知改正日期。"),
                    )
