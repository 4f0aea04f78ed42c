"""Finds every sheet with more items than its page has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.book.sheet_limits import capacity, width
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K707"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every sheet with more items than its page has room for."""
    for checklist in book.checklists:
        lines = [len(table.rows) + 1 for table in checklist.tables]
        room, items = capacity(len(checklist.pause_points), lines), len(checklist.items)
        if items > room:
            least = min(checklist.items[::-1], key=lambda item: (item.stop, -width(item.text)))
            yield Finding(
                book.span(checklist, "pause_points", on_key=True),
                _("{count}个停顿点的单一页最多{room}项，现在有{items}项").format(
                    count=len(checklist.pause_points), room=room, items=items
                ),
                _("删掉或合并{items}项，先看不是停止项的，如“{least_text}”。").format(
                    items=items - room, least_text=least.text
                ),
            )
