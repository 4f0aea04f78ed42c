"""Finds the second and later rules of an id, naming the place of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C210"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields the second and later rules of an id, naming the place of the first."""
    for rule in book.duplicates:
        first = book.span(book.rule[rule.id], "id")
        where = _("{path} 第 {line} 行").format(path=first.path, line=first.line)
        hint = _("给后写的规则换一个没有用过的序号。")
        yield Finding(
            book.span(rule, "id"),
            _("编号 {rule_id} 已经用过（第一次在 {where}）").format(rule_id=rule.id, where=where),
            hint,
        )
