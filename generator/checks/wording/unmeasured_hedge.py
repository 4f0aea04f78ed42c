"""含糊的词没有配上可量的建议

及时、适当、尽量、原则上、定期、尽快、适时——各人理解不同，没法检查。原文用了这样的词，就在做法里写一点
可以量的建议（`recommend`），并让读者看得出这是本手册的建议。

错误：

    statement: 员工应及时回复客户的消息。
    practice:
      - 看到就回。

正确：

    statement: 员工应及时回复客户的消息。
    practice:
      - recommend: 在线消息2分钟内先回一句。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.vocabulary import PointMark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W312"
SEVERITY = Severity.WARNING
_HEDGE = re.compile("及时|适当|尽量|原则上|定期|尽快|适时")


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every vague word in a statement whose practice has no recommended point."""
    for rule in book.provisions_in_force:
        hedge = _HEDGE.search(rule.statement)
        if hedge and not any(point.mark is not PointMark.SOURCE for point in rule.practice):
            place = book.span_of(hedge[0], rule, "statement")
            hint = "在 practice 里加一点 recommend: 写明多久、多少、几次。"
            yield Finding(place, f"“{hedge[0]}”没法检查，{rule.id} 的做法里没有可量的建议", hint)
