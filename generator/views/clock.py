"""How other pages name a clock: the page on which the days and hours of a deadline are worked out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.texts import _

if TYPE_CHECKING:
    from generator.content import model


@dataclass(frozen=True, slots=True)
class ClockLink:
    """How other pages name a clock."""

    id: str
    title: str
    summary: str
    ask: str
    """算到哪天, 算到几点."""


def link(clock: model.Clock) -> ClockLink:
    """The clock's name, for pages that mention it."""
    return ClockLink(clock.id, clock.title, clock.summary, _("算到几点") if clock.timed else _("算到哪天"))
