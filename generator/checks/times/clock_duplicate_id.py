"""Finds the second and later uses of an id within a clock, and uses of the reserved one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.clocks import steps
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model
    from generator.content.reading.source import Key

CODE = "D412"
SEVERITY = Severity.ERROR
RESERVED = "date"
"""In a page's address it stands for the first event."""


def find(book: Handbook) -> Iterator[Finding]:
    """Yields the second and later uses of an id within a clock, and uses of the reserved one."""
    for clock in book.clocks:
        seen: set[str] = set()
        for keys, used in _ids(clock):
            place = book.span(clock, *keys, "id")
            if used == RESERVED:
                yield Finding(
                    place,
                    _("id 不能用 {reserved}").format(reserved=RESERVED),
                    _("它在网址里表示第一个事件的日期，换一个 id。"),
                )
            elif used in seen:
                yield Finding(place, _("这一组里已经有 {used}").format(used=used), _("换一个 id。"))
            seen.add(used)


def _ids(clock: model.Clock) -> Iterator[tuple[tuple[Key, ...], str]]:
    for index, event in enumerate(clock.events):
        yield ("events", index), event.id
    for keys, step in steps(clock):
        yield keys, step.id
    for index, pause in enumerate(clock.pauses):
        yield ("pauses", index), pause.id
    for index, restart in enumerate(clock.restarts):
        yield ("restarts", index), restart.id
