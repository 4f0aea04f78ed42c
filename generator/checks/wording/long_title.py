"""Finds every title that is too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity

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
            message = f"标题有{len(rule.title)}个字，最多{_MOST}个"
            yield Finding(book.span(rule, "title"), message, "留下最要紧的几个字。")
