"""Finds every rule on a channel's sheet, or left out of it, that does not apply to the channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.book.handbook import ALL
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K710"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule on a channel's sheet, or left out of it, that does not apply to the channel."""
    known = {ALL, *(channel.id for channel in book.channels)}
    for checklist in book.checklists:
        channel = next((one for one in book.channels if one.id == checklist.channel), None)
        if channel is None:
            continue
        for part in checklist.parts:
            for index, id_ in enumerate(part.rules):
                rule = book.provision.get(id_)
                if rule is None or not known.issuperset(rule.channels):
                    continue  # reported already
                if channel not in book.channels_of(rule):
                    yield Finding(
                        book.span(part, "rules", index),
                        _("{id}“{rule_title}”不用于{channel_title}").format(
                            id=id_, rule_title=rule.title, channel_title=channel.title
                        ),
                        _("从这张单上拿掉，或改规则的 channels。"),
                    )
