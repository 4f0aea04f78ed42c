"""The resolved handbook: one object that answers every question about the rules and their links."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from generator.book.toc import Chapter, Clause, Section
from generator.content.layout import REVIEWED
from generator.core.diagnostic import Span
from generator.core.files import digests
from generator.core.vocabulary import ClauseStatus, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel

    from generator.content import model
    from generator.content.library import File, Library
    from generator.content.reading.source import Key
    from generator.core.vocabulary import SeeKind

__all__ = ["ALL", "NONE", "Chapter", "Clause", "Coverage", "Handbook", "Reference", "Section", "resolve"]

Entry = TypeVar("Entry", bound="model.lists.Named")

ALL = "all"
NONE = "none"
"""Stands for no channel: what the institution does without any client at hand."""
"""Stands for a whole vocabulary in ``channels`` and ``stages``."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A link from one rule to another, seen from either end."""

    rule: model.Rule
    kind: SeeKind


@dataclass(frozen=True, eq=False)
class Handbook:
    """Everything, resolved. Made by :func:`resolve`; safe to ask even when the content has faults."""

    info: model.HandbookFile
    outline: model.OutlineFile
    chapters: tuple[Chapter, ...]
    channels: tuple[model.Channel, ...]
    roles: tuple[model.Role, ...]
    stages: tuple[model.Stage, ...]
    terms: tuple[model.Term, ...]
    situations: tuple[model.Situation, ...]
    authorities: tuple[model.Authority, ...]
    supplements: tuple[model.Supplement, ...]
    """What the law adds, in the order of the places it stands beside; withdrawn ones too."""
    editions: tuple[model.EditionNote, ...]
    checklists: tuple[model.Checklist, ...]
    """In the order in which they are offered."""
    synonyms: tuple[tuple[str, ...], ...]
    english: Mapping[str, tuple[str, ...]]
    """English word → the Chinese words that it stands for."""
    clocks: tuple[model.Clock, ...]
    holidays: tuple[model.HolidayYear, ...]
    quizzes: tuple[model.QuizFile, ...]
    """The question bank's files, in the outline's order of chapters."""
    papers: model.PapersFile | None
    """Which test papers come ready-made; None when nobody said."""
    stamps: Mapping[str, Mapping[str, str]]
    """Question id → rule id → the rule's fingerprint when somebody last looked at the question."""
    pages: Mapping[str, str]
    stray: tuple[model.Rule, ...]
    """Rules whose clause is not in the outline."""
    duplicates: tuple[model.Rule, ...]
    """Rules whose id another rule had first."""
    library: Library = field(repr=False)
    _places: Mapping[int, tuple[File[BaseModel], tuple[Key, ...]]] = field(repr=False)

    @cached_property
    def rules(self) -> tuple[model.Rule, ...]:
        """All rules in handbook order, withdrawn ones too."""
        return tuple(rule for chapter in self.chapters for rule in chapter.rules)

    @cached_property
    def rules_in_force(self) -> tuple[model.Rule, ...]:
        """All rules that are not withdrawn."""
        return tuple(rule for rule in self.rules if rule.withdrawn is None)

    @cached_property
    def rule(self) -> Mapping[str, model.Rule]:
        """Rule by id."""
        return {rule.id: rule for rule in (*self.stray, *self.rules)}

    @cached_property
    def supplements_in_force(self) -> tuple[model.Supplement, ...]:
        """All supplements that are not withdrawn."""
        return tuple(one for one in self.supplements if one.withdrawn is None)

    @cached_property
    def provisions(self) -> tuple[model.Provision, ...]:
        """All rules, then all supplements, withdrawn ones too."""
        return (*self.rules, *self.supplements)

    @cached_property
    def provisions_in_force(self) -> tuple[model.Provision, ...]:
        """All rules, then all supplements, that are not withdrawn."""
        return (*self.rules_in_force, *self.supplements_in_force)

    @cached_property
    def provision(self) -> Mapping[str, model.Provision]:
        """Rule or supplement by id: what questions test and checklists cite. Of two with one id the first."""
        supplements = {one.id: one for one in reversed(self.supplements)}
        return {**supplements, **self.rule}

    @cached_property
    def supplements_of(self) -> Mapping[str, tuple[model.Supplement, ...]]:
        """Rule id → the supplements in force that stand beside it."""
        found: dict[str, list[model.Supplement]] = defaultdict(list)
        for one in self.supplements_in_force:
            for id_ in dict.fromkeys(one.rules):
                found[id_].append(one)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def chapter_of(self) -> Mapping[str, Chapter]:
        """Chapter by rule id."""
        return {rule.id: chapter for chapter in self.chapters for rule in chapter.rules}

    @cached_property
    def status_of(self) -> Mapping[str, ClauseStatus]:
        """Clause number → how much of it the source still has."""
        return {clause.number: clause.status for clause in self.clauses}

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses in order."""
        return tuple(clause for chapter in self.chapters for clause in chapter.clauses)

    @cached_property
    def referred_from(self) -> Mapping[str, tuple[Reference, ...]]:
        """Rule id → the rules in force that refer to it."""
        back: dict[str, list[Reference]] = defaultdict(list)
        for rule in self.rules_in_force:
            for see in rule.see:
                back[see.rule].append(Reference(rule, see.kind))
        return {key: tuple(value) for key, value in back.items()}

    @cached_property
    def checklists_of(self) -> Mapping[str, tuple[model.Checklist, ...]]:
        """Rule or supplement id → the checklists that have an item for it."""
        found: dict[str, list[model.Checklist]] = defaultdict(list)
        for checklist in self.checklists:
            for id_ in sorted({id_ for item in checklist.items for id_ in item.rules}):
                found[id_].append(checklist)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def questions(self) -> tuple[model.CaseQuestion, ...]:
        """All questions as written, in order, those of cases too; generator.book.bank has them resolved."""
        return tuple(question for quiz in self.quizzes for question, _ in quiz.all())

    @cached_property
    def cases(self) -> tuple[model.Case, ...]:
        """All cases in order."""
        return tuple(case for quiz in self.quizzes for case in quiz.cases)

    def channels_of(self, rule: model.Provision) -> tuple[model.Channel, ...]:
        """The channels that a rule or supplement applies to, in the vocabulary's order; none for ``NONE``."""
        return _chosen(self.channels, rule.channels)

    def stages_of(self, rule: model.Provision) -> tuple[model.Stage, ...]:
        """The stages that a rule or supplement applies to, in the vocabulary's order."""
        return _chosen(self.stages, rule.stages)

    def bearer_of(self, rule: model.Provision) -> model.Role | None:
        """The role that bears a rule or supplement."""
        return next((role for role in self.roles if role.id == rule.bearer), None)

    @cached_property
    def fingerprint(self) -> str:
        """12 hex digits over the fingerprints of rules and supplements: names the state of the content."""
        text = "\n".join(f"{one.id} {one.fingerprint}" for one in self.provisions)
        return digests.short(f"{self.info.edition}\n{text}")

    def span(self, node: BaseModel, *keys: Key, on_key: bool = False) -> Span:
        """The place in the files of a rule, term, channel, role …, or of a field of it."""
        place = self._places.get(id(node))
        if place is None:
            return Span("content")
        file, prefix = place
        return file.span(*prefix, *keys, on_key=on_key)

    def span_of(self, word: str, node: BaseModel, *keys: Key, nth: int = 0) -> Span:
        """The place of the ``nth`` occurrence (from 0) of ``word`` within a text field."""
        place = self._places.get(id(node))
        if place is None:
            return Span("content")
        file, prefix = place
        return file.span_of(word, *prefix, *keys, nth=nth)

    def outline_span(self, number: str, key: str = "number") -> Span:
        """The place in outline.yaml of a chapter, section or clause."""
        file = self.library.single["outline.yaml"]
        return file.span(*self._outline[number], key) if number in self._outline else file.span()

    @cached_property
    def _outline(self) -> Mapping[str, tuple[Key, ...]]:
        places: dict[str, tuple[Key, ...]] = {}
        for c, chapter in enumerate(self.outline.chapters):
            places[chapter.number] = ("chapters", c)
            for s, section in enumerate(chapter.sections):
                places[section.number] = ("chapters", c, "sections", s)
                for k, clause in enumerate(section.clauses):
                    places[clause.number] = ("chapters", c, "sections", s, "clauses", k)
        return places

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """A row a chapter: the figures of the coverage table."""
        return tuple(_coverage(self, chapter) for chapter in self.chapters)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of one chapter of the source the rules cover."""

    chapter: Chapter
    clauses: int
    clauses_covered: int
    items: int
    items_covered: int
    rules: int
    drafted: int
    added: int
    """Rules of the institution's own."""
    per_channel: Mapping[str, int]


