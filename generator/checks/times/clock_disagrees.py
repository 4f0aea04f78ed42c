"""推算的时限和规则的时限不一样

时限推算页照着规则的 `deadline` 算日期。规则改了、这里没改，员工就会照着过时的日期办。
`立即` 和每隔多久一次（`until`）的，规则可以不写 `deadline`。

错误（4.3.2-2 的 deadline 是1个工作日）：

    - {id: reply, title: 回复客户, value: 2, unit: 工作日, from: received, rule: 4.3.2-2}

正确：

    - {id: reply, title: 回复客户, value: 1, unit: 工作日, from: received, rule: 4.3.2-2}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.clocks import steps
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.vocabulary import ClockUnit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "D414"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every step that rests on a rule whose deadline is another, or that has none."""
    for clock in book.clocks:
        for keys, step in steps(clock):
            rule = book.provision.get(step.rule or "")
            if rule is None or (rule.deadline is None and (step.unit is ClockUnit.AT_ONCE or step.until)):
                continue  # a rule says 立即 and 每2小时 in its words, its deadline cannot
            if rule.deadline is None:
                hint = "给规则写上 deadline，或者换成有时限的规则。"
                yield Finding(book.span(clock, *keys, "rule"), f"{rule.id} 没有写时限", hint)
            elif (rule.deadline.value, rule.deadline.unit.value) != (
                step.value,
                step.unit.value,
            ):
                message = f"{rule.id} 的时限是{rule.deadline.duration}，这里写的是{step.duration}"
                key = "value" if step.value else "unit"
                yield Finding(book.span(clock, *keys, key), message, "以规则为准改成一样。")
