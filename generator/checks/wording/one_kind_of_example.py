"""Finds every rule whose examples are all of one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import ExampleKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W320"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule whose examples are all of one kind."""
    for rule in book.rules_in_force:
        kinds = {example.kind for example in rule.examples}
        if len(kinds) == 1:
            lacks = ExampleKind.DONT if ExampleKind.DO in kinds else ExampleKind.DO
            place = book.span(rule, "examples", on_key=True)
            yield Finding(
                place,
                _("{rule_id} 没有{lacks_label}").format(rule_id=rule.id, lacks_label=lacks.label),
                _("补一个 kind: {lacks}。").format(lacks=lacks.value),
            )
