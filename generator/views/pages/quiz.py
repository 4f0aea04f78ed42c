"""Questions as people read and answer them: words, letters, what stands beside what."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from generator.book import addresses, bank
from generator.core.texts import N_, _
from generator.core.vocabulary import Difficulty, QuestionType
from generator.views import rules, words
from generator.views.pages.index import Filter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.book.bank import Bank, Question
    from generator.views.catalog import Catalog
    from generator.views.chapters import ChapterName
    from generator.views.rules import Named, RuleLink

_VERDICT = {True: N_("对"), False: N_("错")}


@dataclass(frozen=True, slots=True)
class Choice:
    """An option, a right side or a step. 对 and 错 have no letter."""

    id: str
    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """What is to be matched or filled: a left side, or a place in the order."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an option is right or wrong, or a pair belongs together."""

    choice: str
    letter: str
    verdict: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question in the order in which it is read. ``control`` is radio, checkbox or select."""

    id: str
    type: str
    kind: str
    facts: tuple[str, ...]
    marks: tuple[str, ...]
    stem: str
    control: str
    choices: tuple[Choice, ...]
    rows: tuple[Row, ...]
    key: str
    """Ids, separated by spaces; of rows in their order."""
    answer: str
    """The key in words: B、D."""
    rationale: str
    reasons: tuple[Reason, ...]
    rules: tuple[RuleLink | Named, ...]
    chapter: str
    channels: str
    roles: str
    difficulty: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A question, or a case with all its questions: what is shown or left out together."""

    id: str
    case: bank.Scene | None
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True)
class ChapterQuiz:
    """A chapter's page of questions."""

    name: ChapterName
    folder: str
    units: tuple[Unit, ...]
    count: int
    stale: int
    checked: str
    """The oldest day on which the law behind its questions was checked; empty without such questions."""


def view(question: Question, links: Mapping[str, RuleLink | Named]) -> QuestionView:
    """The view of a question; ``links`` holds the name of every rule."""
    choices = _choices(question)
    rows, key, answer = _task(question, choices)
    letters = {choice.id: choice.letter for choice in choices}
    reasons = [
        Reason(option.id, letters[option.id], _(_VERDICT[option.correct]), option.rationale)
        for option in question.options
        if option.rationale
    ]
    reasons += [
        Reason(pair.right_id, f"{number}—{letters[pair.right_id]}", "", pair.rationale)
        for number, pair in enumerate(question.pairs, start=1)
    ]
    control = {QuestionType.MULTIPLE: "checkbox", QuestionType.MATCH: "select", QuestionType.ORDER: "select"}
    return QuestionView(
        id=question.id,
        type=question.type.value,
        kind=question.type.label,
        facts=tuple(filter(None, (question.difficulty.label, question.level.label, question.setting.label))),
        marks=words.quiz_marks(question),
        stem=question.stem,
        control=control.get(question.type, "radio"),
        choices=choices,
        rows=rows,
        key=key,
        answer=answer,
        rationale=question.rationale,
        reasons=tuple(reasons),
        rules=tuple(links[rule] for rule in question.rules if rule in links),
        chapter=question.chapter,
        channels=" ".join(question.channels),
        roles=" ".join(question.roles),
        difficulty=question.difficulty.value,
        fingerprint=question.fingerprint,
    )


def _choices(question: Question) -> tuple[Choice, ...]:
    if question.type is QuestionType.TRUE_FALSE:
        return tuple(Choice(option.id, "", option.text) for option in question.options)
    given = [(one.id, one.text) for one in question.options] or [
        (one.id, one.text) for one in question.choices
    ]
    return tuple(Choice(id_, bank.letter(index), text) for index, (id_, text) in enumerate(given))


def _task(question: Question, choices: Iterable[Choice]) -> tuple[tuple[Row, ...], str, str]:
    """What is to be filled, the key as ids, the key in words."""
    names = {choice.id: choice.letter or choice.text for choice in choices}
    if question.pairs:
        rows = tuple(Row(number, pair.left) for number, pair in enumerate(question.pairs, start=1))
        rights = [pair.right_id for pair in question.pairs]
        answer = _("，").join(f"{number}—{names[right]}" for number, right in enumerate(rights, start=1))
        return rows, " ".join(rights), answer
    if question.sequence:
        rows = tuple(
            Row(number, _("第{number}步").format(number=number))
            for number in range(1, len(question.sequence) + 1)
        )
        return rows, " ".join(question.key), " → ".join(names[step] for step in question.key)
    return (), " ".join(question.key), _("、").join(names[option] for option in question.key)


def units(questions: Iterable[Question], links: Mapping[str, RuleLink | Named]) -> tuple[Unit, ...]:
    """Questions with those of one case together."""
    found = []
    for id_, group in groupby(questions, key=lambda one: one.case.id if one.case else one.id):
        members = tuple(group)
        found.append(Unit(id_, members[0].case, tuple(view(one, links) for one in members)))
    return tuple(found)


def chapters(catalog: Catalog, bank: Bank, names: Iterable[ChapterName]) -> tuple[ChapterQuiz, ...]:
    """The page of every chapter that has questions."""
    found = []
    for name in names:
        own = bank.of_chapter(name.number)
        if own:
            stale = sum(question.stale for question in own)
            parts = units(own, catalog.links)
            folder = addresses.quiz_name(name.number)
            found.append(ChapterQuiz(name, folder, parts, len(own), stale, checked(catalog, own)))
    return tuple(found)


def checked(catalog: Catalog, questions: Iterable[Question]) -> str:
    """The oldest day on which the law behind some questions was checked; empty when none tests it."""
    tested = {id_ for question in questions if question.law for id_ in question.rules}
    return rules.checked(catalog.book, *(one for one in catalog.book.supplements if one.id in tested))


def filters(catalog: Catalog, pages: Iterable[ChapterQuiz]) -> tuple[Filter, ...]:
    """By what the whole bank can be narrowed."""
    book = catalog.book
    return (
        Filter("chapter", _("章"), tuple((page.name.number, page.name.heading) for page in pages)),
        Filter("channels", _("渠道"), tuple((channel.id, channel.title) for channel in book.channels)),
        Filter("roles", _("责任人"), tuple((role.id, role.title) for role in book.roles)),
        Filter("difficulty", _("难度"), tuple((one.value, one.label) for one in Difficulty)),
    )
