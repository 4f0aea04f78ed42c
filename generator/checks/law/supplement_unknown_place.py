"""Finds every supplement beside a place that the outline lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.near import suggest
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R114"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every supplement beside a place that the outline lacks."""
    known: list[str] = []
    for chapter in book.chapters:
        known.append(chapter.number)
        for section in chapter.sections:
            known += (section.number, *(clause.number for clause in section.clauses))
    places = set(known)
    for one in book.supplements:
        if one.place not in places:
            hint = suggest(one.place, known, _("改成 outline.yaml 里有的章号、节号或条号。"))
            yield Finding(
                book.span(one, "place"), _("outline.yaml 里没有 {place}").format(place=one.place), hint
            )
