"""Finds every 配合 that the other rule does not return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import SeeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R108"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every 配合 that the other rule does not return."""
    pairs = {
        (rule.id, see.rule)
        for rule in book.rules_in_force
        for see in rule.see
        if see.kind is SeeKind.TOGETHER
    }
    for rule in book.rules_in_force:
        for index, see in enumerate(rule.see):
            if see.kind is not SeeKind.TOGETHER or (see.rule, rule.id) in pairs:
                continue
            target = book.rule.get(see.rule)
            if target is None or target.withdrawn:
                continue  # reported by the checks of unknown and of withdrawn rules
            hint = _("在 {rule} 的 see 里加上：rule: {rule_id}，kind: 配合。").format(
                rule=see.rule, rule_id=rule.id
            )
            yield Finding(
                book.span(rule, "see", index, "rule"),
                _("{rule} 没有写与 {rule_id} 配合").format(rule=see.rule, rule_id=rule.id),
                hint,
            )
