"""Finds every authority that is looked at again early and does not say why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R121"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every authority that is looked at again early and does not say why."""
    for authority in book.authorities:
        if authority.doubtful and authority.as_of < authority.review_by and not authority.note:
            message = _("{short_title} 要提前核对，没写为什么").format(short_title=authority.short_title)
            yield Finding(
                book.span(authority, "next_review"), message, _("补上 note；没有缘由就删掉 next_review。")
            )
