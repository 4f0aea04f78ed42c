"""Finds every step whose number, unit and start do not go together, every needless or missing time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.clocks import steps
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
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
                yield Finding(place, f"从 {event} 起算要知道几点", "补上 time，如 17:30。")
            elif example.time and event not in clock.timed:
                yield Finding(place, f"从 {event} 起算用不着几点", "删掉 time。")


def _fault(step: model.ClockStep, units: dict[str, ClockUnit]) -> tuple[str, str, str] | None:
    """The key, what is wrong there and how to mend it."""
    if step.unit is ClockUnit.AT_ONCE:
        if step.value:
            return "value", f"{step.id} 是立即，不用写数", "删掉 value，或换一个单位。"
        if step.until:
            return "until", f"{step.id} 是立即，谈不上每隔多久一次", "删掉 until，或写明每隔多久。"
    elif not step.value:
        return "unit", f"{step.id} 没写多少{step.unit}", "补上 value。"
    elif step.unit.minutes and step.start in units and not units[step.start].minutes:
        message = f"{step.id} 按{step.unit}算，{step.start} 却只知道哪一天"
        return "from", message, "让它从知道几点几分的事件起算。"
    return None
