"""Finds every id that is named within a clock and stands for nothing there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.clocks import steps
from generator.checks.shared.finding import Finding
from generator.checks.shared.near import named, suggest
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model
    from generator.content.reading.source import Key

CODE = "D410"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every id that is named within a clock and stands for nothing there."""
    for clock in book.clocks:
        for keys, what, word, known in _named(clock):
            if word is not None and word not in known.values():
                ids = _("、").join(sorted(set(known.values())))
                hint = suggest(word, known, _("可以写：{ids}。").format(ids=ids))
                yield Finding(
                    book.span(clock, *keys), _("没有这个{what}：{word}").format(what=what, word=word), hint
                )


def _named(clock: model.Clock) -> Iterator[tuple[tuple[Key, ...], str, str | None, dict[str, str]]]:
    """Where an id is named, what it should be, the id, and what may be written, by id and title."""
    known = named(clock.steps)
    events = named(clock.events)
    for keys, step in steps(clock):
        yield (*keys, "from"), _("事件或时限"), step.start, named((*clock.events, *clock.steps))
        yield (*keys, "until"), _("事件"), step.until, events
    for index, example in enumerate(clock.examples):
        yield ("examples", index, "event"), _("事件"), example.event, events
    targets = [("pauses", index, part.steps) for index, part in enumerate(clock.pauses)]
    targets += [("restarts", index, part.steps) for index, part in enumerate(clock.restarts)]
    for kind, index, ids in targets:
        for number, target in enumerate(ids):
            yield (kind, index, "steps", number), _("时限"), target, known
