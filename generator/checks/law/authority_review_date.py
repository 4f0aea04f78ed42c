"""Finds every next review that is not after the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R118"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every next review that is not after the last one."""
    for authority in book.authorities:
        if authority.next_review and authority.next_review <= authority.as_of:
            message = _("{short_title} 下次核对 {next_review} 不晚于上次核对 {as_of}").format(
                short_title=authority.short_title, next_review=authority.next_review, as_of=authority.as_of
            )
            yield Finding(
                book.span(authority, "next_review"), message, _("改成核对日以后的日期，或删掉这一行。")
            )
