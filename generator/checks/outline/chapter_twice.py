"""Finds the second and later files of a chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C216"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields the second and later files of a chapter."""
    first: dict[str, str] = {}
    for file in book.library.chapters:
        chapter, path = file.value.chapter, file.document.path
        if chapter in first:
            hint = _("把规则并到一个文件里，或改正章号。")
            yield Finding(
                file.span("chapter"),
                _("第{chapter}章已经有文件 {first}").format(chapter=chapter, first=first[chapter]),
                hint,
            )
        first.setdefault(chapter, path)
