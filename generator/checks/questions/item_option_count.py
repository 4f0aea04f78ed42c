"""Finds every question with too few or too many things to choose among."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.item_limits import MULTIPLE_OPTIONS, PARTS, SINGLE_OPTIONS
from generator.checks.shared.items import Judged, items, unaccepted
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import QuestionType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I831"
SEVERITY = Severity.WARNING
_RANGES = {
    QuestionType.SINGLE: ("options", SINGLE_OPTIONS),
    QuestionType.MULTIPLE: ("options", MULTIPLE_OPTIONS),
    QuestionType.MATCH: ("pairs", PARTS),
    QuestionType.ORDER: ("sequence", PARTS),
}


def find(book: Handbook) -> Iterator[Finding]:
    """Yields what nobody accepted."""
    return unaccepted(CODE, judge(book))


def judge(book: Handbook) -> Iterator[Judged]:
    """Yields every question with too few or too many things to choose among."""
    for item in items(book):
        question = item.question
        if question.type not in _RANGES:
            continue
        key, range_ = _RANGES[question.type]
        count = len(question.texts)
        if not range_.least <= count <= range_.most:
            message = _("{type_label}有{count}项，应有{least:.0f}至{most:.0f}项").format(
                type_label=question.type.label, count=count, least=range_.least, most=range_.most
            )
            yield Judged(
                item.owners, Finding(book.span(question, key), message, _("删去凑数的，或补上真有人犯的错。"))
            )
