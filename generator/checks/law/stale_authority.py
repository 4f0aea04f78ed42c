"""Finds every authority that was checked more than a year before the handbook takes effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R111"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every authority that was checked more than a year before the handbook takes effect."""
    for authority in book.authorities:
        if book.info.effective > authority.a_year_on:
            checked, effective = authority.as_of, book.info.effective
            message = _("{short_title} 上次核对是 {checked}，手册 {effective} 才生效").format(
                short_title=authority.short_title, checked=checked, effective=effective
            )
            yield Finding(book.span(authority, "as_of"), message, _("核对现行条文后更新 as_of。"))
