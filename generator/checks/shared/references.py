"""Every place where the content names a rule or a supplement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.clocks import sourced
from generator.checks.shared.files import incomplete

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from generator.book.handbook import Handbook
    from generator.content import model
    from generator.content.reading.source import Key


def references(book: Handbook) -> Iterator[tuple[BaseModel, tuple[Key, ...], str]]:
    """Yields what refers, the keys that lead to the reference, and the id that is referred to."""
    for rule in book.rules:
        for index, see in enumerate(rule.see):
            yield rule, ("see", index, "rule"), see.rule
    for provision in book.provisions:
        if provision.withdrawn:
            for index, target in enumerate(provision.withdrawn.replaced_by):
                yield provision, ("withdrawn", "replaced_by", index), target
    yield from _in_lists(book)
    yield from _on_checklists(book)


def law_places(
    book: Handbook,
) -> Iterator[tuple[BaseModel, tuple[Key, ...], model.Basis | model.PointBasis]]:
    """Yields every place in a law that a rule or supplement names, after what names it and the keys to it."""
    for one in book.provisions:
        for index, citation in enumerate(one.citations):
            yield one, ("citations", index), citation
        for index, point in enumerate(one.practice):
            if point.law:
                yield one, ("practice", index), point.law


def may_be_unread(book: Handbook, id_: str) -> bool:
    """Whether an unknown id may stand in what could not be read: that is reported already."""
    if id_.startswith("L"):
        return "supplements.yaml" in book.library.broken
    return id_ in book.library.broken or id_.partition(".")[0] in incomplete(book)


def _in_lists(book: Handbook) -> Iterator[tuple[BaseModel, tuple[Key, ...], str]]:
    for supplement in book.supplements:
        for index, target in enumerate(supplement.rules):
            yield supplement, ("rules", index), target
    for term in book.terms:
        for index, target in enumerate(term.rules):
            yield term, ("rules", index), target
    for situation in book.situations:
        for index, target in enumerate(situation.rules):
            yield situation, ("rules", index), target
    yield from _in_clocks(book)


def _in_clocks(book: Handbook) -> Iterator[tuple[BaseModel, tuple[Key, ...], str]]:
    for clock in book.clocks:
        for index, target in enumerate(clock.rules):
            yield clock, ("rules", index), target
    for clock, keys, part in sourced(book):
        if part.rule:
            yield clock, (*keys, "rule"), part.rule


def _on_checklists(book: Handbook) -> Iterator[tuple[BaseModel, tuple[Key, ...], str]]:
    for checklist in book.checklists:
        for part in checklist.parts:
            for index, target in enumerate(part.rules):
                yield part, ("rules", index), target
