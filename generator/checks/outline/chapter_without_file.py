"""Finds every chapter of the outline that has no file, unless all its clauses say why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.content import layout
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "C215"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every chapter of the outline that has no file, unless all its clauses say why."""
    if not book.library.chapters:
        return  # there is no folder, or it is empty: reported while reading
    there = {file.value.chapter for file in book.library.chapters} | book.library.broken
    for chapter in book.chapters:
        if chapter.number not in there and not all(clause.no_rule for clause in chapter.clauses):
            message = _("第{number}章 {chapter_title}没有文件").format(
                number=chapter.number, chapter_title=chapter.title
            )
            home = f"content/{layout.RULES}" if book.library.has_folders else f"content/{layout.OLDER_RULES}"
            path = _("{home}/{number:02d}-名字").format(home=home, number=int(chapter.number))
            hint = (
                _("新建 {path}/{chapter}。").format(path=path, chapter=layout.CHAPTER)
                if book.library.has_folders
                else _("新建 {path}.yaml。").format(path=path)
            )
            yield Finding(book.outline_span(chapter.number), message, hint)
