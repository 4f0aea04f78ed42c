"""Finds every space between a Chinese character and a letter or digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.prose import ascii_marks, is_han, prose_of
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W314"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every space between a Chinese character and a letter or digit."""
    prose = prose_of(book)
    text = prose.text
    for at in ascii_marks(book):
        if text[at] != " ":
            continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if (is_han(before) and _is_latin(after)) or (_is_latin(before) and is_han(after)):
            yield Finding(
                prose.span(at, 1),
                _("汉字与字母、数字之间有空格：{around}").format(around=prose.around(at, 1)),
                _("删掉空格。"),
            )


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
