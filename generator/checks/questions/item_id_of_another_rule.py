"""Finds every question whose id does not begin with its first rule, every case of another chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.items import items
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I803"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every question whose id does not begin with its first rule, every case of another chapter."""
    for item in items(book):
        question = item.question
        if question.id.rpartition("-q")[0] != question.rules[0]:
            message = _("编号 {question_id} 不是从第一条规则 {rules} 来的").format(
                question_id=question.id, rules=question.rules[0]
            )
            hint = _("编号改成 {rules}-q1 这样，或把规则的顺序调过来。").format(rules=question.rules[0])
            yield Finding(book.span(question, "id"), message, hint)
    for quiz in book.quizzes:
        for case in quiz.cases:
            if case.id.split("-")[1] != quiz.chapter:
                hint = _("改成 case-{chapter}-序号。").format(chapter=quiz.chapter)
                yield Finding(
                    book.span(case, "id"),
                    _("案例 {case_id} 放在第 {chapter} 章的文件里").format(
                        case_id=case.id, chapter=quiz.chapter
                    ),
                    hint,
                )
