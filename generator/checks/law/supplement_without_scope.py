"""Finds every supplement in force that does not say whom it binds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R112"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every supplement in force that does not say whom it binds."""
    for one in book.supplements_in_force:
        if not one.scope:
            hint = _("写上 scope: 条文管的机构，可以照 authorities.yaml 里那部文件的 scope。")
            yield Finding(book.span(one, "id"), _("{id} 没有写适用机构").format(id=one.id), hint)
