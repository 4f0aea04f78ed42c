"""The questions that item checks judge, and the warnings that authors accepted in writing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.book.derived import derived
from generator.core.vocabulary import QuestionType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.book.handbook import Handbook
    from generator.checks.shared.finding import Finding
    from generator.content import model
    from generator.core.diagnostic import Span

    Owner = model.CaseQuestion | model.Case | model.QuizFile


@dataclass(frozen=True, slots=True)
class Item:
    """A question with where it stands."""

    question: model.CaseQuestion
    case: model.Case | None
    quiz: model.QuizFile

    @property
    def owners(self) -> tuple[Owner, ...]:
        """Where a warning about it may be accepted."""
        return (self.question,) if self.case is None else (self.question, self.case)

    @property
    def distractors(self) -> tuple[str, ...]:
        """The texts of the wrong options."""
        return tuple(option.text for option in self.question.options or () if not option.correct)

    @property
    def right(self) -> tuple[str, ...]:
        """The texts of the right options."""
        return tuple(option.text for option in self.question.options or () if option.correct)


class Judged(NamedTuple):
    """A finding, and where its acceptance may be written."""

    owners: tuple[Owner, ...]
    finding: Finding


@derived
def items(book: Handbook) -> tuple[Item, ...]:
    """Every question in order."""
    return tuple(Item(question, case, quiz) for quiz in book.quizzes for question, case in quiz.all())


@derived
def single_items(book: Handbook) -> tuple[Item, ...]:
    """Questions with one right option; faulty ones without it are left out."""
    return tuple(
        item
        for item in items(book)
        if item.question.type is QuestionType.SINGLE and len(item.right) == 1 and item.distractors
    )


def unaccepted(code: str, judged: Iterable[Judged]) -> Iterator[Finding]:
    """The findings that nobody accepted."""
    for owners, finding in judged:
        if not any(accepted.code == code for owner in owners for accepted in owner.accepted):
            yield finding


def text_span(book: Handbook, question: model.CaseQuestion, index: int) -> Span:
    """The place of the text ``index`` (from 0) of what a question offers: an option, a right side, a step."""
    if question.options:
        return book.span(question, "options", index, "text")
    if question.pairs:
        return book.span(question, "pairs", index, "right")
    return book.span(question, "sequence", index)
