"""Finds every supplement whose id does not begin with L and its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "R115"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every supplement whose id does not begin with L and its place."""
    for one in book.supplements:
        if one.id.partition("-")[0] != f"L{one.place}":
            hint = _("编号写成 L{place}-序号；place 写错了就改 place。").format(place=one.place)
            yield Finding(
                book.span(one, "id"),
                _("编号 {id} 不是 L{place} 开头").format(id=one.id, place=one.place),
                hint,
            )
