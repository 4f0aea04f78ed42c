"""两条规则用了同一个编号

编号是规则的身份：链接、核对单、试题都靠它。一个编号只给一条规则，废止了也不再用。

错误：

    - id: 4.3.2-1
    - id: 4.3.2-1

正确：

    - id: 4.3.2-1
    - id: 4.3.2-2
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C210"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields the second and later rules of an id, naming the place of the first."""
    for rule in book.duplicates:
        first = book.span(book.rule[rule.id], "id")
        where = f"{first.path} 第 {first.line} 行"
        hint = "给后写的规则换一个没有用过的序号。"
        yield Finding(book.span(rule, "id"), f"编号 {rule.id} 已经用过（第一次在 {where}）", hint)
