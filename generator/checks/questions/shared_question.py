"""Finds every question that an earlier rule, or an earlier line of the rule, asks already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W319"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every question that an earlier rule, or an earlier line of the rule, asks already."""
    first: dict[str, str] = {}
    for rule in book.provisions_in_force:
        if first.keys().isdisjoint(rule.asked_as) and len(set(rule.asked_as)) == len(rule.asked_as):
            first.update(dict.fromkeys(rule.asked_as, rule.id))
            continue
        for index, line in enumerate(rule.asked_as):
            if line in first:
                hint = _("留在最该答它的那条里，另一条换一种问法。")
                yield Finding(
                    book.span(rule, "asked_as", index),
                    _("这句问法 {first} 已经写了：{line}").format(first=first[line], line=line),
                    hint,
                )
            first.setdefault(line, rule.id)
