"""Finds every deadline that is none of the times in its statement, if there are any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.times import length, stated
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "D402"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every deadline that is none of the times in its statement, if there are any."""
    for rule in book.provisions_in_force:
        if rule.deadline is None:
            continue
        times = stated(rule.statement)
        times = [time for time in times if time[3]] or times
        if times and length(rule.deadline) not in {time[2] for time in times}:
            words = _("、").join(time[1] for time in times)
            message = _("陈述里写的是“{words}”，deadline 却是{duration}").format(
                words=words, duration=rule.deadline.duration
            )
            yield Finding(book.span(rule, "deadline", "value"), message, _("以原文为准，改成一致。"))
