"""Finds every rule that a sheet leaves out although it lists it, or leaves out twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K702"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule that a sheet leaves out although it lists it, or leaves out twice."""
    for checklist in book.checklists:
        listed = {id_ for item in checklist.items for id_ in item.rules}
        left: set[str] = set()
        for group in checklist.left_out:
            for index, id_ in enumerate(group.rules):
                span = book.span(group, "rules", index)
                if id_ in listed:
                    yield Finding(
                        span, _("{id} 已经列在单上，又写进了 left_out").format(id=id_), _("两处只留一处。")
                    )
                elif id_ in left:
                    yield Finding(span, _("{id} 在 left_out 里写了两次").format(id=id_), _("只留一个理由。"))
                left.add(id_)
        for item in checklist.items:
            for index, id_ in enumerate(item.rules):
                if id_ in item.rules[:index]:
                    yield Finding(
                        book.span(item, "rules", index),
                        _("{id} 在同一项里写了两次").format(id=id_),
                        _("删掉一个。"),
                    )
