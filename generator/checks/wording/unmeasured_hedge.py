"""Finds every vague word in a statement whose practice has no recommended point."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import PointMark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W312"
SEVERITY = Severity.WARNING
_HEDGE = re.compile("及时|适当|尽量|原则上|定期|尽快|适时")


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every vague word in a statement whose practice has no recommended point."""
    for rule in book.provisions_in_force:
        hedge = _HEDGE.search(rule.statement)
        if hedge and not any(point.mark is not PointMark.SOURCE for point in rule.practice):
            place = book.span_of(hedge[0], rule, "statement")
            hint = _("在 practice 里加一点 recommend: 写明多久、多少、几次。")
            yield Finding(
                place,
                _("“{hedge}”没法检查，{rule_id} 的做法里没有可量的建议").format(
                    hedge=hedge[0], rule_id=rule.id
                ),
                hint,
            )
