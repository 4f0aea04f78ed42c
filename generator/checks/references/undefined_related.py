"""Finds every related term that is not in the glossary, or is the term itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.near import named, suggest
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "G602"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every related term that is not in the glossary, or is the term itself."""
    known = {term.id for term in book.terms}
    for term in book.terms:
        for index, target in enumerate(term.related):
            if target == term.id:
                place = book.span(term, "related", index)
                yield Finding(
                    place, _("术语 {term_id} 与自己有关").format(term_id=term.id), _("删掉这一项。")
                )
            elif target not in known:
                hint = suggest(target, named(book.terms), _("改成术语表里有的 id，或删掉这一项。"))
                yield Finding(
                    book.span(term, "related", index), _("术语表里没有 {target}").format(target=target), hint
                )
