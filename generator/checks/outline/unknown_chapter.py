"""Finds every chapter file whose number the outline lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C217"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every chapter file whose number the outline lacks."""
    known = {chapter.number for chapter in book.chapters}
    for file in book.library.chapters:
        if file.value.chapter not in known:
            hint = _("改正章号，或先在 outline.yaml 里写上这一章。")
            yield Finding(
                file.span("chapter"),
                _("outline.yaml 里没有第{chapter}章").format(chapter=file.value.chapter),
                hint,
            )
