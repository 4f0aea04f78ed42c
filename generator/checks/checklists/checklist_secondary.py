"""Finds every rule on a sheet that cites what nobody read, and every reason that has no rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.references import may_be_unread
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model

CODE = "K717"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule on a sheet that cites what nobody read, and every reason that has no rule."""
    for checklist in book.checklists:
        settled = {id_ for group in checklist.secondary for id_ in group.rules}
        listed: set[str] = set()
        for item in checklist.items:
            for index, id_ in enumerate(item.rules):
                if not _unread(book.provision.get(id_)):
                    continue
                if id_ not in settled | listed:
                    yield Finding(
                        book.span(item, "rules", index),
                        _("{id} 引的条文里有二手来源，待核").format(id=id_),
                        _("核对原文后改 confidence；核不到，在 secondary 里写明为什么仍列着。"),
                    )
                listed.add(id_)
        for group in checklist.secondary:
            for index, id_ in enumerate(group.rules):
                if id_ not in listed and not may_be_unread(book, id_):
                    message = _("单上没有依据待核的 {id}").format(id=id_)
                    yield Finding(book.span(group, "rules", index), message, _("从 secondary 里删掉它。"))


def _unread(provision: model.Provision | None) -> bool:
    return provision is not None and any(
        citation.confidence is Confidence.SECONDARY for citation in provision.citations
    )
