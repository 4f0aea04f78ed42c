"""时限从不认识的地方起算

`from` 写的是同一组里一个事件或另一个时限的 id；`pauses` 的 `steps` 写的是时限的 id。
写错了，这个时限永远算不出日期。

错误：

    events:
      - {id: received, title: 收到投诉}
    groups:
      - title: 首次回复
        steps:
          - {id: reply, title: 回复客户, value: 1, unit: 工作日, from: recieved, rule: 4.3.2-2}

正确：

    from: received
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks import Finding
from generator.checks._clocks import steps
from generator.checks._near import suggest
from generator.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.handbook import Handbook

CODE = "D410"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every start that is no event and no step, and every step of a pause that is none."""
    for clock in book.clocks:
        known = {step.id for step in clock.steps}
        starts = known | {event.id for event in clock.events}
        for keys, step in steps(clock):
            if step.start not in starts:
                hint = suggest(step.start, sorted(starts), f"可以写：{'、'.join(sorted(starts))}。")
                yield Finding(book.span(clock, *keys, "from"), f"没有这个事件或时限：{step.start}", hint)
        for index, pause in enumerate(clock.pauses):
            for number, target in enumerate(pause.steps):
                if target not in known:
                    hint = suggest(target, sorted(known), f"可以写：{'、'.join(sorted(known))}。")
                    place = book.span(clock, "pauses", index, "steps", number)
                    yield Finding(place, f"没有这个时限：{target}", hint)
