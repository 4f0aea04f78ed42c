"""Finds every true-false question of which nearly all stands in a rule's statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.alike import grams
from generator.checks.shared.finding import Finding
from generator.checks.shared.item_limits import COPIED
from generator.checks.shared.items import Judged, items, unaccepted
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import QuestionType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I826"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields what nobody accepted."""
    return unaccepted(CODE, judge(book))


def judge(book: Handbook) -> Iterator[Judged]:
    """Yields every true-false question of which nearly all stands in a rule's statement."""
    for item in items(book):
        if item.question.type is not QuestionType.TRUE_FALSE:
            continue
        own = grams(item.question.stem)
        for id_ in item.question.rules:
            rule = book.provision.get(id_)
            if own and rule and len(own & grams(rule.statement)) >= COPIED * len(own):
                place = book.span(item.question, "stem")
                hint = _("换成一个情形，或改动决定对错的一处。")
                yield Judged(item.owners, Finding(place, _("几乎照抄了 {id} 的陈述").format(id=id_), hint))
                break
