"""Finds every rule whose id does not begin with its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C205"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule whose id does not begin with its clause."""
    for rule in (*book.rules, *book.stray):
        if rule.id.partition("-")[0] != rule.clause:
            hint = f"编号写成 {rule.clause}-序号；条号写错了就改 clause。"
            yield Finding(book.span(rule, "id"), f"编号 {rule.id} 不属于 {rule.clause}", hint)
