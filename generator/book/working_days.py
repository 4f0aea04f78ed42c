"""How days are counted: the same in Python (pages, checks) and in scripts/clock/days.js (the reader's date).

The day on which something happens does not count; the next day is the first. Calendar days run through
weekends and holidays, and an end that falls on one stays there. Working days are Monday to Friday without
public holidays, and the weekend days on which people work instead. Days are whole numbers, as
``date.toordinal`` has them. Hours run on from the minute at which something happens, through nights,
weekends and holidays, by the clock on the institution's wall: the minute of the day stands beside the day's
number, without time zones.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.core.vocabulary import ClockUnit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.content import model

_WEEK = 7
_FRIDAY = 4
_MINUTES = 24 * 60


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
    minute: int | None = None
    """Of hours: the minute of the day."""

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


def minute_of(time: str) -> int:
    """17:30 → 1050."""
    hours, minutes = map(int, time.split(":"))
    return hours * 60 + minutes


def count(known: Calendar, start: int, value: int, unit: ClockUnit, minute: int | None = None) -> Due:
    """The last day of ``value`` units after ``start``; of hours the last minute, ``minute`` being the first.

    What is due at once is due when it starts.
    """
    if unit.minutes or unit is ClockUnit.AT_ONCE:
        if minute is None:
            return Due(start, rests=False, better=start, skipped=(), made_up=(), unknown=frozenset())
        days, left = divmod(minute + value * unit.minutes, _MINUTES)
        day = start + days
        return Due(day, rests=False, better=day, skipped=(), made_up=(), unknown=frozenset(), minute=left)
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
    clock: model.Clock,
    known: Calendar,
    events: Mapping[str, int],
    pauses: Mapping[str, int] | None = None,
    times: Mapping[str, int] | None = None,
) -> dict[str, Due]:
    """Step id → when it is due, for steps whose start is known.

    Expects a clock without faults: every start exists and no step waits for itself.

    Args:
        clock: What is due how long after what.
        known: The calendar.
        events: Id of an event or of a restart → its day. A step that a later restart names counts from that;
            one that is repeated until an event is over when that event has come.
        pauses: Id of a pause → days that do not count.
        times: Id of an event → its minute of the day; without it no hours are counted from that event.
    """
    steps = {step.id: step for step in clock.steps}
    extra, anew = _moves(clock, events, pauses or {})
    found: dict[str, Due] = {}

    def due(step: model.ClockStep) -> Due | None:
        if step.id not in found:
            minute, unknown = None, frozenset[int]()
            if step.start in events:
                start, minute = events[step.start], (times or {}).get(step.start)
            elif (before := due(steps[step.start]) if step.start in steps else None) is not None:
                start, minute, unknown = before.day, before.minute, before.unknown
            else:
                return None
            if step.until in events or (step.unit.minutes and minute is None):
                return None
            own = count(known, max(start, anew.get(step.id, start)), step.value or 0, step.unit, minute)
            if step.id in extra:
                own = _due(known, own.day + extra[step.id], own.skipped, own.made_up, own.unknown)
            found[step.id] = replace(own, unknown=own.unknown | unknown)
        return found[step.id]

    return {step.id: when for step in clock.steps if (when := due(step)) is not None}


def _moves(
    clock: model.Clock, events: Mapping[str, int], pauses: Mapping[str, int]
) -> tuple[dict[str, int], dict[str, int]]:
    """Step id → the days of its pauses; step id → the day of the last restart."""
    extra: dict[str, int] = {}
    anew: dict[str, int] = {}
    for pause in clock.pauses:
        for step in pause.steps if pause.id in pauses else ():
            extra[step] = extra.get(step, 0) + pauses[pause.id]
    for restart in clock.restarts:
        for step in restart.steps if restart.id in events else ():
            anew[step] = max(anew.get(step, 0), events[restart.id])
    return extra, anew


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
