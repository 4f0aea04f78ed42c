"""Finds each circle once, at the first of its steps in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.clocks import steps
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "D411"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields each circle once, at the first of its steps in the file."""
    for clock in book.clocks:
        events = {event.id for event in clock.events}
        before = {step.id: step.start for step in clock.steps if step.start not in events}
        reported: set[str] = set()
        for keys, step in steps(clock):
            path = [step.id]
            while path[-1] in before and before[path[-1]] not in path:
                path.append(before[path[-1]])
            if before.get(path[-1]) == step.id and step.id not in reported:
                reported.update(path)
                circle = " → ".join([*path, step.id])
                place = book.span(clock, *keys, "from")
                yield Finding(
                    place, _("时限绕成了圈：{circle}").format(circle=circle), _("让其中一个从事件起算。")
                )
