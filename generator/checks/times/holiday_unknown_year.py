"""要用到的年份没有放假安排

数工作日要知道哪天放假、哪天补班。手册生效的那一年和下一年，读者马上就会用到。
通知还没有发布的，写 `pending` 说明，页面会提醒读者核对；不写，读者就不知道日期可能不准。

错误（手册 2026-12-01 生效，holidays.yaml 里只有 2026）：

    years:
      - year: 2026

正确：

    years:
      - year: 2026
      - year: 2027
        pending: 通知还没有发布。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.clocks import steps
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity, Span
from generator.core.vocabulary import ClockUnit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "D424"
SEVERITY = Severity.WARNING
_FILE = "content/holidays.yaml"


def find(book: Handbook) -> Iterator[Finding]:
    """Yields the effective year and the next where they are missing and working days are counted."""
    counted = any(step.unit is ClockUnit.WORKING_DAY for clock in book.clocks for _, step in steps(clock))
    if not counted or "holidays.yaml" in book.library.broken:
        return
    there = {year.year for year in book.holidays}
    place = book.span(book.holidays[-1], "year") if book.holidays else Span(_FILE)
    for year in (book.info.effective.year, book.info.effective.year + 1):
        if year not in there:
            hint = f"照着通知写进 {_FILE}；还没有发布就写 pending 说明。"
            yield Finding(place, f"没有{year}年的放假安排", hint)
