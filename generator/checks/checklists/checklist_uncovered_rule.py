"""Finds every rule in force of a channel that the channel's sheet neither lists nor leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K701"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule in force of a channel that the channel's sheet neither lists nor leaves out."""
    for checklist in book.checklists:
        channel = next((one for one in book.channels if one.id == checklist.channel), None)
        if channel is None:
            continue
        settled = {id_ for part in checklist.parts for id_ in part.rules}
        for rule in book.rules_in_force:
            if rule.id not in settled and channel in book.channels_of(rule):
                yield Finding(
                    book.span(checklist, "channel"),
                    _("{channel_title}的规则 {rule_id}“{rule_title}”既没列上，也没说为什么不列").format(
                        channel_title=channel.title, rule_id=rule.id, rule_title=rule.title
                    ),
                    _("列到合适的停顿点，或写进 left_out 并说明理由。"),
                )
