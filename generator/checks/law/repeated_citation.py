"""Finds every citation of a place that the same rule or supplement cited before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R116"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every citation of a place that the same rule or supplement cited before."""
    for one in book.provisions:
        places = [(citation.authority, citation.locator) for citation in one.citations]
        for index, place in enumerate(places):
            if place in places[:index]:
                message = _("{id} 把 {place} 的{place2}引了两次").format(
                    id=one.id, place=place[0], place2=place[1]
                )
                yield Finding(
                    book.span(one, "citations", index, "locator"), message, _("删掉一个，或并成一句。")
                )
