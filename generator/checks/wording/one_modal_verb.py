"""Finds every statement with no modal verb, or with several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.modal import modals
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W302"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every statement with no modal verb, or with several."""
    for rule in book.provisions_in_force:
        found = modals(rule.statement)
        if not found:
            hint = _("写上“{modality}”。").format(modality=rule.modality.value)
            yield Finding(
                book.span(rule, "statement"), _("{rule_id} 的陈述里没有约束词").format(rule_id=rule.id), hint
            )
        elif len(found) > 1:
            words = _("、").join(modal.word for modal in found)
            second = found[1]
            nth = rule.statement.count(second.word, 0, second.offset)
            place = book.span_of(second.word, rule, "statement", nth=nth)
            hint = _("一句只留一个；是两个要求就分成两条规则。")
            yield Finding(
                place,
                _("{rule_id} 的陈述里有{count}个约束词：{words}").format(
                    rule_id=rule.id, count=len(found), words=words
                ),
                hint,
            )
