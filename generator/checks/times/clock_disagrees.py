"""Finds every step that rests on a rule whose deadline is another, or that has none."""

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
                hint = _("给规则写上 deadline，或者换成有时限的规则。")
                yield Finding(
                    book.span(clock, *keys, "rule"), _("{rule_id} 没有写时限").format(rule_id=rule.id), hint
                )
            elif (rule.deadline.value, rule.deadline.unit.value) != (
                step.value,
                step.unit.value,
            ):
                message = _("{rule_id} 的时限是{duration}，这里写的是{duration2}").format(
                    rule_id=rule.id, duration=rule.deadline.duration, duration2=step.duration
                )
                key = "value" if step.value else "unit"
                yield Finding(book.span(clock, *keys, key), message, _("以规则为准改成一样。"))
