"""Finds the effective year and the next where they are missing and working days are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.clocks import steps
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity, Span
from generator.core.texts import _
from generator.core.vocabulary import ClockUnit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "D424"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields the effective year and the next where they are missing and working days are counted."""
    counted = any(step.unit is ClockUnit.WORKING_DAY for clock in book.clocks for __, step in steps(clock))
    if not counted or "holidays.yaml" in book.library.broken:
        return
    there = {year.year for year in book.holidays}
    file = book.library.path_of("holidays.yaml")
    place = book.span(book.holidays[-1], "year") if book.holidays else Span(file)
    for year in (book.info.effective.year, book.info.effective.year + 1):
        if year not in there:
            hint = _("照着通知写进 {file}；还没有发布就写 pending 说明。").format(file=file)
            yield Finding(place, _("没有{year}年的放假安排").format(year=year), hint)
