"""The home page: what people come for, in the order in which they come for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.views import chapter as chapters
from generator.views import clock, words

if TYPE_CHECKING:
    from generator.views.catalog import Catalog
    from generator.views.chapter import ChapterName
    from generator.views.clock import ClockLink
    from generator.views.lists import ChannelView
    from generator.views.rule import RuleLink


@dataclass(frozen=True, slots=True)
class Card:
    """An entrance: a channel."""

    id: str
    title: str
    text: str
    rules: int
    checklist: str
    """The id of the channel's checklist; may be empty."""


@dataclass(frozen=True, slots=True)
class SituationView:
    """我遇到了……: what to read first."""

    id: str
    title: str
    prompt: str
    rules: tuple[RuleLink, ...]
    clocks: tuple[ClockLink, ...]
    """Where the dates by which these rules must be kept are worked out."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    title: str
    short_title: str
    description: str
    edition: str
    effective: str
    issuer: str
    owner: str
    rules: int
    channels: tuple[Card, ...]
    situations: tuple[SituationView, ...]
    chapters: tuple[ChapterName, ...]


def view(catalog: Catalog, channel_views: tuple[ChannelView, ...]) -> HomeView:
    """The home page of a handbook."""
    book = catalog.book
    info = book.info
    return HomeView(
        title=info.title,
        short_title=info.short_title,
        description=info.description,
        edition=info.edition,
        effective=words.day(info.effective),
        issuer=info.issuer,
        owner=info.owner,
        rules=len(book.rules_in_force),
        channels=tuple(Card(one.id, one.title, one.scene, one.count, one.checklist) for one in channel_views),
        situations=tuple(
            SituationView(
                one.id, one.title, one.prompt, catalog.links_to(one.rules), clock.links(catalog, one.rules)
            )
            for one in book.situations
        ),
        chapters=chapters.names(book),
    )
