"""Finds every modal word that is not one of the five."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.modal import modals
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W303"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every modal word that is not one of the five."""
    for rule in book.provisions_in_force:
        for modal in modals(rule.statement):
            if not modal.is_standard:
                nth = rule.statement.count(modal.word, 0, modal.offset)
                place = book.span_of(modal.word, rule, "statement", nth=nth)
                yield Finding(
                    place,
                    _("约束词不用“{word}”").format(word=modal.word),
                    _("改用“{modality}”。").format(modality=modal.modality.value),
                )
