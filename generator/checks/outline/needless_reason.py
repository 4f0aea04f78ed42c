"""Finds every clause that has both rules in force and a reason for having none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C209"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every clause that has both rules in force and a reason for having none."""
    for clause in book.clauses:
        if clause.no_rule and clause.rules_in_force:
            hint = _("删掉 no_rule，或废止这些规则。")
            first = clause.rules_in_force[0].id
            place = book.outline_span(clause.number, "no_rule")
            yield Finding(
                place,
                _("{number} 已有规则（{first}），不用写 no_rule").format(number=clause.number, first=first),
                hint,
            )
