"""Finds every rule that stands in the file of another chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C206"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule that stands in the file of another chapter."""
    for file in book.library.chapters:
        chapter = file.value.chapter
        for rule in file.value.rules:
            if rule.clause.partition(".")[0] != chapter:
                hint = _("移到第{partition}章的文件里。").format(partition=rule.clause.partition(".")[0])
                yield Finding(
                    book.span(rule, "clause"),
                    _("{clause} 不属于第{chapter}章").format(clause=rule.clause, chapter=chapter),
                    hint,
                )
