"""Finds every title that is too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W305"
SEVERITY = Severity.ERROR
_MOST = 14


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every title that is too long."""
    for rule in book.provisions_in_force:
        if len(rule.title) > _MOST:
            message = _("标题有{count}个字，最多{most}个").format(count=len(rule.title), most=_MOST)
            yield Finding(book.span(rule, "title"), message, _("留下最要紧的几个字。"))
