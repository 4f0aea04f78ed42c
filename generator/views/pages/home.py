"""The home page: what people come for, in the order in which they come for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.views import chapters, words
from generator.views.pages import clocks

if TYPE_CHECKING:
    from generator.book.handbook import Handbook
    from generator.views.catalog import Catalog
    from generator.views.chapters import ChapterName
    from generator.views.clock import ClockLink
    from generator.views.pages.lists import ChannelView
    from generator.views.rules import RuleLink

#: How many examples of queries are shown, and how long one may be.
_EXAMPLES, _LONGEST = 4, 10


@dataclass(frozen=True, slots=True)
class Card:
    """An entrance: a channel."""

    id: str
    title: str
    text: str
    rules: int
    checklist: str
    """The id of the channel's checklist; may be empty."""
    setting: str
    """What the channel looks like: counter, phone, chat; may be empty."""


@dataclass(frozen=True, slots=True)
class SituationView:
    """我遇到了……: what to read first."""

    id: str
    title: str
    prompt: str
    rules: tuple[RuleLink, ...]
    clocks: tuple[ClockLink, ...]
    """Where the dates by which these rules must be kept are worked out."""
    checklist: tuple[str, str] | None
    """Id and title of its checklist."""


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
    examples: tuple[str, ...]
    """What one can type into the search, as people say it."""
    channels: tuple[Card, ...]
    situations: tuple[SituationView, ...]
    chapters: tuple[ChapterName, ...]


def view(catalog: Catalog, channel_views: tuple[ChannelView, ...]) -> HomeView:
    """The home page of a handbook."""
    book = catalog.book
    info = book.info
    settings = {channel.id: channel.setting.value for channel in book.channels if channel.setting}
    sheets = {sheet.id: (sheet.id, sheet.title) for sheet in book.checklists}
    return HomeView(
        title=info.title,
        short_title=info.short_title,
        description=info.description,
        edition=info.edition,
        effective=words.day(info.effective),
        issuer=info.issuer,
        owner=info.owner,
        rules=len(book.rules_in_force),
        examples=_examples(book),
        channels=tuple(
            Card(one.id, one.title, one.scene, one.count, one.checklist, settings.get(one.id, ""))
            for one in channel_views
        ),
        situations=tuple(
            SituationView(
                one.id,
                one.title,
                one.prompt,
                catalog.links_to(one.rules),
                clocks.links(catalog, one.rules, first=one.clock),
                sheets.get(one.checklist or ""),
            )
            for one in book.situations
        ),
        chapters=chapters.names(book),
    )


def _examples(book: Handbook) -> tuple[str, ...]:
    """A question of the first rule of each situation: short enough to read at a glance."""
    found: dict[str, None] = {}
    for situation in book.situations:
        asked = book.provision[situation.rules[0]].asked_as
        if fitting := [text for text in asked if len(text) <= _LONGEST]:
            found[max(fitting, key=len)] = None
    return tuple(found)[:_EXAMPLES]
