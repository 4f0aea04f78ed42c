"""Finds every rule with fewer than two or more than twelve questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W311"
SEVERITY = Severity.WARNING
_LEAST, _MOST = 2, 12


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule with fewer than two or more than twelve questions."""
    for rule in book.provisions_in_force:
        count = len(rule.asked_as)
        if not _LEAST <= count <= _MOST:
            there = bool(count)
            place = book.span(rule, "asked_as", on_key=True) if there else book.span(rule, "id")
            hint = _("照员工和客户的口气补上。") if count < _LEAST else _("留下差别最大的。")
            yield Finding(
                place,
                _("{rule_id} 有{count}句问法，应为{least}至{most}句").format(
                    rule_id=rule.id, count=count, least=_LEAST, most=_MOST
                ),
                hint,
            )
