"""完整的条里有拟定的规则

原文完整的条，规则应当都出自原文。拟定的内容请放进做法的 `recommend`，或确认这条真的需要。

错误（4.3.2 原文完整）：

    clause: 4.3.2
    origin: drafted

正确：

    practice:
      - recommend: 受理后30分钟内录入投诉台账。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks import Finding
from generator.diagnostic import Severity
from generator.vocabulary import ClauseStatus, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.handbook import Handbook

CODE = "C212"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every drafted rule of a clause that the source has in full."""
    for clause in book.clauses:
        if clause.status is not ClauseStatus.FULL:
            continue
        for rule in clause.rules_in_force:
            if rule.origin is Origin.DRAFTED:
                message = f"{clause.number} 原文完整，{rule.id} 却是拟定的"
                hint = "出自原文就写 origin: source；是建议就移到做法的 recommend。"
                yield Finding(book.span(rule, "origin"), message, hint)
