"""What can be found: a rule, a term, a page … as lines of text, each with the field it comes from."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from generator.book import addresses
from generator.core.texts import N_, _
from generator.core.vocabulary import ClauseStatus, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.book.handbook import Chapter, Clause, Handbook
    from generator.content import model


class Field(Enum):
    """Where a line comes from: its letter in the data file, and what a word in it counts.

    Weights are multiples of 1/4, so that sums are exact and both rankings agree to the last bit.
    """

    TITLE = ("T", 3.0)
    STATEMENT = ("S", 2.0)
    KEYWORD = ("K", 2.0)
    SAID = ("Y", 1.5)
    ASKED = ("A", 0.75)
    CLAUSE = ("C", 2.0)
    SECTION = ("N", 1.0)
    CHAPTER = ("H", 0.5)
    PRACTICE = ("P", 1.0)
    REASON = ("R", 1.0)
    EXAMPLE = ("E", 0.5)
    TESTED = ("Q", 0.75)
    BODY = ("B", 1.0)

    @property
    def letter(self) -> str:
        """One letter that stands for the field."""
        return self.value[0]

    @property
    def weight(self) -> float:
        """What an occurrence counts."""
        return self.value[1]


class Kind(Enum):
    """Kinds of entries in the order of results: letter in the data file, word that people read."""

    RULE = ("r", N_("规则"))
    SUPPLEMENT = ("s", str(Mark.SUPPLEMENT))
    TERM = ("t", N_("术语"))
    CHECKLIST = ("c", N_("核对单"))
    QUESTION = ("q", N_("试题"))
    PAGE = ("p", N_("页面"))

    @property
    def letter(self) -> str:
        """One letter that stands for the kind."""
        return self.value[0]

    @property
    def label(self) -> str:
        """The heading above such results."""
        return _(self.value[1])


#: So many of a rule's sayings and questions are there for the first result; the others refine it.
_EARLY = 9
#: Longer stems of questions are shown cut.
_TITLE = 40
_HEADING = re.compile(r"^# +(.+)$", re.MULTILINE)
#: Written texts that stand within other pages.
_PARTS = {"home", "index", "modality"}
_FIXED = (
    addresses.RULES,
    addresses.ROLES,
    addresses.MODALITY,
    addresses.CHANGES,
    addresses.DOWNLOADS,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an entry. ``late`` lines are in the second data file: they refine, they do not hold up."""

    field: Field
    text: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A chapter, section or clause: number queries lead to it, and results are gathered under it."""

    number: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to find. ``group`` is the number of the clause that a rule belongs to.

    ``tests`` holds the rules that a question tests: its words count for them too (:data:`Field.TESTED`),
    since a scene at the counter is told as people tell it.
    """

    kind: Kind
    id: str
    title: str
    path: str
    lines: tuple[Line, ...]
    group: str = ""
    badge: str = ""
    mark: str = ""
    """What must stand beside a rule that the source does not say: 拟定, 本机构增补."""
    tests: tuple[str, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """Everything that can be found: rules first, in handbook order."""

    headings: tuple[Heading, ...]
    entries: tuple[Entry, ...]
    synonyms: tuple[tuple[str, ...], ...] = ()
    english: tuple[tuple[str, ...], ...] = ()
    """An English word, then the Chinese words that it stands for; in the order of the alphabet."""
    channels: tuple[tuple[str, str], ...] = ()
    """(title, path) of each channel: what a search without results offers."""

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Title of a chapter, section or clause by its number."""
        return {heading.number: heading.title for heading in self.headings}

    @cached_property
    def _tested(self) -> Mapping[str, list[str]]:
        """What the questions that test a rule say, by the rule's id."""
        found: dict[str, list[str]] = defaultdict(list)
        for entry in self.entries:
            for rule in entry.tests:
                found[rule] += [line.text for line in entry.lines]
        return found

    def lines(self, entry: Entry) -> Iterator[tuple[Field, str]]:
        """An entry's lines, the questions that test it, and the headings above it."""
        for line in entry.lines:
            yield line.field, line.text
        if entry.kind is Kind.RULE:
            for text in self._tested.get(entry.id, ()):
                yield Field.TESTED, text
        number = entry.group
        levels = number.count(".")
        for place in (Field.CHAPTER, Field.SECTION, Field.CLAUSE)[levels::-1] if number else ():
            yield place, self.titles.get(number, "")
            number = number.rpartition(".")[0]

    def texts(self) -> Iterator[str]:
        """Every text once, in order."""
        for heading in self.headings:
            yield heading.title
        for entry in self.entries:
            for line in entry.lines:
                yield line.text


def catalogue_of(book: Handbook, more: tuple[Entry, ...] = ()) -> Catalogue:
    """The handbook's rules, terms and pages, and ``more`` entries that other parts of a publication bring."""
    headings: list[Heading] = []
    rules: list[Entry] = []
    for chapter in book.chapters:
        path = addresses.chapter(chapter.path)
        headings.append(Heading(chapter.number, chapter.title, path))
        for section in chapter.sections:
            headings.append(Heading(section.number, section.title, f"{path}#{section.number}"))
            for clause in section.clauses:
                if not section.holds_items:
                    headings.append(Heading(clause.number, clause.title, f"{path}#{clause.number}"))
                rules += [_rule(rule, clause, chapter) for rule in clause.rules_in_force]
    others = [
        *(_supplement(book, one) for one in book.supplements_in_force),
        *map(_term, book.terms),
        *map(_checklist, book.checklists),
        *(_question(quiz, question) for quiz in book.quizzes for question, _ in quiz.all()),
        *map(_clock, book.clocks),
        *_pages(book),
        *more,
    ]
    return Catalogue(
        tuple(headings),
        (*rules, *sorted(others, key=lambda entry: list(Kind).index(entry.kind))),
        book.synonyms,
        tuple(sorted((word.lower(), *meant) for word, meant in book.english.items())),
        tuple((channel.title, addresses.channel(channel.id)) for channel in book.channels),
    )


def _provision(one: model.Provision) -> list[Line]:
    lines = [Line(Field.TITLE, one.title), Line(Field.STATEMENT, one.statement)]
    lines += [Line(Field.KEYWORD, text) for text in one.keywords]
    lines += [Line(Field.SAID, text, late=nth >= _EARLY) for nth, text in enumerate(one.said_as)]
    early = _EARLY - len(one.said_as)
    lines += [Line(Field.ASKED, text, late=nth >= early) for nth, text in enumerate(one.asked_as)]
    lines += [Line(Field.PRACTICE, point.text, late=True) for point in one.practice]
    lines.append(Line(Field.REASON, " ".join(one.rationale.split()), late=True))
    return lines


def _rule(rule: model.Rule, clause: Clause, chapter: Chapter) -> Entry:
    lines = _provision(rule)
    lines += [
        Line(Field.EXAMPLE, said, late=True)
        for one in rule.examples
        for said in one.text.splitlines()
        if said
    ]
    return Entry(
        Kind.RULE,
        rule.id,
        rule.title,
        f"{addresses.chapter(chapter.path)}#{rule.id}",
        tuple(lines),
        clause.number,
        str(rule.modality),
        rule.origin.mark(ClauseStatus.FULL),
    )


def _supplement(book: Handbook, one: model.Supplement) -> Entry:
    """The law it rests on is part of its text: people look for it by the law's name too."""
    titles = {authority.id: authority.short_title for authority in book.authorities}
    lines = _provision(one)
    lines += [
        Line(Field.BODY, f"{titles.get(entry.authority, entry.authority)}{entry.locator}")
        for entry in one.citations
    ]
    path = f"{addresses.SUPPLEMENTS}#{one.id}"
    return Entry(Kind.SUPPLEMENT, one.id, one.title, path, tuple(lines), badge=str(one.modality))


def _term(term: model.Term) -> Entry:
    lines = [Line(Field.TITLE, term.term), *(Line(Field.KEYWORD, alias) for alias in term.aliases)]
    lines.append(Line(Field.BODY, " ".join(term.definition.split())))
    return Entry(Kind.TERM, term.id, term.term, f"{addresses.GLOSSARY}#term-{term.id}", tuple(lines))


def _checklist(checklist: model.Checklist) -> Entry:
    lines = [Line(Field.TITLE, checklist.title), Line(Field.STATEMENT, checklist.objective)]
    lines.append(Line(Field.BODY, checklist.when))
    lines += [Line(Field.BODY, item.text) for item in checklist.items]
    lines += [Line(Field.BODY, "　".join(row)) for table in checklist.tables for row in table.rows]
    return Entry(
        Kind.CHECKLIST, checklist.id, checklist.title, addresses.checklist(checklist.id), tuple(lines)
    )


def _clock(clock: model.Clock) -> Entry:
    lines = [Line(Field.TITLE, clock.title), *(Line(Field.KEYWORD, word) for word in clock.keywords)]
    lines.append(Line(Field.BODY, " ".join(clock.summary.split())))
    lines += [Line(Field.BODY, f"{step.title}{step.when or ''}{step.duration}") for step in clock.steps]
    return Entry(Kind.PAGE, f"deadlines-{clock.id}", clock.title, addresses.clock(clock.id), tuple(lines))


def _question(quiz: model.QuizFile, question: model.CaseQuestion) -> Entry:
    stem = " ".join(question.stem.split())
    title = stem if len(stem) <= _TITLE else f"{stem[:_TITLE]}……"
    path = f"{addresses.quiz(addresses.quiz_name(quiz.chapter))}#{question.id}"
    lines = (Line(Field.TITLE, title), *([Line(Field.BODY, stem)] if stem != title else []))
    return Entry(Kind.QUESTION, question.id, title, path, lines, tests=tuple(question.rules))


def _pages(book: Handbook) -> Iterator[Entry]:
    """Pages that everybody has, and those that the authors wrote."""
    law = ((addresses.BASIS, book.authorities), (addresses.SUPPLEMENTS, book.supplements))
    fixed = (*_FIXED, *(path for path, there in law if there))
    titles = {path: addresses.title(path) for path in fixed}
    for name, text in book.pages.items():
        if name not in _PARTS and (found := _HEADING.search(text)):
            titles[f"{name}/"] = found[1].strip()
    for path, title in titles.items():
        yield Entry(Kind.PAGE, path.strip("/"), title, path, (Line(Field.TITLE, title),))
