"""Finds every item that repeats another one of its sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K715"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every item that repeats another one of its sheet."""
    for checklist in book.checklists:
        seen: set[str] = set()
        for item in checklist.items:
            if item.text in seen:
                yield Finding(
                    book.span(item, "text"),
                    _("前面已有同样的一项：{item_text}").format(item_text=item.text),
                    _("删掉一项，或说清差别。"),
                )
            seen.add(item.text)
