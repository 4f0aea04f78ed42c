"""Finds every pause point that the objective of its read-do sheet names before an earlier one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import Mode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K719"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every pause point that the objective of its read-do sheet names before an earlier one."""
    for checklist in book.checklists:
        if checklist.mode is not Mode.READ_DO:
            continue
        named = [
            (point, at)
            for point in checklist.pause_points
            if (at := _place(point.title, checklist.objective)) >= 0
        ]
        for (before, first), (point, then) in pairwise(named):
            if then < first:
                yield Finding(
                    book.span(checklist, "objective"),
                    _("目标里“{point_title}”说在“{before_title}”前面，单子上却在后面").format(
                        point_title=point.title, before_title=before.title
                    ),
                    _("目标和停顿点照同一个顺序写。"),
                )


def _place(title: str, objective: str) -> int:
    """Where the objective first says two characters of the title; -1 when it does not."""
    places = [objective.find(title[i : i + 2]) for i in range(len(title) - 1)]
    return min((at for at in places if at >= 0), default=-1)
