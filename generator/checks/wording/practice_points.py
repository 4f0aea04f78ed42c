"""Finds every rule with fewer than two or more than five points of practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W308"
SEVERITY = Severity.ERROR
_LEAST, _MOST = 2, 5


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule with fewer than two or more than five points of practice."""
    for rule in book.provisions_in_force:
        count = len(rule.practice)
        if not _LEAST <= count <= _MOST:
            hint = _("合并或分成两条规则。") if count > _MOST else _("再写一点具体怎么做。")
            place = book.span(rule, "practice", on_key=True)
            yield Finding(
                place,
                _("{rule_id} 的做法有{count}点，应为{least}至{most}点").format(
                    rule_id=rule.id, count=count, least=_LEAST, most=_MOST
                ),
                hint,
            )
