"""Finds every heading, purpose and pause point that takes more than its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.book.sheet_limits import MAX_HEADING, MAX_POINT, MAX_WHEN, width
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K716"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every heading, purpose and pause point that takes more than its line."""
    for checklist in book.checklists:
        heading = width(
            _("{checklist_title}：{objective}").format(
                checklist_title=checklist.title, objective=checklist.objective
            )
        )
        if heading > MAX_HEADING:
            yield Finding(
                book.span(checklist, "objective"),
                _("名称和目标一共{heading:g}个汉字宽，最多{max_heading}个").format(
                    heading=heading, max_heading=MAX_HEADING
                ),
                _("目标只留两三个短语。"),
            )
        if (long := width(checklist.when)) > MAX_WHEN:
            yield Finding(
                book.span(checklist, "when"),
                _("when 有{long:g}个汉字宽，最多{max_when}个").format(long=long, max_when=MAX_WHEN),
                _("删短。"),
            )
        for point in checklist.pause_points:
            if (long := width(point.title)) > MAX_POINT:
                yield Finding(
                    book.span(point, "title"),
                    _("停顿点有{long:g}个汉字宽，最多{max_point}个").format(long=long, max_point=MAX_POINT),
                    _("只说什么时候停。"),
                )
