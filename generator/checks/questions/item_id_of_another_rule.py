"""Finds every question whose id does not begin with its first rule, every case of another chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.items import items
from generator.core.diagnostic import Severity

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
            message = f"编号 {question.id} 不是从第一条规则 {question.rules[0]} 来的"
            hint = f"编号改成 {question.rules[0]}-q1 这样，或把规则的顺序调过来。"
            yield Finding(book.span(question, "id"), message, hint)
    for quiz in book.quizzes:
        for case in quiz.cases:
            if case.id.split("-")[1] != quiz.chapter:
                hint = f"改成 case-{quiz.chapter}-序号。"
                yield Finding(book.span(case, "id"), f"案例 {case.id} 放在第 {quiz.chapter} 章的文件里", hint)
