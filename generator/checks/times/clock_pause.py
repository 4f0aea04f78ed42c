"""Finds every step of a pause or restart that it cannot move, that stands twice, or follows another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import ClockUnit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model

CODE = "D415"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every step of a pause or restart that it cannot move, that stands twice, or follows another."""
    for clock in book.clocks:
        known = {step.id: step for step in clock.steps}
        for kind, index, part in _moving(clock):
            fits = {ClockUnit.DAY} if kind == "pauses" else {ClockUnit.DAY, ClockUnit.WORKING_DAY}
            for number, target in enumerate(part.steps):
                place = book.span(clock, kind, index, "steps", number)
                step = known.get(target)
                if step is None:
                    continue
                if step.unit not in fits:
                    moved = _("扣自然日") if kind == "pauses" else _("从哪一天重新起算")
                    yield Finding(
                        place,
                        _("{target} 按{unit}算，不能{moved}").format(
                            target=target, unit=step.unit, moved=moved
                        ),
                        _("从 steps 里删掉。"),
                    )
                elif target in part.steps[:number]:
                    yield Finding(place, _("{target} 写了两次").format(target=target), _("删掉一个。"))
                elif earlier := _earlier(step, known, part):
                    message = _("{target} 从 {earlier} 接着算，会{part}").format(
                        target=target, earlier=earlier, part=_("扣两次") if kind == "pauses" else _("算短")
                    )
                    yield Finding(place, message, _("只留 {earlier}。").format(earlier=earlier))


def _moving(clock: model.Clock) -> Iterator[tuple[str, int, model.Pause | model.Restart]]:
    yield from (("pauses", index, pause) for index, pause in enumerate(clock.pauses))
    yield from (("restarts", index, restart) for index, restart in enumerate(clock.restarts))


def _earlier(
    step: model.ClockStep, known: dict[str, model.ClockStep], pause: model.Pause | model.Restart
) -> str | None:
    """The step before this one that the pause moves as well; a circle is another finding."""
    seen = {step.id}
    while step.start in known and step.start not in seen:
        step = known[step.start]
        seen.add(step.id)
        if step.id in pause.steps:
            return step.id
    return None
