"""Finds every chapter file whose title is not the outline's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C208"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every chapter file whose title is not the outline's."""
    titles = {chapter.number: chapter.title for chapter in book.chapters}
    for file in book.library.chapters:
        title = titles.get(file.value.chapter)
        if title is not None and title != file.value.title:
            message = _("章名“{file_title}”与 outline.yaml 的“{title}”不一致").format(
                file_title=file.value.title, title=title
            )
            yield Finding(file.span("title"), message, _("改成 {title}。").format(title=title))
