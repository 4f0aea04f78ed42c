"""Finds every straight quotation mark but the apostrophe of an English word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.prose import ascii_marks, prose_of
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W315"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every straight quotation mark but the apostrophe of an English word."""
    prose = prose_of(book)
    text = prose.text
    for at in ascii_marks(book):
        mark = text[at]
        if mark == '"' or (
            mark == "'" and not (_is_letter(text[at - 1 : at]) and _is_letter(text[at + 1 : at + 2]))
        ):
            message = _("用了直引号：{around}").format(around=prose.around(at, 1))
            yield Finding(prose.span(at, 1), message, _("改成 “ ” 或 ‘ ’。"))


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()