def _coverage(book: Handbook, chapter: Chapter) -> Coverage:
    clauses = tuple(chapter.clauses)
    rules = [rule for rule in chapter.rules if rule.withdrawn is None]
    return Coverage(
        chapter=chapter,
        clauses=len(clauses),
        clauses_covered=sum(bool(clause.rules_in_force or clause.no_rule) for clause in clauses),
        items=sum(clause.items for clause in clauses),
        items_covered=sum(
            any(rule.item == item for rule in clause.rules_in_force) or bool(clause.no_rule)
            for clause in clauses
            for item in range(1, clause.items + 1)
        ),
        rules=len(rules),
        drafted=sum(rule.origin is Origin.DRAFTED for rule in rules),
        added=sum(rule.origin is Origin.ADDED for rule in rules),
        per_channel={
            channel.id: sum(channel in book.channels_of(rule) for rule in rules) for channel in book.channels
        },
    )


def _chosen(vocabulary: tuple[Entry, ...], ids: Iterable[str]) -> tuple[Entry, ...]:
    chosen = set(ids)
    return tuple(entry for entry in vocabulary if ALL in chosen or entry.id in chosen)


def resolve(library: Library) -> Handbook | None:
    """Puts the files together; None when a file that everything needs could not be read."""
    single = library.single
    needed = ("handbook.yaml", "outline.yaml", "channels.yaml", "roles.yaml", "stages.yaml")
    if any(name not in single for name in needed):
        return None
    places: dict[int, tuple[File[BaseModel], tuple[Key, ...]]] = {}
    rules_by_clause: dict[str, list[model.Rule]] = defaultdict(list)
    seen: set[str] = set()
    duplicates: list[model.Rule] = []
    for file in library.chapters:
        places[id(file.value)] = (file, ())
        for index, rule in zip(file.kept, file.value.rules, strict=True):
            places[id(rule)] = (file, ("rules", index))
            if rule.id in seen:
                duplicates.append(rule)
                continue
            seen.add(rule.id)
            rules_by_clause[rule.clause].append(rule)
    for file in single.values():
        places[id(file.value)] = (file, ())
        for key in type(file.value).model_fields:
            entries = getattr(file.value, key)
            if isinstance(entries, tuple):
                places |= {id(entry): (file, (key, index)) for index, entry in enumerate(entries)}
    for checklist in library.checklists:
        places |= _places_in(checklist)
    for quiz in library.quizzes:
        places |= _places_in_quiz(quiz)
    outline: model.OutlineFile = single["outline.yaml"].value
    files = {file.value.chapter: file.value for file in library.chapters}
    chapters = tuple(_chapter(entry, files.get(entry.number), rules_by_clause) for entry in outline.chapters)
    return Handbook(
        info=single["handbook.yaml"].value,
        outline=outline,
        chapters=chapters,
        channels=single["channels.yaml"].value.channels,
        roles=single["roles.yaml"].value.roles,
        stages=single["stages.yaml"].value.stages,
        terms=single["glossary.yaml"].value.terms if "glossary.yaml" in single else (),
        situations=single["situations.yaml"].value.situations if "situations.yaml" in single else (),
        authorities=single["authorities.yaml"].value.authorities if "authorities.yaml" in single else (),
        supplements=_supplements(library),
        editions=single["editions.yaml"].value.editions if "editions.yaml" in single else (),
        checklists=tuple(
            sorted((file.value for file in library.checklists), key=lambda one: (one.order, one.id))
        ),
        synonyms=single["synonyms.yaml"].value.synonyms if "synonyms.yaml" in single else (),
        english=single["synonyms.yaml"].value.english if "synonyms.yaml" in single else {},
        clocks=single["clocks.yaml"].value.clocks if "clocks.yaml" in single else (),
        holidays=single["holidays.yaml"].value.years if "holidays.yaml" in single else (),
        quizzes=_quizzes(library, outline),
        papers=single["papers.yaml"].value if "papers.yaml" in single else None,
        stamps=single[REVIEWED].value.stamps if REVIEWED in single else {},
        pages=library.pages,
        stray=tuple(rule for rules in rules_by_clause.values() for rule in rules),
        duplicates=tuple(duplicates),
        library=library,
        _places=places,
    )


