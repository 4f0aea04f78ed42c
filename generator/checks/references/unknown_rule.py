"""引用的规则不存在

`see`、`withdrawn.replaced_by`、法定补充、核对单、术语、情形和时限里写的编号，都必须是手册里有的规则（或法定补充）；
读者点了链接要到得了地方。

错误：

    see:
      - rule: 4.3.9-1
        kind: 配合

正确：

    see:
      - rule: 4.3.2-1
        kind: 配合
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.near import suggest_rule
from generator.checks.shared.references import may_be_unread, references
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R102"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every reference to a rule id that no rule has."""
    for node, keys, target in references(book):
        if target in book.provision or may_be_unread(book, target):
            continue
        hint = suggest_rule(book, target, "改成手册里有的编号，或删掉这一项。")
        yield Finding(book.span(node, *keys), f"引用的规则不存在：{target}", hint)
