"""Finds banks in which one answer to true-false questions is too frequent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.item_limits import ENOUGH_TRUE_FALSE, TRUE_SHARE
from generator.checks.shared.items import Judged, items, unaccepted
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I824"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields what nobody accepted."""
    return unaccepted(CODE, judge(book))


def judge(book: Handbook) -> Iterator[Judged]:
    """Yields one finding when one answer is too frequent."""
    answers = [item.question.answer for item in items(book) if item.question.answer is not None]
    if len(answers) < ENOUGH_TRUE_FALSE:
        return
    share = sum(answers) / len(answers)
    if not TRUE_SHARE.least <= share <= TRUE_SHARE.most:
        message = _("{count}道判断题里有{answers}道是对的（{share:.0%}，应在35%至65%）").format(
            count=len(answers), answers=sum(answers), share=share
        )
        place = book.span(book.quizzes[0], "chapter")
        yield Judged(book.quizzes, Finding(place, message, _("把一些说法改一处，让对错各半。")))
