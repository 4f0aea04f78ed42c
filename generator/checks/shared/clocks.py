"""The parts of a clock, each with the keys that lead to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model
    from generator.content.reading.source import Key


def steps(clock: model.Clock) -> Iterator[tuple[tuple[Key, ...], model.ClockStep]]:
    """Every step and where it stands in its clock."""
    for g, group in enumerate(clock.groups):
        for s, step in enumerate(group.steps):
            yield ("groups", g, "steps", s), step


def sourced(book: Handbook) -> Iterator[tuple[model.Clock, tuple[Key, ...], model.Sourced]]:
    """Everything in every clock that may name a rule or a law."""
    for clock in book.clocks:
        for keys, step in steps(clock):
            yield clock, keys, step
        for index, pause in enumerate(clock.pauses):
            yield clock, ("pauses", index), pause
        for index, restart in enumerate(clock.restarts):
            yield clock, ("restarts", index), restart
        for index, note in enumerate(clock.notes):
            yield clock, ("notes", index), note
