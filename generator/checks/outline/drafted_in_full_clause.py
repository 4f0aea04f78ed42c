"""Finds every drafted rule of a clause that the source has in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import ClauseStatus, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C212"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every drafted rule of a clause that the source has in full."""
    for clause in book.clauses:
        if clause.status is not ClauseStatus.FULL:
            continue
        for rule in clause.rules_in_force:
            if rule.origin is Origin.DRAFTED:
                message = _("{number} 原文完整，{rule_id} 却是拟定的").format(
                    number=clause.number, rule_id=rule.id
                )
                hint = _("出自原文写 source，本机构自己加的写 added；只是一点建议就移到做法的 recommend。")
                yield Finding(book.span(rule, "origin"), message, hint)
