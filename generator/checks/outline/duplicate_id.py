"""Finds the second and later rules of an id, naming the place of the first."""

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
