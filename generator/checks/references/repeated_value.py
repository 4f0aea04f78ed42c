"""Finds every channel or stage that a rule lists twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "V503"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every channel or stage that a rule lists twice."""
    for rule in book.provisions:
        for field, values in (("channels", rule.channels), ("stages", rule.stages)):
            if len(values) > 1 and len(set(values)) < len(values):
                index = next(i for i, value in enumerate(values) if value in values[:i])
                yield Finding(
                    book.span(rule, field, index),
                    _("{values} 写了两次").format(values=values[index]),
                    _("删掉一个，或改成另一个。"),
                )
