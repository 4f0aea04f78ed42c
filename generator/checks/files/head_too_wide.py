"""Finds every title and edition that takes more than its place at the head or foot of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.book.sheet_limits import width
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.core.diagnostic import Span

CODE = "W331"
SEVERITY = Severity.ERROR
#: Half the width of the text in the large-print edition is 86 mm; its heads are set in 12 pt. Two lines.
_MOST = 2 * 20


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every title and edition that takes more than its place at the head or foot of a page."""
    for place, text in _heads(book):
        if (wide := width(text)) > _MOST:
            message = _("页眉页脚放不下：“{text}”有{wide:g}个汉字宽，最多{most}个").format(
                text=text, wide=wide, most=_MOST
            )
            yield Finding(place, message, _("缩短；要说明的，写到 description 或正文里。"))


def _heads(book: Handbook) -> Iterator[tuple[Span, str]]:
    """What is printed at the head and foot, and where it is said."""
    info, since = book.info, book.info.effective
    yield book.span(info, "title"), info.title
    yield (
        book.span(info, "edition"),
        _("{edition} · {year}年{month}月{day}日起施行").format(
            edition=info.edition, year=since.year, month=since.month, day=since.day
        ),
    )
    for chapter in book.chapters:
        yield (
            book.outline_span(chapter.number, "title"),
            _("第{number}章 {chapter_title}").format(number=chapter.number, chapter_title=chapter.title),
        )
