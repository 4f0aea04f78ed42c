"""Finds every sheet for a channel that has one already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K711"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every sheet for a channel that has one already."""
    first: dict[str, str] = {}
    for checklist in book.checklists:
        if checklist.channel is None:
            continue
        if checklist.channel in first:
            yield Finding(
                book.span(checklist, "channel"),
                _("渠道 {channel} 已经有核对单 {first}").format(
                    channel=checklist.channel, first=first[checklist.channel]
                ),
                _("两张合成一张；管一件事的单不用写 channel。"),
            )
        first.setdefault(checklist.channel, checklist.id)
