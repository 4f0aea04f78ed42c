"""Finds every claim that another sheet has a rule which it has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.near import named, suggest
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "K713"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every claim that another sheet has a rule which it has not."""
    listed = {one.id: {id_ for item in one.items for id_ in item.rules} for one in book.checklists}
    for checklist in book.checklists:
        for group in checklist.left_out:
            other = group.checked_on
            if other is None or other in book.library.broken:
                continue
            if other not in listed:
                hint = suggest(
                    other,
                    named(book.checklists),
                    _("有的核对单：{listed}。").format(listed=_("、").join(sorted(listed))),
                )
                yield Finding(
                    book.span(group, "checked_on"), _("没有这张核对单：{other}").format(other=other), hint
                )
                continue
            for index, id_ in enumerate(group.rules):
                if id_ not in listed[other]:
                    yield Finding(
                        book.span(group, "rules", index),
                        _("{id} 不在核对单 {other} 上").format(id=id_, other=other),
                        _("列到那张单上，或换一个理由。"),
                    )
