"""Finds every title that an earlier rule already has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W323"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every title that an earlier rule already has."""
    first: dict[str, str] = {}
    for rule in book.provisions_in_force:
        before = first.setdefault(rule.title, rule.id)
        if before != rule.id:
            yield Finding(
                book.span(rule, "title"),
                _("{rule_id} 与 {before} 的标题一样").format(rule_id=rule.id, before=before),
                _("写出两条的差别。"),
            )
