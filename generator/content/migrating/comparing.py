"""Whether two readings of a handbook say the same, wherever the files lie."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.content.library import File, Library
    from generator.content.model import ChapterFile, QuizFile


def differences(before: Library, after: Library) -> Iterator[str]:
    """Yields, in Chinese, what ``after`` says otherwise than ``before``; order counts."""
    yield from (f"{one.span}: {one.message}" for one in after.diagnostics if one.severity is Severity.ERROR)
    for name in sorted({*before.single, *after.single}):
        files = [
            library.single[name].value if name in library.single else None for library in (before, after)
        ]
        if files[0] != files[1]:
            yield _("{name} 不一样").format(name=name)
    for title, part in ((_("规则"), "chapters"), (_("试题"), "quizzes")):
        was, now = (_by_chapter(getattr(library, part)) for library in (before, after))
        yield from (
            _("第{chapter}章的{title}不一样").format(chapter=chapter, title=title)
            for chapter in was | now
            if was.get(chapter) != now.get(chapter)
        )
    if before.pages != after.pages:
        yield _("说明文字不一样")


def _by_chapter(
    files: Iterable[File[ChapterFile] | File[QuizFile]],
) -> dict[str, list[ChapterFile | QuizFile]]:
    """Chapter → what its files say: there may be two of one chapter."""
    found = defaultdict(list)
    for file in files:
        found[file.value.chapter].append(file.value)
    return found
