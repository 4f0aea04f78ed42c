"""Finds every year that is said to be complete and has no source or no holidays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "D425"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every year that is said to be complete and has no source or no holidays."""
    for year in book.holidays:
        if year.pending is None and not (year.source and year.holidays):
            missing = _("、").join(
                key for key, there in (("source", year.source), ("holidays", year.holidays)) if not there
            )
            hint = _("照着通知补上；通知还没有发布就写 pending 说明。")
            yield Finding(
                book.span(year, "year"),
                _("{year}年缺 {missing}").format(year=year.year, missing=missing),
                hint,
            )
