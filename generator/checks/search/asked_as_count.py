"""Finds every rule with fewer than two or more than twelve questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

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
            hint = "照员工和客户的口气补上。" if count < _LEAST else "留下差别最大的。"
            yield Finding(place, f"{rule.id} 有{count}句问法，应为{_LEAST}至{_MOST}句", hint)
