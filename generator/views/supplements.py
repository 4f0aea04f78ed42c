"""Supplements as a block on a page, and the page of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.vocabulary import Mark
from generator.views import rules, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.content import model
    from generator.views.catalog import Catalog
    from generator.views.supplement import SupplementView


@dataclass(frozen=True, slots=True)
class Supplements:
    """Some supplements as a block on a page: what every such block has to say."""

    views: tuple[SupplementView, ...]
    checked: str
    """The oldest day on which any of the authorities they cite was checked."""

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.views)

    def __len__(self) -> int:
        """How many."""
        return len(self.views)

    @property
    def mark(self) -> str:
        """法定补充, which each of them bears."""
        return Mark.SUPPLEMENT.label


@dataclass(frozen=True, slots=True)
class ChapterSupplements:
    """A chapter's supplements on the page of all."""

    number: str
    heading: str
    path: str
    views: tuple[SupplementView, ...]


@dataclass(frozen=True, slots=True)
class AllSupplements:
    """The page of all supplements, and the annex of the book."""

    count: int
    laws: int
    checked: str
    chapters: tuple[ChapterSupplements, ...]

    @property
    def mark(self) -> str:
        """法定补充, which each of them bears."""
        return Mark.SUPPLEMENT.label


def block(catalog: Catalog, chosen: Iterable[model.Supplement]) -> Supplements:
    """Those of some supplements that are in force."""
    found = [one for one in chosen if one.withdrawn is None]
    views = tuple(catalog.supplements[one.id] for one in found)
    return Supplements(views, rules.checked(catalog.book, *found))


def view_of_all(catalog: Catalog) -> AllSupplements:
    """All supplements."""
    in_force = catalog.book.supplements_in_force
    return AllSupplements(
        count=len(in_force),
        laws=len({entry.authority for one in in_force for entry in one.citations}),
        checked=rules.checked(catalog.book, *in_force),
        chapters=_chapters(catalog),
    )


def _chapters(catalog: Catalog) -> tuple[ChapterSupplements, ...]:
    """Withdrawn ones too; chapters without any are left out."""
    book = catalog.book
    found = []
    for chapter in book.chapters:
        own = tuple(catalog.supplements[one.id] for one in book.supplements if one.chapter == chapter.number)
        heading = f"{words.chapter_name(chapter.number)} {chapter.title}"
        if own:
            found.append(ChapterSupplements(chapter.number, heading, chapter.path, own))
    return tuple(found)
