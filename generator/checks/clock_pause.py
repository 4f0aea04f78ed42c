"""不计入的时间扣得不对

调解、鉴定这类不计入期限的时间，按自然日往后顺延，所以只能扣在按“日”算的时限上；
从另一个时限接着算的，前面顺延了，后面自然跟着顺延，再写一遍就扣了两次。

错误（extended 从 decide 期满接着算）：

    pauses:
      - {id: mediation, title: 调解, steps: [decide, extended]}

正确：

    pauses:
      - {id: mediation, title: 调解, steps: [decide]}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks import Finding
from generator.diagnostic import Severity
from generator.vocabulary import ClockUnit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator import model
    from generator.handbook import Handbook

CODE = "D415"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every step of a pause that counts working days, stands twice, or is moved by an earlier one."""
    for clock in book.clocks:
        known = {step.id: step for step in clock.steps}
        for index, pause in enumerate(clock.pauses):
            for number, target in enumerate(pause.steps):
                place = book.span(clock, "pauses", index, "steps", number)
                step = known.get(target)
                if step is None:
                    continue
                if step.unit is ClockUnit.WORKING_DAY:
                    yield Finding(place, f"{target} 按工作日算，不能扣自然日", "从 steps 里删掉。")
                elif target in pause.steps[:number]:
                    yield Finding(place, f"{target} 写了两次", "删掉一个。")
                elif earlier := _earlier(step, known, pause):
                    message = f"{target} 从 {earlier} 接着算，会扣两次"
                    yield Finding(place, message, f"只留 {earlier}。")


def _earlier(step: model.ClockStep, known: dict[str, model.ClockStep], pause: model.Pause) -> str | None:
    """The step before this one that the pause moves as well; a circle is another finding."""
    seen = {step.id}
    while step.start in known and step.start not in seen:
        step = known[step.start]
        seen.add(step.id)
        if step.id in pause.steps:
            return step.id
    return None
