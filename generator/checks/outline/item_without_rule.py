"""Finds every list item that no rule in force restates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.files import countable_clauses
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C202"
SEVERITY = Severity.ERROR
#: No clause has more; a typing error in items must not give a million findings.
_MOST = 200


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every list item that no rule in force restates."""
    for clause in countable_clauses(book):
        if not clause.items or clause.no_rule or not clause.rules_in_force:
            continue
        covered = {rule.item for rule in clause.rules_in_force}
        for item in range(1, min(clause.items, _MOST) + 1):
            if item not in covered:
                place = book.outline_span(clause.number, "items")
                yield Finding(
                    place,
                    _("{number} 的第{item}项没有规则").format(number=clause.number, item=item),
                    _("补一条写明 item: {item} 的规则。").format(item=item),
                )
