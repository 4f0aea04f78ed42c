"""Finds every rule of a heading-only clause that claims to be the source's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import ClauseStatus, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C211"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule of a heading-only clause that claims to be the source's."""
    for clause in book.clauses:
        if clause.status is not ClauseStatus.HEADING_ONLY:
            continue
        for rule in clause.rules_in_force:
            if rule.origin is not Origin.DRAFTED:
                message = _("{number} 原文仅存标题，{rule_id} 不会出自原文").format(
                    number=clause.number, rule_id=rule.id
                )
                yield Finding(book.span(rule, "origin"), message, _("改成 origin: drafted。"))
