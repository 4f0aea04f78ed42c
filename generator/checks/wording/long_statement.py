"""Finds every statement that is too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W306"
SEVERITY = Severity.ERROR
_MOST = 60


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every statement that is too long."""
    for rule in book.provisions_in_force:
        if len(rule.statement) > _MOST:
            message = _("陈述有{count}个字，最多{most}个").format(count=len(rule.statement), most=_MOST)
            yield Finding(book.span(rule, "statement"), message, _("分成两条规则，或把做法移到 practice。"))
