"""Finds every supplement in force that cites nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R113"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every supplement in force that cites nothing."""
    for one in book.supplements_in_force:
        if not one.citations:
            hint = _("写上 citations 的 authority 和 locator；没有条文的要求，写成规则或删掉。")
            yield Finding(book.span(one, "id"), _("{id} 没有写依据哪一条").format(id=one.id), hint)
