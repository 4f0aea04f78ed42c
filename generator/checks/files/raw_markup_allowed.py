"""Finds the key that lets HTML through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "W337"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields the key that lets HTML through."""
    if book.info.raw_html:
        place = book.span(book.info, "raw_html")
        yield Finding(place, _("说明文字里的HTML会原样放进网页"), _("审稿时按程序来看；用不着就删掉这个键。"))
