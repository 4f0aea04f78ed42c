"""Which rule answers which clause of the source: the figures, then the whole table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.texts import _
from generator.core.vocabulary import ClauseStatus, Mark, Origin
from generator.views import words

if TYPE_CHECKING:
    from generator.book import handbook
    from generator.views.catalog import Catalog
    from generator.views.rules import RuleLink


@dataclass(frozen=True, slots=True)
class ChapterRow:
    """A chapter's figures: the columns of ``CoverageView.columns``."""

    name: str
    path: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause and its rules."""

    number: str
    title: str
    chapter: str
    status: str
    whole: bool
    """Whether the source has all of it."""
    items: str
    reason: str
    rules: tuple[RuleLink, ...]


@dataclass(frozen=True, slots=True)
class ChapterClauses:
    """The clauses of a chapter."""

    heading: str
    rows: tuple[ClauseRow, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """The coverage page."""

    summary: str
    columns: tuple[str, ...]
    chapters: tuple[ChapterRow, ...]
    total: tuple[str, ...]
    clauses: tuple[ChapterClauses, ...]


def view(catalog: Catalog) -> CoverageView:
    """How the rules of a handbook cover its source."""
    book = catalog.book
    rows = book.coverage
    sums = [sum(part) for part in zip(*(_figures(book, row) for row in rows), strict=True)]
    clauses, covered, items, items_covered, rules, drafted = sums[:6]
    added = sum(row.added for row in rows)
    said = (
        _("，{added}条是{added_label}，原文没有").format(added=added, added_label=Origin.ADDED.label)
        if added
        else ""
    )
    raw = _("说明文字里的HTML原样放进网页（handbook.yaml写了raw_html）。") if book.info.raw_html else ""
    own = (Origin.ADDED.label,) if added else ()
    direct = sum(section.holds_items for chapter in book.chapters for section in chapter.sections)
    also = (
        _("（{clauses}条，另有{direct}节直接写列项）").format(clauses=clauses - direct, direct=direct)
        if direct
        else ""
    )
    return CoverageView(
        summary=_(
            "原文共{clauses}个条目{also}、{items}个列项；"
            "有规则或说明的条目{covered}个，有规则的列项{items_covered}个。"
            "现行规则{rules}条，其中{drafted}条因{heading_only_label}或中断由本手册拟定{said}。{raw}"
        ).format(
            clauses=clauses,
            also=also,
            items=items,
            covered=covered,
            items_covered=items_covered,
            rules=rules,
            drafted=drafted,
            heading_only_label=ClauseStatus.HEADING_ONLY.label,
            said=said,
            raw=raw,
        ),
        columns=(
            _("条"),
            _("列项"),
            _("规则"),
            Mark.DRAFTED.label,
            *own,
            *(channel.title for channel in book.channels),
        ),
        chapters=tuple(
            ChapterRow(
                f"{words.chapter_name(row.chapter.number)} {row.chapter.title}",
                row.chapter.path,
                _cells(_figures(book, row)),
            )
            for row in rows
        ),
        total=_cells(sums),
        clauses=tuple(_clauses(catalog, chapter) for chapter in book.chapters),
    )


def _figures(book: handbook.Handbook, row: handbook.Coverage) -> list[int]:
    per_channel = [row.per_channel[channel.id] for channel in book.channels]
    own = [row.added] if any(one.added for one in book.coverage) else []
    covered = [row.clauses, row.clauses_covered, row.items, row.items_covered]
    return [*covered, row.rules, row.drafted, *own, *per_channel]


def _cells(figures: list[int]) -> tuple[str, ...]:
    clauses, covered, items, items_covered, *others = figures
    shown_items = f"{items_covered}/{items}" if items else "—"
    return (f"{covered}/{clauses}", shown_items, *(str(figure) for figure in others))


def _clauses(catalog: Catalog, chapter: handbook.Chapter) -> ChapterClauses:
    return ChapterClauses(
        heading=f"{words.chapter_name(chapter.number)} {chapter.title}",
        rows=tuple(
            ClauseRow(
                number=clause.number,
                title=clause.title,
                chapter=chapter.path,
                status=_status(clause),
                whole=clause.status is ClauseStatus.FULL,
                items=_items(clause),
                reason=clause.no_rule or "",
                rules=catalog.links_to(rule.id for rule in clause.rules),
            )
            for clause in chapter.clauses
        ),
    )


def _status(clause: handbook.Clause) -> str:
    drafted = any(rule.origin is Origin.DRAFTED for rule in clause.rules_in_force)
    return f"{clause.status.label}·{Mark.DRAFTED.label}" if drafted else clause.status.label


def _items(clause: handbook.Clause) -> str:
    if not clause.items:
        return "—"
    covered = {rule.item for rule in clause.rules_in_force} - {None}
    return f"{len(covered)}/{clause.items}"
