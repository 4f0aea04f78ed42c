"""Chapters seen as files: which were read, which are there but broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.handbook import Chapter, Clause, Handbook


def countable(book: Handbook) -> Iterator[Chapter]:
    """Chapters whose rules are all known: a missing file is one finding, a broken one has its own."""
    there = {file.value.chapter for file in book.library.chapters} - book.library.broken
    return (chapter for chapter in book.chapters if chapter.number in there)


def countable_clauses(book: Handbook) -> Iterator[Clause]:
    """Their clauses."""
    return (clause for chapter in countable(book) for clause in chapter.clauses)
