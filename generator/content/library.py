"""What reading a handbook's folder gives: its typed files, every fault, and where all of it stands."""

from __future__ import annotations

import typing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel

from generator.content import layout

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.content import model
    from generator.content.reading.source import Document, Key
    from generator.content.validation.validate import Validated
    from generator.core.diagnostic import Diagnostic, Span

Shape_co = TypeVar("Shape_co", bound=BaseModel, covariant=True)


@dataclass(frozen=True, slots=True)
class File(Generic[Shape_co]):
    """One content file that fits its shape, with its text and positions."""

    value: Shape_co
    document: Document
    kept: tuple[int, ...] = ()
    """For a chapter: the position in the file of each rule in ``value.rules``."""

    def span(self, *keys: Key, on_key: bool = False) -> Span:
        """The place of what ``keys`` lead to in the file."""
        return self.document.span(*keys, on_key=on_key)

    def span_of(self, word: str, *keys: Key, nth: int = 0) -> Span:
        """The place of the ``nth`` occurrence of ``word`` in the text that ``keys`` lead to."""
        return self.document.span_of(word, *keys, nth=nth)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file held and what is wrong with it: the same as long as its text is."""

    text: str
    shape: type[BaseModel] | None
    """None for a file that is a part of something: it is not yet fitted."""
    document: Document | None
    fitted: Validated[BaseModel] | None
    faults: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """What some files say together: the same as long as they are."""

    parts: tuple[Document, ...]
    shape: type[BaseModel]
    document: Document
    fitted: Validated[BaseModel]
    faults: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that could be read below a root, and every fault found while reading it."""

    root: Path
    single: Mapping[str, File[typing.Any]]
    chapters: tuple[File[model.ChapterFile], ...]
    checklists: tuple[File[model.Checklist], ...]
    quizzes: tuple[File[model.QuizFile], ...]
    broken: frozenset[str]
    """Chapter numbers, rule ids and file names that exist but do not fit their shape: reported once, here,
    so that checks do not report everything that refers to them again."""
    unread: frozenset[str]
    """Numbers of the chapters of whose rules nothing is known, among ``broken``."""
    pages: Mapping[str, str]
    """content/pages/*.md: file name without .md → Markdown text."""
    diagnostics: tuple[Diagnostic, ...]
    documents: Mapping[str, Document] = field(repr=False)
    """Every file that parsed, by path: for showing source lines beside findings."""
    readings: Mapping[str, Reading] = field(default_factory=dict, repr=False)
    """Every file of which there was text, by path: for reading again only what has changed."""
    joins: Mapping[str, Join] = field(default_factory=dict, repr=False)
    """What was joined from several files, by name: for joining again only what has changed."""

    @property
    def has_folders(self) -> bool:
        """Whether the rules lie in folders, a folder a chapter, and not in the older layout."""
        return any(path.startswith(f"content/{layout.RULES}/") for path in self.documents)

    def path_of(self, name: str) -> str:
        """Where a file that there is once lies, or is to lie, below the root."""
        if name in self.single:
            return self.single[name].document.path
        return f"content/{layout.places(name)[0 if self.has_folders else -1]}"
