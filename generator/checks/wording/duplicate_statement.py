"""两条规则的陈述一字不差

一样的要求写两遍，改了一条忘了另一条，手册就自己打架。留一条，别处用 `see` 指过来。

错误：

    - id: 4.3.2-1
      statement: 员工应核对客户的证件。
    - id: 4.3.3-1
      statement: 员工应核对客户的证件。

正确：

    - id: 4.3.3-1
      statement: 员工办理改密前，应再次核对客户的证件。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W317"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every statement that an earlier rule already makes."""
    first: dict[str, str] = {}
    for rule in book.provisions_in_force:
        before = first.setdefault(rule.statement, rule.id)
        if before != rule.id:
            hint = "写出两条的差别；没有差别就只留一条。"
            yield Finding(book.span(rule, "statement"), f"{rule.id} 与 {before} 的陈述一字不差", hint)
