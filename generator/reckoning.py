"""How days are counted: the same in Python (pages, checks) and in assets/clock-days.js (the reader's date).

The day on which something happens does not count; the next day is the first. Calendar days run through
weekends and holidays, and an end that falls on one stays there. Working days are Monday to Friday without
public holidays, and the weekend days on which people work instead. Days are whole numbers, as
``date.toordinal`` has them: no hours, no time zones.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.vocabulary import ClockUnit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator import model

_WEEK = 7
_FRIDAY = 4


@dataclass(frozen=True)
class Calendar:
    """Public holidays and make-up working days, by day number; years whose arrangement is known."""

    off: frozenset[int]
    on: frozenset[int]
    known: frozenset[int]

    def works(self, day: int) -> bool:
        """Whether people work on that day, as far as is known."""
        return day in self.on or (weekday(day) <= _FRIDAY and day not in self.off)


@dataclass(frozen=True)
class Due:
    """When something is due, and how that came about."""

    day: int
    rests: bool
    """Whether the day is a weekend or holiday; never for working days."""
    better: int
    """The last working day that is not after ``day``."""
    skipped: tuple[tuple[int, int], ...]
    """Of working days: the stretches of days that did not count, first to last."""
    made_up: tuple[int, ...]
    """Of working days: the weekend days that did count."""
    unknown: frozenset[int]
    """Years that the answer rests on and whose arrangement is not known."""

    @cached_property
    def date(self) -> datetime.date:
        """The day as a date."""
        return datetime.date.fromordinal(self.day)


def weekday(day: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (day - 1) % _WEEK


def calendar(years: Iterable[model.HolidayYear]) -> Calendar:
    """The calendar of a handbook; a year that is ``pending`` is unknown, but its holidays count."""
    entries = tuple(years)
    holidays = [holiday for entry in entries for holiday in entry.holidays]
    off = {
        day for holiday in holidays for day in range(holiday.first.toordinal(), holiday.end.toordinal() + 1)
    }
    on = {day.toordinal() for holiday in holidays for day in holiday.workdays}
    known = {entry.year for entry in entries if entry.pending is None}
    return Calendar(frozenset(off - on), frozenset(on), frozenset(known))


def count(known: Calendar, start: int, value: int, unit: ClockUnit) -> Due:
    """The last day of ``value`` units after ``start``."""
    if unit is ClockUnit.DAY:
        return _due(known, start + value, (), (), frozenset())
    day, left = start, value
    rests: list[int] = []
    made_up: list[int] = []
    years: set[int] = set()
    while left:
        day += 1
        years.add(datetime.date.fromordinal(day).year)
        if known.works(day):
            left -= 1
            made_up += [day] if weekday(day) > _FRIDAY else []
        else:
            rests.append(day)
    return _due(known, day, _stretches(rests), tuple(made_up), frozenset(years - known.known))


def reckon(
    clock: model.Clock, known: Calendar, events: Mapping[str, int], pauses: Mapping[str, int] | None = None
) -> dict[str, Due]:
    """Step id → when it is due, for steps whose start is known; ``pauses``: days that do not count.

    Expects a clock without faults: every start exists and no step waits for itself.
    """
    steps = {step.id: step for step in clock.steps}
    extra = dict.fromkeys(steps, 0)
    for pause in clock.pauses:
        for step in pause.steps:
            extra[step] += (pauses or {}).get(pause.id, 0)
    found: dict[str, Due] = {}

    def due(step: model.ClockStep) -> Due | None:
        if step.id not in found:
            if step.start in events:
                start, unknown = events[step.start], frozenset[int]()
            elif (before := due(steps[step.start]) if step.start in steps else None) is not None:
                start, unknown = before.day, before.unknown
            else:
                return None
            own = count(known, start, step.value, step.unit)
            later = _due(known, own.day + extra[step.id], own.skipped, own.made_up, own.unknown | unknown)
            found[step.id] = later
        return found[step.id]

    return {step.id: when for step in clock.steps if (when := due(step)) is not None}


def _due(
    known: Calendar,
    day: int,
    skipped: tuple[tuple[int, int], ...],
    made_up: tuple[int, ...],
    unknown: frozenset[int],
) -> Due:
    better = day
    while not known.works(better):
        better -= 1
    return Due(day, better != day, better, skipped, made_up, unknown)


def _stretches(days: list[int]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for day in days:
        if found and found[-1][1] == day - 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return tuple(found)
