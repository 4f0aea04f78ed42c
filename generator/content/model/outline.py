"""The skeleton of the source, against which completeness is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, model_validator

from generator.content.model.base import ChapterNumber, ClauseNumber, Line, Model, SectionNumber, Text
from generator.core.texts import _
from generator.core.vocabulary import ClauseStatus

if TYPE_CHECKING:
    from collections.abc import Iterator


class OutlineClause(Model):
    """原文的一条。"""

    number: ClauseNumber
    title: Line
    status: ClauseStatus = ClauseStatus.FULL
    items: Annotated[int, Field(ge=0)] = 0
    """列项数。"""
    prohibitions: Annotated[int, Field(ge=0)] = 0
    """原文在这里写了几处“不得”。"""
    no_rule: Text | None = None
    """没有规则的理由；有规则就不写。"""


class OutlineSection(Model):
    """原文的一节：下面有条，或者直接是列项。"""

    number: SectionNumber
    title: Line
    status: ClauseStatus | None = None
    items: Annotated[int, Field(ge=0)] = 0
    prohibitions: Annotated[int, Field(ge=0)] = 0
    no_rule: Text | None = None
    clauses: tuple[OutlineClause, ...] = ()

    @model_validator(mode="after")
    def _items_or_clauses(self) -> Self:
        if bool(self.clauses) == bool(self.items or self.status):
            message = _("一节要么写 clauses，要么写 status 和 items，只能选一样")
            raise ValueError(message)
        return self

    def units(self) -> Iterator[OutlineClause]:
        """The clauses; a section that holds items directly counts as one clause of its own number."""
        if self.clauses:
            yield from self.clauses
        else:
            yield OutlineClause(
                number=self.number,
                title=self.title,
                status=self.status or ClauseStatus.FULL,
                items=self.items,
                prohibitions=self.prohibitions,
                no_rule=self.no_rule,
            )


class OutlineChapter(Model):
    """原文的一章。"""

    number: ChapterNumber
    title: Line
    sections: Annotated[tuple[OutlineSection, ...], Field(min_length=1)]


class OutlineFile(Model):
    """content/outline.yaml：原文的章、节、条、列项。"""

    chapters: Annotated[tuple[OutlineChapter, ...], Field(min_length=1)]
