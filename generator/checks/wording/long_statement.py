"""陈述超过60个字

柜台前的人只有三十秒。一句话超过60个字，多半写了两个要求，或者把做法写进了陈述。

错误：

    statement: 本机构收到客户投诉后应马上……（70个字）

正确：

    statement: 本机构收到客户投诉后，应马上给出回应并开始处理。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W306"
SEVERITY = Severity.ERROR
_MOST = 60


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every statement that is too long."""
    for rule in book.provisions_in_force:
        if len(rule.statement) > _MOST:
            message = f"陈述有{len(rule.statement)}个字，最多{_MOST}个"
            yield Finding(book.span(rule, "statement"), message, "分成两条规则，或把做法移到 practice。")
