"""Finds every quiz file whose chapter the outline does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.near import suggest
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "I801"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every quiz file whose chapter the outline does not have."""
    chapters = [chapter.number for chapter in book.outline.chapters]
    for quiz in book.quizzes:
        if quiz.chapter not in chapters:
            hint = suggest(quiz.chapter, chapters, _("改成大纲里有的章号。"))
            yield Finding(
                book.span(quiz, "chapter"),
                _("试题所属的章不存在：{chapter}").format(chapter=quiz.chapter),
                hint,
            )
