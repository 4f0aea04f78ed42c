"""The handbook's divisions with their rules: chapters, sections, clauses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content import model
    from generator.core.vocabulary import ClauseStatus


@dataclass(frozen=True, slots=True)
class Clause:
    """条, or a section that holds items directly (then ``number`` is the section's)."""

    number: str
    title: str
    status: ClauseStatus
    items: int
    prohibitions: int
    no_rule: str | None
    rules: tuple[model.Rule, ...]

    @property
    def rules_in_force(self) -> tuple[model.Rule, ...]:
        """The rules that are not withdrawn."""
        return tuple(rule for rule in self.rules if rule.withdrawn is None)


@dataclass(frozen=True, slots=True)
class Section:
    """节."""

    number: str
    title: str
    clauses: tuple[Clause, ...]

    @property
    def holds_items(self) -> bool:
        """Whether the section has no clauses of its own: its one clause carries its own number."""
        return len(self.clauses) == 1 and self.clauses[0].number == self.number


@dataclass(frozen=True, slots=True)
class Chapter:
    """章."""

    number: str
    title: str
    slug: str
    summary: str
    sections: tuple[Section, ...]

    @property
    def path(self) -> str:
        """Its folder on the site: 04-relationship."""
        return f"{int(self.number):02d}-{self.slug}"

    @property
    def clauses(self) -> Iterator[Clause]:
        """All clauses in order."""
        return (clause for section in self.sections for clause in section.clauses)

    @property
    def rules(self) -> Iterator[model.Rule]:
        """All rules in order, withdrawn ones too."""
        return (rule for clause in self.clauses for rule in clause.rules)
