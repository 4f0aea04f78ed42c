"""Finds every time limit in a statement without a deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.times import stated
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "D403"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every time limit in a statement without a deadline."""
    for rule in book.provisions_in_force:
        if rule.deadline is not None or "内" not in rule.statement:
            continue
        for offset, words, __, is_limit in stated(rule.statement):
            if is_limit:
                nth = rule.statement.count(words, 0, offset)
                place = book.span_of(words, rule, "statement", nth=nth)
                hint = _("写上 deadline 的 value、unit、from、to。")
                yield Finding(place, _("陈述里写了“{words}”，却没有 deadline").format(words=words), hint)
