"""Finds the question with which a run of equal keys gets too long."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.book.bank import letter
from generator.checks.shared.finding import Finding
from generator.checks.shared.item_limits import KEY_RUN
from generator.checks.shared.items import Judged, single_items, unaccepted
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I823"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields what nobody accepted."""
    return unaccepted(CODE, judge(book))


def judge(book: Handbook) -> Iterator[Judged]:
    """Yields the question with which a run of equal keys gets too long."""
    for __, items in groupby(single_items(book), key=lambda item: id(item.quiz)):
        for index, run in groupby(items, key=lambda item: item.question.keys[0]):
            same = list(run)
            if len(same) > KEY_RUN:
                item, name = same[KEY_RUN], letter(index)
                message = _("从 {question_id} 起连着{count}道单选题选{name}").format(
                    question_id=same[0].question.id, count=len(same), name=name
                )
                place = book.span(item.question, "options", index, "text")
                yield Judged(item.owners, Finding(place, message, _("调换这道题里选项的先后。")))
