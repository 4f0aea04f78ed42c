"""Finds every quiz file with questions that were never stamped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.book import bank
from generator.checks.shared.finding import Finding
from generator.content.layout import REVIEWED
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I841"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every quiz file with questions that were never stamped."""
    if REVIEWED in book.library.broken:
        return
    for one in book.quizzes:
        bare = [question for question, __ in one.all() if bank.unstamped_rules(book, question)]
        if bare:
            message = _("{count}道题还没有复核戳，第一道是 {bare_id}").format(
                count=len(bare), bare_id=bare[0].id
            )
            yield Finding(book.span(bare[0], "id"), message, _("看过以后运行 ./run review --stamp --all"))