def _places_in(file: File[model.Checklist]) -> dict[int, tuple[File[BaseModel], tuple[Key, ...]]]:
    """The places of a checklist, its pause points, their items, and what it leaves out."""
    places: dict[int, tuple[File[BaseModel], tuple[Key, ...]]] = {id(file.value): (file, ())}
    for p, point in enumerate(file.value.pause_points):
        places[id(point)] = (file, ("pause_points", p))
        places |= {id(item): (file, ("pause_points", p, "items", i)) for i, item in enumerate(point.items)}
        places |= {id(point.table): (file, ("pause_points", p, "table"))} if point.table else {}
    places |= {id(group): (file, ("left_out", g)) for g, group in enumerate(file.value.left_out)}
    places |= {id(group): (file, ("secondary", g)) for g, group in enumerate(file.value.secondary)}
    return places


def _places_in_quiz(file: File[model.QuizFile]) -> dict[int, tuple[File[BaseModel], tuple[Key, ...]]]:
    """The places of a quiz file, its questions, its cases and their questions."""
    places: dict[int, tuple[File[BaseModel], tuple[Key, ...]]] = {id(file.value): (file, ())}
    places |= {id(one): (file, ("questions", q)) for q, one in enumerate(file.value.questions)}
    for c, case in enumerate(file.value.cases):
        places[id(case)] = (file, ("cases", c))
        places |= {id(one): (file, ("cases", c, "questions", q)) for q, one in enumerate(case.questions)}
    return places


