"""Finds every text in which the marks of a pair do not match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.prose import prose_of
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W316"
SEVERITY = Severity.ERROR
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("「", "」"))


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every text in which the marks of a pair do not match."""
    prose = prose_of(book)
    present = [(left, right) for left, right in _PAIRS if left in prose.text or right in prose.text]
    for node, keys, text in prose.passages:
        for left, right in present:
            count = text.count(left)
            if count != text.count(right) or (count and text.find(right) < text.find(left)):
                message = _("{left}{right}不成对").format(left=left, right=right)
                yield Finding(book.span(node, *keys), message, _("补上缺的一半，或删掉多的一半。"))
