"""Finds the second and later entries of an id within one vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.book.handbook import Handbook
    from generator.content import model

CODE = "V501"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields the second and later entries of an id within one vocabulary."""
    vocabularies: tuple[tuple[str, Sequence[model.base.Model]], ...] = (
        (_("渠道"), book.channels),
        (_("责任人"), book.roles),
        (_("环节"), book.stages),
        (_("术语"), book.terms),
        (_("情形"), book.situations),
        (_("依据文件"), book.authorities),
        (Mark.SUPPLEMENT.label, book.supplements),
        (_("时限"), book.clocks),
    )
    for name, entries in vocabularies:
        first: dict[str, model.base.Model] = {}
        for entry in entries:
            entry_id: str = getattr(entry, "id")  # noqa: B009 - every vocabulary has it, their base has not
            before = first.setdefault(entry_id, entry)
            if before is not entry:
                line = book.span(before, "id").line
                message = _("{name} {entry_id} 写了两次（第一次在第 {line} 行）").format(
                    name=name, entry_id=entry_id, line=line
                )
                yield Finding(book.span(entry, "id"), message, _("删掉一项，或换一个 id。"))
