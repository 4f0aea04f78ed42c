"""Finds every channel and owner of a sheet that the vocabularies lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.near import named, suggest
from generator.core.diagnostic import Severity
from generator.core.texts import _

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
            hint = suggest(
                checklist.channel,
                named(book.channels),
                _("可以写：{channels}。").format(channels=_("、").join(channels)),
            )
            yield Finding(
                book.span(checklist, "channel"),
                _("渠道不在表里：{channel}").format(channel=checklist.channel),
                hint,
            )
        if checklist.owner not in roles:
            hint = suggest(
                checklist.owner, named(book.roles), _("可以写：{roles}。").format(roles=_("、").join(roles))
            )
            yield Finding(
                book.span(checklist, "owner"),
                _("负责人不在表里：{owner}").format(owner=checklist.owner),
                hint,
            )
