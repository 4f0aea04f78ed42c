"""Finds every rule whose item the clause does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C203"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule whose item the clause does not have."""
    for clause in book.clauses:
        for rule in clause.rules:
            if rule.item is not None and rule.item > clause.items:
                has = f"只有{clause.items}个列项" if clause.items else "没有列项"
                hint = "改成对的序号，或删掉 item。"
                yield Finding(book.span(rule, "item"), f"{clause.number} {has}，没有第{rule.item}项", hint)
