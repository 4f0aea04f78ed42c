"""Finds every clause with fewer prohibitions than the source has there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.files import countable_clauses
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import Modality, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C213"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every clause with fewer prohibitions than the source has there."""
    for clause in countable_clauses(book):
        if not clause.prohibitions or clause.no_rule or not clause.rules_in_force:
            continue
        kept = sum(
            rule.modality is Modality.MUST_NOT and rule.origin is Origin.SOURCE
            for rule in clause.rules_in_force
        )
        if kept < clause.prohibitions:
            message = _("{number} 原文有{prohibitions}处“不得”，规则里只有{kept}条").format(
                number=clause.number, prohibitions=clause.prohibitions, kept=kept
            )
            hint = _("补一条 modality: 不得、origin: source 的规则。")
            yield Finding(book.outline_span(clause.number, "prohibitions"), message, hint)
