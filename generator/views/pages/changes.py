"""Editions, and what each changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.texts import _
from generator.views import words

if TYPE_CHECKING:
    from generator.views.catalog import Catalog
    from generator.views.rules import RuleLink


@dataclass(frozen=True, slots=True)
class Change:
    """One rule's change in an edition."""

    kind: str
    rule: RuleLink
    summary: str
    replaced_by: tuple[RuleLink, ...]


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition. ``date`` and ``summary`` are empty when only rules mention it."""

    edition: str
    date: str
    summary: str
    changes: tuple[Change, ...]


def editions(catalog: Catalog) -> tuple[EditionView, ...]:
    """All editions: those of editions.yaml in its order, then any that only rules mention."""
    book = catalog.book
    changes: dict[str, list[Change]] = {note.edition: [] for note in book.editions}
    changes.setdefault(book.info.edition, [])
    for rule in book.rules:
        link = catalog.links[rule.id]
        for revision in rule.revisions:
            changes.setdefault(revision.edition, []).append(Change(_("修订"), link, revision.summary, ()))
        if (gone := rule.withdrawn) is not None:
            replaced_by = catalog.links_to(gone.replaced_by)
            changes.setdefault(gone.edition, []).append(Change(_("废止"), link, gone.reason, replaced_by))
    notes = {note.edition: note for note in book.editions}
    return tuple(
        EditionView(
            edition=edition,
            date=words.day(notes[edition].date) if edition in notes else "",
            summary=notes[edition].summary if edition in notes else "",
            changes=tuple(found),
        )
        for edition, found in changes.items()
    )
