"""Finds every deadline that differs from the first one with the same two events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.times import length
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model

CODE = "D401"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every deadline that differs from the first one with the same two events."""
    first: dict[tuple[str, str], tuple[model.Provision, model.Deadline]] = {}
    for rule in book.provisions_in_force:
        deadline = rule.deadline
        if deadline is None:
            continue
        before, known = first.setdefault((deadline.start, deadline.end), (rule, deadline))
        if length(known) != length(deadline):
            message = _("“{start}→{end}”在 {before_id} 是{duration}，在 {rule_id} 是{duration2}").format(
                start=deadline.start,
                end=deadline.end,
                before_id=before.id,
                duration=known.duration,
                rule_id=rule.id,
                duration2=deadline.duration,
            )
            hint = _("以原文为准改成一样；不是同一件事就把事件写清楚。")
            yield Finding(book.span(rule, "deadline", "value"), message, hint)
