"""Finds every id that an earlier question or case has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model

CODE = "I802"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every id that an earlier question or case has."""
    first: dict[str, model.CaseQuestion | model.Case] = {}
    named: list[model.CaseQuestion | model.Case] = [*book.questions, *book.cases]
    for one in named:
        if one.id in first:
            message = _("编号重复：{id}，先用它的在 {span}").format(
                id=one.id, span=book.span(first[one.id], "id")
            )
            yield Finding(book.span(one, "id"), message, _("换成还没用过的序号；已经发布过的那一个保留。"))
        first.setdefault(one.id, one)
