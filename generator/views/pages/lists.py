"""The rules of a channel, and of a role."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.texts import _
from generator.views import supplements, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.content import model
    from generator.views.catalog import Catalog
    from generator.views.rules import RuleView
    from generator.views.supplements import Supplements


@dataclass(frozen=True, slots=True)
class Group:
    """Rules under one subheading."""

    title: str
    rules: tuple[RuleView, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What a heading covers. ``description`` may be empty."""

    id: str
    title: str
    description: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """How many rules it holds."""
        return sum(len(group.rules) for group in self.groups)


@dataclass(frozen=True, slots=True)
class ChannelView:
    """A channel's page: a part a stage, each rule once, under the first stage it belongs to."""

    id: str
    title: str
    scene: str
    description: str
    own: tuple[RuleView, ...]
    """Rules that hold for this channel and no other."""
    parts: tuple[Part, ...]
    count: int
    checklist: str
    """The id of the channel's checklist; may be empty."""
    supplements: Supplements
    """What the law adds for this channel."""


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role's page: a part a chapter."""

    id: str
    title: str
    description: str
    source_term: str
    parts: tuple[Part, ...]
    count: int
    supplements: Supplements
    """What the law adds for this role."""


def channels(catalog: Catalog) -> tuple[ChannelView, ...]:
    """All channels in the vocabulary's order."""
    return tuple(_channel(catalog, channel) for channel in catalog.book.channels)


def _channel(catalog: Catalog, channel: model.Channel) -> ChannelView:
    book = catalog.book
    here = [rule for rule in book.rules_in_force if channel in book.channels_of(rule)]
    own = [rule for rule in here if len(book.channels_of(rule)) == 1] if len(book.channels) > 1 else []
    by_stage: dict[str, list[model.Rule]] = defaultdict(list)
    for rule in here:
        stages = book.stages_of(rule)
        every = len(stages) == len(book.stages) > 1
        by_stage["" if every or not stages else stages[0].id].append(rule)
    every_stage = Part("every", _(words.EVERY_STAGE), _("每个环节都适用。"), _by_role(catalog, by_stage[""]))
    parts = [
        Part(stage.id, stage.title, stage.description, _by_role(catalog, by_stage[stage.id]))
        for stage in book.stages
    ]
    return ChannelView(
        id=channel.id,
        title=channel.title,
        scene=channel.scene,
        description=channel.description,
        own=catalog.views_of(own),
        parts=tuple(part for part in (*parts, every_stage) if part.groups),
        count=len(here),
        checklist=next((one.id for one in book.checklists if one.channel == channel.id), ""),
        supplements=supplements.block(
            catalog, (one for one in book.supplements if channel in book.channels_of(one))
        ),
    )


def _by_role(catalog: Catalog, rules: Iterable[model.Rule]) -> tuple[Group, ...]:
    found: dict[str, list[model.Rule]] = defaultdict(list)
    for rule in rules:
        found[rule.bearer].append(rule)
    return tuple(
        Group(role.title, catalog.views_of(found[role.id])) for role in catalog.book.roles if found[role.id]
    )


def roles(catalog: Catalog) -> tuple[RoleView, ...]:
    """All roles in the vocabulary's order."""
    book = catalog.book
    by_role: dict[str, list[model.Rule]] = defaultdict(list)
    for rule in book.rules_in_force:
        by_role[rule.bearer].append(rule)
    return tuple(
        RoleView(
            id=role.id,
            title=role.title,
            description=role.description,
            source_term=role.source_term or "",
            parts=_by_chapter(catalog, by_role[role.id]),
            count=len(by_role[role.id]),
            supplements=supplements.block(
                catalog, (one for one in book.supplements if one.bearer == role.id)
            ),
        )
        for role in book.roles
    )


def _by_chapter(catalog: Catalog, rules: Iterable[model.Rule]) -> tuple[Part, ...]:
    book = catalog.book
    found: dict[str, list[model.Rule]] = defaultdict(list)
    for rule in rules:
        found[book.chapter_of[rule.id].number].append(rule)
    return tuple(
        Part(
            f"chapter-{chapter.number}",
            f"{words.chapter_name(chapter.number)} {chapter.title}",
            "",
            (Group("", catalog.views_of(found[chapter.number])),),
        )
        for chapter in book.chapters
        if found[chapter.number]
    )
