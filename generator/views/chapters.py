"""A chapter's page: sections, clauses, rules."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.texts import _
from generator.core.vocabulary import ClauseStatus, Modality, Origin
from generator.views import rules, supplements, words

if TYPE_CHECKING:
    from generator.book import handbook
    from generator.views.catalog import Catalog
    from generator.views.rules import RuleView
    from generator.views.supplements import Supplements


@dataclass(frozen=True, slots=True)
class ChapterName:
    """How other pages name a chapter."""

    number: str
    name: str
    title: str
    path: str
    summary: str
    rules: int

    @property
    def heading(self) -> str:
        """第四章 客户关系维护."""
        return f"{self.name} {self.title}"


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause; one that is a section itself has no heading of its own."""

    number: str
    title: str
    own_heading: bool
    note: str
    """Said before its rules: what the source lacks here, or why there is no rule."""
    rules: tuple[RuleView, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section."""

    number: str
    title: str
    clauses: tuple[ClauseView, ...]


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A chapter."""

    name: ChapterName
    tally: tuple[tuple[Modality, int], ...]
    """How many rules of each word; words that do not occur are left out."""
    origins: tuple[tuple[str, int], ...]
    """How many rules are not the source's, by their mark; marks that do not occur are left out."""
    checked: str
    """The oldest day on which the law behind its rules was checked; empty when they cite none."""
    sections: tuple[SectionView, ...]
    supplements: Supplements
    """What the law adds beside this chapter."""
    before: ChapterName | None
    after: ChapterName | None


def names(book: handbook.Handbook) -> tuple[ChapterName, ...]:
    """All chapters' names in order."""
    return tuple(
        ChapterName(
            number=chapter.number,
            name=words.chapter_name(chapter.number),
            title=chapter.title,
            path=chapter.path,
            summary=chapter.summary,
            rules=sum(one.withdrawn is None for one in chapter.rules),
        )
        for chapter in book.chapters
    )


def views(catalog: Catalog) -> tuple[ChapterView, ...]:
    """All chapters."""
    known = names(catalog.book)
    around = (None, *known, None)
    return tuple(
        _view(catalog, chapter, known[index], (around[index], around[index + 2]))
        for index, chapter in enumerate(catalog.book.chapters)
    )


def _view(
    catalog: Catalog,
    chapter: handbook.Chapter,
    name: ChapterName,
    around: tuple[ChapterName | None, ChapterName | None],
) -> ChapterView:
    in_force = [one for one in chapter.rules if one.withdrawn is None]
    counted = Counter(one.modality for one in in_force)
    return ChapterView(
        name=name,
        tally=tuple((modality, counted[modality]) for modality in Modality if counted[modality]),
        origins=tuple(
            (origin.label, count)
            for origin in (Origin.DRAFTED, Origin.ADDED)
            if (count := sum(one.origin is origin for one in in_force))
        ),
        checked=rules.checked(catalog.book, *in_force),
        sections=tuple(
            SectionView(
                section.number,
                section.title,
                tuple(_clause(catalog, clause, section) for clause in section.clauses),
            )
            for section in chapter.sections
        ),
        supplements=supplements.block(
            catalog, (one for one in catalog.book.supplements if one.chapter == chapter.number)
        ),
        before=around[0],
        after=around[1],
    )


def _clause(catalog: Catalog, clause: handbook.Clause, section: handbook.Section) -> ClauseView:
    return ClauseView(
        number=clause.number,
        title=clause.title,
        own_heading=not section.holds_items,
        note=_note(clause),
        rules=catalog.views_of(clause.rules),
    )


def _note(clause: handbook.Clause) -> str:
    if clause.no_rule:
        return _("本条没有规则：{no_rule}").format(no_rule=clause.no_rule)
    if clause.status is ClauseStatus.HEADING_ONLY:
        return _("原文此处仅存标题，以下规则由本手册拟定。")
    if clause.status is ClauseStatus.PARTIAL:
        return _("原文在此处中断；中断以后的内容由本手册拟定，逐条标明。")
    return ""
