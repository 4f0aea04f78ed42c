"""Finds every option that speaks about the other options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.item_limits import ALL_OF_ABOVE
from generator.checks.shared.items import items
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I808"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every option that speaks about the other options."""
    for item in items(book):
        for index, option in enumerate(item.question.options or ()):
            if match := ALL_OF_ABOVE.search(option.text):
                place = book.span_of(match[0], item.question, "options", index, "text")
                yield Finding(
                    place,
                    _("选项里有“{match}”").format(match=match[0]),
                    _("改成一个具体的做法；几项都对就出多选题。"),
                )
