"""Finds every rule whose item the clause does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

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
                has = _("只有{items}个列项").format(items=clause.items) if clause.items else _("没有列项")
                hint = _("改成对的序号，或删掉 item。")
                yield Finding(
                    book.span(rule, "item"),
                    _("{number} {has}，没有第{item}项").format(number=clause.number, has=has, item=rule.item),
                    hint,
                )
