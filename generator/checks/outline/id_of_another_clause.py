"""Finds every rule whose id does not begin with its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C205"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule whose id does not begin with its clause."""
    for rule in (*book.rules, *book.stray):
        if rule.id.partition("-")[0] != rule.clause:
            hint = _("编号写成 {clause}-序号；条号写错了就改 clause。").format(clause=rule.clause)
            yield Finding(
                book.span(rule, "id"),
                _("编号 {rule_id} 不属于 {clause}").format(rule_id=rule.id, clause=rule.clause),
                hint,
            )
