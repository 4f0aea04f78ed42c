"""Finds every rule that changed since somebody last looked at its questions, and names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.book import bank
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I840"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule that changed since somebody last looked at its questions, and names them."""
    waiting: dict[str, list[str]] = {}
    for question in book.questions:
        for rule in bank.changed_rules(book, question):
            waiting.setdefault(rule, []).append(question.id)
    for rule, ids in waiting.items():
        message = _("{rule} 改过了，{count}道题待复核：{ids}").format(
            rule=rule, count=len(ids), ids=_("、").join(ids)
        )
        hint = _("看一遍题，改好后运行 ./run review --stamp {ids}").format(ids=" ".join(ids))
        yield Finding(book.span(book.provision[rule], "id"), message, hint)
