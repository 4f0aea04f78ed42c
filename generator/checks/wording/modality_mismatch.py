"""Finds every statement whose one modal verb is not the rule's modality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.modal import modals
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W301"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every statement whose one modal verb is not the rule's modality."""
    for rule in book.provisions_in_force:
        found = modals(rule.statement)
        if len(found) == 1 and found[0].modality is not rule.modality:
            word = found[0].word
            place = book.span_of(word, rule, "statement", nth=rule.statement.count(word, 0, found[0].offset))
            message = _("陈述里的约束词是“{word}”，modality 却是“{modality}”").format(
                word=word, modality=rule.modality.value
            )
            yield Finding(place, message, _("以原文为准，改成一致。"))