def _supplements(library: Library) -> tuple[model.Supplement, ...]:
    """In the order of their places: 3 before 3.1 before 10, then by running number."""
    if "supplements.yaml" not in library.single:
        return ()
    found: tuple[model.Supplement, ...] = library.single["supplements.yaml"].value.supplements
    return tuple(sorted(found, key=lambda one: (_numbers(one.place), _numbers(one.id.rpartition("-")[2]))))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


def _quizzes(library: Library, outline: model.OutlineFile) -> tuple[model.QuizFile, ...]:
    order = {chapter.number: index for index, chapter in enumerate(outline.chapters)}
    files = (file.value for file in library.quizzes)
    return tuple(sorted(files, key=lambda quiz: (order.get(quiz.chapter, len(order)), int(quiz.chapter))))


def _chapter(
    entry: model.OutlineChapter, file: model.ChapterFile | None, rules: dict[str, list[model.Rule]]
) -> Chapter:
    """Takes the chapter's rules out of ``rules``; what is left there at the end has no clause."""
    sections = tuple(
        Section(
            number=section.number,
            title=section.title,
            clauses=tuple(
                Clause(
                    number=unit.number,
                    title=unit.title,
                    status=unit.status,
                    items=unit.items,
                    prohibitions=unit.prohibitions,
                    no_rule=unit.no_rule,
                    rules=tuple(rules.pop(unit.number, ())),
                )
                for unit in section.units()
            ),
        )
        for section in entry.sections
    )
    return Chapter(
        number=entry.number,
        title=entry.title,
        slug=file.slug if file else "chapter",
        summary=file.summary if file else "",
        sections=sections,
    )
