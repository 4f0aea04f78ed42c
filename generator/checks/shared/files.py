"""Chapters seen as files: which were read, which are there but broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Chapter, Clause, Handbook


def incomplete(book: Handbook) -> set[str]:
    """Numbers of chapters of the outline whose rules are not all known: no file, or a broken one.

    That is reported already; what refers to their rules is not reported again.
    """
    there = {file.value.chapter for file in book.library.chapters} - book.library.broken
    return {chapter.number for chapter in book.chapters} - there


def countable(book: Handbook) -> Iterator[Chapter]:
    """Chapters whose rules are all known: a missing file is one finding, a broken one has its own."""
    missing = incomplete(book)
    return (chapter for chapter in book.chapters if chapter.number not in missing)


def countable_clauses(book: Handbook) -> Iterator[Clause]:
    """Their clauses."""
    return (clause for chapter in countable(book) for clause in chapter.clauses)
