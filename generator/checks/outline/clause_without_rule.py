"""Finds every clause that has neither a rule in force nor a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.files import countable_clauses
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C201"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every clause that has neither a rule in force nor a reason."""
    for clause in countable_clauses(book):
        if not clause.rules_in_force and not clause.no_rule:
            hint = _("补一条编号 {number}-1 的规则，或在这里写 no_rule: 理由。").format(number=clause.number)
            yield Finding(
                book.outline_span(clause.number),
                _("{number} {clause_title}没有规则").format(number=clause.number, clause_title=clause.title),
                hint,
            )
