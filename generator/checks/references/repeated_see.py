"""Finds the second and later references of a rule to the same rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R105"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields the second and later references of a rule to the same rule."""
    for rule in book.rules:
        if len(rule.see) < 2:  # noqa: PLR2004 - two are needed for one to repeat
            continue
        seen: set[str] = set()
        for index, see in enumerate(rule.see):
            if see.rule in seen:
                place = book.span(rule, "see", index, "rule")
                yield Finding(
                    place,
                    _("{rule_id} 引用了两次 {rule}").format(rule_id=rule.id, rule=see.rule),
                    _("留下关系最准的一项，删掉另一项。"),
                )
            seen.add(see.rule)
