"""Finds every item that takes more than its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.book.sheet_limits import MAX_CASE, MAX_RECORD, MAX_TEXT, width
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K703"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every item that takes more than its line."""
    for checklist in book.checklists:
        for item in checklist.items:
            for key, text, most in (("when", item.when, MAX_CASE), ("record", item.record, MAX_RECORD)):
                if text and (long := width(text)) > most:
                    message = _("{key} 有{long:g}个汉字宽，最多{most}个").format(
                        key=key, long=long, most=most
                    )
                    yield Finding(book.span(item, key), message, _("它和核对项印在同一行，只留最短的说法。"))
            if (long := width(item.text)) > MAX_TEXT:
                yield Finding(
                    book.span(item, "text"),
                    _("核对项有{long:g}个汉字宽，最多{max_text}个").format(long=long, max_text=MAX_TEXT),
                    _("只留要看见的那个状态，怎么做写在规则里。"),
                )
