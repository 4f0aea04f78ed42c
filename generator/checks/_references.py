"""Every place where the content names a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from generator.handbook import Handbook
    from generator.source import Key


def references(book: Handbook) -> Iterator[tuple[BaseModel, tuple[Key, ...], str]]:
    """Yields what refers, the keys that lead to the reference, and the id that is referred to."""
    for rule in book.rules:
        for index, see in enumerate(rule.see):
            yield rule, ("see", index, "rule"), see.rule
        if rule.withdrawn:
            for index, target in enumerate(rule.withdrawn.replaced_by):
                yield rule, ("withdrawn", "replaced_by", index), target
    for term in book.terms:
        for index, target in enumerate(term.rules):
            yield term, ("rules", index), target
    yield from _on_checklists(book)
    for situation in book.situations:
        for index, target in enumerate(situation.rules):
            yield situation, ("rules", index), target


def _on_checklists(book: Handbook) -> Iterator[tuple[BaseModel, tuple[Key, ...], str]]:
    for checklist in book.checklists:
        for part in checklist.parts:
            for index, target in enumerate(part.rules):
                yield part, ("rules", index), target
