"""Finds every channel without a sheet, when others have one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K712"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every channel without a sheet, when others have one."""
    served = {checklist.channel for checklist in book.checklists} - {None}
    for channel in book.channels if served else ():
        if channel.id not in served and channel.id not in book.library.broken:
            yield Finding(
                book.span(channel, "id"),
                _("渠道“{channel_title}”没有核对单").format(channel_title=channel.title),
                _("新建 checklists/{channel_id}.yaml，写 channel: {channel_id}。").format(
                    channel_id=channel.id
                ),
            )
