"""Finds every event that no step counts from or up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "D416"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every event that no step counts from or up to."""
    for clock in book.clocks:
        starts = {step.start for step in clock.steps} | {step.until for step in clock.steps}
        for index, event in enumerate(clock.events):
            if event.id not in starts:
                place = book.span(clock, "events", index, "id")
                yield Finding(
                    place,
                    _("没有时限从 {event_id} 起算").format(event_id=event.id),
                    _("删掉它，或者让一个时限写 from。"),
                )
