"""Finds sheets and pause points that hold too few or too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.book.sheet_limits import ITEMS, POINTS
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K706"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields sheets and pause points that hold too few or too many."""
    for checklist in book.checklists:
        points = checklist.pause_points
        if len(points) not in POINTS:
            yield Finding(
                book.span(checklist, "pause_points", on_key=True),
                _("有{count}个停顿点，应有{start}至{stop}个").format(
                    count=len(points), start=POINTS.start, stop=POINTS.stop - 1
                ),
                _("按事情自然停下来的地方分，如 通话前、通话中、通话后。"),
            )
        for point in points:
            if len(point.items) not in ITEMS:
                yield Finding(
                    book.span(point, "items", on_key=True),
                    _("停顿点“{point_title}”有{count}项，应有{start}至{stop}项").format(
                        point_title=point.title,
                        count=len(point.items),
                        start=ITEMS.start,
                        stop=ITEMS.stop - 1,
                    ),
                    _("多了就合并或删掉最不容易忘的，少了就并进别的停顿点。"),
                )
