"""时限没有写清出处

每个时限写明出自本手册的哪条规则、哪条法定补充（`rule`），或者依据文件的哪一条（`authority` 加 `locator`）；
两样都有就都写。让时限重新起算的事件（`restarts`）也一样。没有出处的日期没人敢照着办。

错误：

    - {id: reply, title: 回复客户, value: 1, unit: 工作日, from: received}
    - {id: decide, title: 作出决定, value: 15, unit: 日, from: received, authority: complaint-measures}

正确：

    - {id: reply, title: 回复客户, value: 1, unit: 工作日, from: received, rule: 4.3.2-2}
    - {id: decide, title: 作出决定, value: 15, unit: 日, from: received,
       authority: complaint-measures, locator: 第十八条第一款}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.clocks import sourced
from generator.checks.shared.finding import Finding
from generator.content.model import ClockStep, Restart
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model

CODE = "D413"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every step without a source, and whatever names a source by halves."""
    for clock, keys, part in sourced(book):
        if fault := _fault(part):
            yield Finding(book.span(clock, *keys), *fault)


def _fault(part: model.Sourced) -> tuple[str, str] | None:
    if part.locator and not part.authority:
        return "写了 locator，没写是哪部文件", "补上 authority。"
    if isinstance(part, ClockStep):
        if not (part.rule or part.authority):
            return f"时限 {part.id} 没有出处", "补上 rule，或者 authority 和 locator。"
        if part.authority and not part.locator:
            return f"时限 {part.id} 没写是哪一条", "补上 locator，如 第十八条第一款。"
    if isinstance(part, Restart) and not (part.rule or part.authority):
        return f"重新起算 {part.id} 没有出处", "补上 rule，或者 authority 和 locator。"
    return None
