"""Finds every rule without keywords."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W309"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule without keywords."""
    for rule in book.provisions_in_force:
        if not rule.keywords:
            place = (
                book.span(rule, "keywords") if "keywords" in rule.model_fields_set else book.span(rule, "id")
            )
            yield Finding(
                place, _("{rule_id} 缺少关键词").format(rule_id=rule.id), _("写上4至10个员工会打的词。")
            )
