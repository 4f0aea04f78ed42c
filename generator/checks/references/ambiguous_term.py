"""Finds every word that a second term claims, or that a term lists twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content.reading.source import Key

CODE = "G603"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every word that a second term claims, or that a term lists twice."""
    first: dict[str, str] = {}
    for term in book.terms:
        places: list[tuple[tuple[Key, ...], str]] = [(("term",), term.term)]
        places += [(("aliases", index), alias) for index, alias in enumerate(term.aliases)]
        for keys, word in places:
            if word in first:
                message = _("“{word}”已经是术语 {first} 的写法").format(word=word, first=first[word])
                yield Finding(book.span(term, *keys), message, _("只留在一个术语里。"))
            first.setdefault(word, term.id)
