"""Finds every channel and owner of a sheet that the vocabularies lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.near import named, suggest
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K709"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every channel and owner of a sheet that the vocabularies lack."""
    channels = sorted(channel.id for channel in book.channels)
    roles = sorted(role.id for role in book.roles)
    for checklist in book.checklists:
        if checklist.channel is not None and checklist.channel not in channels:
            hint = suggest(checklist.channel, named(book.channels), f"可以写：{'、'.join(channels)}。")
            yield Finding(book.span(checklist, "channel"), f"渠道不在表里：{checklist.channel}", hint)
        if checklist.owner not in roles:
            hint = suggest(checklist.owner, named(book.roles), f"可以写：{'、'.join(roles)}。")
            yield Finding(book.span(checklist, "owner"), f"负责人不在表里：{checklist.owner}", hint)
