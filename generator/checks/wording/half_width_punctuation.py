"""Finds every half-width mark beside a Chinese character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.prose import ascii_marks, is_han, prose_of
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W313"
SEVERITY = Severity.ERROR
_FULL = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every half-width mark beside a Chinese character."""
    prose = prose_of(book)
    text = prose.text
    for at in ascii_marks(book):
        mark = text[at]
        if mark not in _FULL:
            continue
        after = text[at + 1 : at + 2]
        # A full stop before a digit or letter is a number or an address.
        beside = is_han(text[at - 1 : at]) or (mark != "." and is_han(after))
        if beside and not (mark == "." and after.isalnum() and after.isascii()):
            message = _("中文里用了半角“{mark}”：{around}").format(mark=mark, around=prose.around(at, 1))
            yield Finding(prose.span(at, 1), message, _("改成全角“{full}”。").format(full=_FULL[mark]))
