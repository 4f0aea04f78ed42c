"""What papers are made from: questions, and cases that stay whole; never one that waits for review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.book.bank import bank
from generator.book.derived import derived
from generator.core.texts import N_
from generator.core.vocabulary import QuestionType
from generator.views import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.book.bank import Question
    from generator.book.handbook import Handbook

#: Kind of a unit → the title of its part. The order is that of parts in a paper.
KINDS = {
    "single": N_("单项选择题"),
    "multiple": N_("多项选择题"),
    "true-false": N_("判断题"),
    "match": N_("连线题"),
    "order": N_("排序题"),
    "case": N_("案例题"),
}
CASE = "case"
SINGLE, MULTIPLE, TRUE_FALSE = "single", "multiple", "true-false"


@dataclass(frozen=True, slots=True)
class Unit:
    """What is chosen together: a question, or a case with all its questions."""

    kind: str
    """One of KINDS."""
    chapter: str
    questions: tuple[Question, ...]
    rules: frozenset[str]

    @property
    def size(self) -> int:
        """How many questions it is."""
        return len(self.questions)

    @property
    def answer(self) -> bool | None:
        """Of a true-false question, whether it is true."""
        return self.questions[0].answer if self.kind == QuestionType.TRUE_FALSE else None


@dataclass(frozen=True, slots=True)
class ItemPool:
    """A handbook as exams see it."""

    title: str
    edition: str
    chapters: Mapping[str, str]
    """Number → 第四章, of the chapters that have units."""
    channels: Mapping[str, str]
    """Id → title."""
    roles: Mapping[str, str]
    units: tuple[Unit, ...]
    """In the bank's order."""


@derived
def item_pool_of(book: Handbook) -> ItemPool:
    """The item pool of a handbook."""
    found = units(bank(book))
    return ItemPool(
        book.info.title,
        book.info.edition,
        {number: words.chapter_name(number) for number in dict.fromkeys(unit.chapter for unit in found)},
        {channel.id: channel.title for channel in book.channels},
        {role.id: role.title for role in book.roles},
        found,
    )


def units(questions: Iterable[Question]) -> tuple[Unit, ...]:
    """The units of a bank that a paper may hold.

    A case goes when one of its questions waits for review, since it stays whole, and when two of its
    questions test one rule, since no two questions of a paper do.
    """
    grouped: dict[str, list[Question]] = {}
    for question in questions:
        grouped.setdefault(question.case.id if question.case else question.id, []).append(question)
    found = []
    for group in grouped.values():
        tested = [rule for question in group for rule in set(question.rules)]
        rules = frozenset(tested)
        if len(rules) == len(tested) and not any(question.stale for question in group):
            kind = CASE if group[0].case else group[0].type.value
            found.append(Unit(kind, group[0].chapter, tuple(group), rules))
    return tuple(found)
