"""陈述里有时间，却没有写时限

陈述里写了“几日内”，就该有 `deadline`，时限表、核对单和试题才找得到它。

错误：

    statement: 对一般投诉，本机构应在1个工作日内回复客户。

正确：

    statement: 对一般投诉，本机构应在1个工作日内回复客户。
    deadline: {value: 1, unit: 工作日, from: 收到一般投诉, to: 回复客户}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.times import stated
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "D403"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every time limit in a statement without a deadline."""
    for rule in book.provisions_in_force:
        if rule.deadline is not None or "内" not in rule.statement:
            continue
        for offset, words, _, is_limit in stated(rule.statement):
            if is_limit:
                nth = rule.statement.count(words, 0, offset)
                place = book.span_of(words, rule, "statement", nth=nth)
                hint = "写上 deadline 的 value、unit、from、to。"
                yield Finding(place, f"陈述里写了“{words}”，却没有 deadline", hint)
