"""两条规则的标题一样

搜索结果和目录里只看得见标题。两条一样，读者只能碰运气。

错误：

    - id: 3.1.2-1
      title: 认真听
    - id: 6.1-1
      title: 认真听

正确：

    - id: 6.1-1
      title: 听完再开口
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W323"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every title that an earlier rule already has."""
    first: dict[str, str] = {}
    for rule in book.provisions_in_force:
        before = first.setdefault(rule.title, rule.id)
        if before != rule.id:
            yield Finding(book.span(rule, "title"), f"{rule.id} 与 {before} 的标题一样", "写出两条的差别。")
