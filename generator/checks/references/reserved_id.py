"""Finds every channel, stage or checklist whose id stands for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.book.handbook import ALL, NONE
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model

CODE = "V504"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every channel, stage or checklist whose id stands for all of them."""
    entries: tuple[model.Channel | model.Stage | model.Checklist, ...] = (
        *book.channels,
        *book.stages,
        *book.checklists,
    )
    for entry in entries:
        if entry.id in {ALL, NONE}:
            yield Finding(
                book.span(entry, "id"), _("id 不能是 {entry_id}").format(entry_id=entry.id), _("换一个名字。")
            )
