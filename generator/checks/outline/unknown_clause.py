"""Finds every rule whose clause is not in the outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.near import suggest
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C204"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule whose clause is not in the outline."""
    stray = {id(rule) for rule in book.stray}
    if not stray:
        return
    chapters = {chapter.number for chapter in book.chapters}
    numbers = [clause.number for clause in book.clauses]
    for file in book.library.chapters:
        if file.value.chapter not in chapters:
            continue  # the whole file is reported once
        for rule in file.value.rules:
            if id(rule) in stray:
                hint = suggest(rule.clause, numbers, _("改成 outline.yaml 里有的条号。"))
                yield Finding(
                    book.span(rule, "clause"),
                    _("outline.yaml 里没有 {clause} 这一条").format(clause=rule.clause),
                    hint,
                )
