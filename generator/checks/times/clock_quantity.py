"""Finds every step whose number, unit and start do not go together, every needless or missing time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.clocks import steps
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import ClockUnit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model

CODE = "D426"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every step whose number, unit and start do not go together, every needless or missing time."""
    for clock in book.clocks:
        units = {step.id: step.unit for step in clock.steps}
        for keys, step in steps(clock):
            if fault := _fault(step, units):
                key, message, hint = fault
                yield Finding(book.span(clock, *keys, key), message, hint)
        for index, example in enumerate(clock.examples):
            event = example.event or clock.events[0].id
            place = book.span(clock, "examples", index, "time" if example.time else "date")
            if event in clock.timed and not example.time:
                yield Finding(
                    place, _("从 {event} 起算要知道几点").format(event=event), _("补上 time，如 17:30。")
                )
            elif example.time and event not in clock.timed:
                yield Finding(place, _("从 {event} 起算用不着几点").format(event=event), _("删掉 time。"))


def _fault(step: model.ClockStep, units: dict[str, ClockUnit]) -> tuple[str, str, str] | None:
    """The key, what is wrong there and how to mend it."""
    if step.unit is ClockUnit.AT_ONCE:
        if step.value:
            return (
                "value",
                _("{step_id} 是立即，不用写数").format(step_id=step.id),
                _("删掉 value，或换一个单位。"),
            )
        if step.until:
            return (
                "until",
                _("{step_id} 是立即，谈不上每隔多久一次").format(step_id=step.id),
                _("删掉 until，或写明每隔多久。"),
            )
    elif not step.value:
        return (
            "unit",
            _("{step_id} 没写多少{unit}").format(step_id=step.id, unit=step.unit),
            _("补上 value。"),
        )
    elif step.unit.minutes and step.start in units and not units[step.start].minutes:
        message = _("{step_id} 按{unit}算，{start} 却只知道哪一天").format(
            step_id=step.id, unit=step.unit, start=step.start
        )
        return "from", message, _("让它从知道几点几分的事件起算。")
    return None
