"""What can be found: a rule, a term, a page … as lines of text, each with the field it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator import model
    from generator.handbook import Chapter, Clause, Handbook


class Field(Enum):
    """Where a line comes from: its letter in the data file, and what a word in it counts.

    Weights are multiples of 1/4, so that sums are exact and both rankings agree to the last bit.
    """

    TITLE = ("T", 3.0)
    STATEMENT = ("S", 2.0)
    KEYWORD = ("K", 2.0)
    ASKED = ("A", 0.75)
    CLAUSE = ("C", 2.0)
    SECTION = ("N", 1.0)
    CHAPTER = ("H", 0.5)
    PRACTICE = ("P", 1.0)
    REASON = ("R", 1.0)
    EXAMPLE = ("E", 0.5)
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

    RULE = ("r", "规则")
    TERM = ("t", "术语")
    CHECKLIST = ("c", "核对单")
    QUESTION = ("q", "试题")
    PAGE = ("p", "页面")

    @property
    def letter(self) -> str:
        """One letter that stands for the kind."""
        return self.value[0]

    @property
    def label(self) -> str:
        """The heading above such results."""
        return self.value[1]


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
    """One thing to find. ``group`` is the number of the clause that a rule belongs to."""

    kind: Kind
    id: str
    title: str
    path: str
    lines: tuple[Line, ...]
    group: str = ""
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that can be found: rules first, in handbook order."""

    headings: tuple[Heading, ...]
    entries: tuple[Entry, ...]
    synonyms: tuple[tuple[str, ...], ...] = ()
    channels: tuple[tuple[str, str], ...] = ()
    """(title, path) of each channel: what a search without results offers."""


def catalogue_of(book: Handbook, more: tuple[Entry, ...] = ()) -> Catalogue:
    """The handbook's rules, terms and pages, and ``more`` entries that other parts of a publication bring."""
    headings: list[Heading] = []
    rules: list[Entry] = []
    for chapter in book.chapters:
        path = f"chapters/{chapter.path}/"
        headings.append(Heading(chapter.number, chapter.title, path))
        for section in chapter.sections:
            headings.append(Heading(section.number, section.title, f"{path}#{section.number}"))
            for clause in section.clauses:
                if not section.holds_items:
                    headings.append(Heading(clause.number, clause.title, f"{path}#{clause.number}"))
                rules += [_rule(rule, clause, chapter) for rule in clause.rules_in_force]
    terms = [_term(term) for term in book.terms]
    return Catalogue(
        tuple(headings),
        (*rules, *terms, *sorted(more, key=lambda entry: list(Kind).index(entry.kind))),
        book.synonyms,
        tuple((channel.title, f"channels/{channel.id}/") for channel in book.channels),
    )


def _rule(rule: model.Rule, clause: Clause, chapter: Chapter) -> Entry:
    lines = [Line(Field.TITLE, rule.title), Line(Field.STATEMENT, rule.statement)]
    lines += [Line(Field.KEYWORD, text) for text in rule.keywords]
    lines += [Line(Field.ASKED, text) for text in rule.asked_as]
    lines += [Line(Field.PRACTICE, point.text, late=True) for point in rule.practice]
    lines.append(Line(Field.REASON, " ".join(rule.rationale.split()), late=True))
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
        f"chapters/{chapter.path}/#{rule.id}",
        tuple(lines),
        clause.number,
        str(rule.modality),
    )


def _term(term: model.Term) -> Entry:
    lines = [Line(Field.TITLE, term.term), *(Line(Field.KEYWORD, alias) for alias in term.aliases)]
    lines.append(Line(Field.BODY, " ".join(term.definition.split())))
    return Entry(Kind.TERM, term.id, term.term, f"glossary/#term-{term.id}", tuple(lines))
