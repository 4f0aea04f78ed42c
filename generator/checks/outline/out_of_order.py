"""Finds every rule that stands after one of a later clause or item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C214"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule that stands after one of a later clause or item."""
    order = {clause.number: index for index, clause in enumerate(book.clauses)}
    repeated = {id(rule) for rule in book.duplicates}
    for file in book.library.chapters:
        before, latest = None, (-1, 0)
        for rule in file.value.rules:
            clause = order.get(rule.clause)
            if clause is None or id(rule) in repeated:
                continue  # no such clause, or a second rule of one id: reported by their own checks
            here = (clause, rule.item or (latest[1] if clause == latest[0] else 0))
            if here < latest and before is not None:
                hint = _("按条和列项的先后移动。")
                yield Finding(
                    book.span(rule, "id"),
                    _("{rule_id} 应排在 {before_id} 前面").format(rule_id=rule.id, before_id=before.id),
                    hint,
                )
            else:
                before, latest = rule, here
