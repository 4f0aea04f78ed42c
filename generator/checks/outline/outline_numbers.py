"""Finds every number of the outline that was used before or does not continue its parent's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content.reading.source import Key

CODE = "C218"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every number of the outline that was used before or does not continue its parent's."""
    file = book.library.single["outline.yaml"]
    seen: set[str] = set()
    for keys, number, parent in _numbers(book):
        if number in seen:
            yield Finding(
                file.span(*keys), _("编号 {number} 用了两次").format(number=number), _("改成没有用过的编号。")
            )
        elif parent and number.rpartition(".")[0] != parent:
            yield Finding(
                file.span(*keys),
                _("编号 {number} 不属于 {parent}").format(number=number, parent=parent),
                _("编号应以 {parent}. 开头。").format(parent=parent),
            )
        seen.add(number)


def _numbers(book: Handbook) -> Iterator[tuple[tuple[Key, ...], str, str]]:
    for c, chapter in enumerate(book.outline.chapters):
        keys: tuple[Key, ...] = ("chapters", c)
        yield (*keys, "number"), chapter.number, ""
        for s, section in enumerate(chapter.sections):
            place = (*keys, "sections", s)
            yield (*place, "number"), section.number, chapter.number
            for k, clause in enumerate(section.clauses):
                yield (*place, "clauses", k, "number"), clause.number, section.number
