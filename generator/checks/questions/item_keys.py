"""Finds every question with too few or too many right options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.items import items
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import QuestionType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I806"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every question with too few or too many right options."""
    for item in items(book):
        question, keys = item.question, len(item.right)
        total = len(question.options or ())
        if question.type is QuestionType.SINGLE and keys != 1:
            message, hint = _("单选题有{keys}个答案").format(keys=keys), _("恰好给一个选项写 correct: true。")
        elif question.type is QuestionType.MULTIPLE and keys <= 1:
            message, hint = (
                _("多选题只有{keys}个答案").format(keys=keys),
                _("再写一个对的选项，或改成 single。"),
            )
        elif question.type is QuestionType.MULTIPLE and keys == total:
            message, hint = _("多选题的选项全是答案"), _("加一个错的选项。")
        else:
            continue
        yield Finding(book.span(question, "options"), f"{question.id} {message}", hint)
