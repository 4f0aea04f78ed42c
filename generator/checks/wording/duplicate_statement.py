"""Finds every statement that an earlier rule already makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W317"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every statement that an earlier rule already makes."""
    first: dict[str, str] = {}
    for rule in book.provisions_in_force:
        before = first.setdefault(rule.statement, rule.id)
        if before != rule.id:
            hint = _("写出两条的差别；没有差别就只留一条。")
            yield Finding(
                book.span(rule, "statement"),
                _("{rule_id} 与 {before} 的陈述一字不差").format(rule_id=rule.id, before=before),
                hint,
            )
