"""The index of all rules and what it can be filtered by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.texts import _
from generator.core.vocabulary import Modality, Origin
from generator.views import chapters

if TYPE_CHECKING:
    from generator.book.handbook import Handbook
    from generator.content import model
    from generator.views.catalog import Catalog
    from generator.views.rules import RuleView


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice: its name in the address, its label, and (value, label) of what can be chosen."""

    key: str
    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A rule in the index. Channels and stages are ids."""

    rule: RuleView
    modality: str
    channels: str
    stages: str
    chapter: str
    origin: str
    words: str
    """More words that the text filter finds."""


_FIRST = 40
_STEP = 500


@dataclass(frozen=True, slots=True)
class IndexView:
    """The index: withdrawn rules are left out."""

    filters: tuple[Filter, ...]
    rows: tuple[Row, ...]
    supplements: int
    """How many supplements are in force; they stand elsewhere."""
    first: int
    """How many rows are shown until the reader does something, so that the page is there at once."""
    step: int
    """How many rows are shown at a time: a browser lays out thousands too slowly to type against."""


def view(catalog: Catalog) -> IndexView:
    """All rules in force."""
    book = catalog.book
    return IndexView(
        filters=_filters(book),
        rows=tuple(_row(catalog, rule) for rule in book.rules_in_force),
        supplements=len(book.supplements_in_force),
        first=_FIRST,
        step=_STEP,
    )


def _filters(book: Handbook) -> tuple[Filter, ...]:
    return (
        Filter("modality", _("约束程度"), tuple((modality.slug, modality.value) for modality in Modality)),
        Filter("channel", _("渠道"), tuple((channel.id, channel.title) for channel in book.channels)),
        Filter("role", _("责任人"), tuple((role.id, role.title) for role in book.roles)),
        Filter("stage", _("环节"), tuple((stage.id, stage.title) for stage in book.stages)),
        Filter("chapter", _("章"), tuple((name.number, name.heading) for name in chapters.names(book))),
        Filter("origin", _("出处"), tuple((origin.value, origin.label) for origin in Origin)),
    )


def _row(catalog: Catalog, rule: model.Rule) -> Row:
    book = catalog.book
    return Row(
        rule=catalog.views[rule.id],
        modality=rule.modality.slug,
        channels=" ".join(channel.id for channel in book.channels_of(rule)),
        stages=" ".join(stage.id for stage in book.stages_of(rule)),
        chapter=book.chapter_of[rule.id].number,
        origin=rule.origin.value,
        words=" ".join(rule.keywords),
    )
