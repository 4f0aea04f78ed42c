"""Text → HTML that shows exactly that text; glossary terms become links at their first use on a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.views.glossary import TermView
    from generator.views.links import Links

_SPECIAL = re.compile(r"[^\w\s]|_|[\x80-\x9f]", re.ASCII)


def in_markdown(text: str) -> Markup:
    """Text for a Markdown heading or paragraph: whatever could mean something becomes a numeric entity."""
    one_line = " ".join(text.split())
    return Markup(_SPECIAL.sub(_entity, one_line))  # noqa: S704 - every ASCII sign is an entity now


def _entity(match: re.Match[str]) -> str:
    char = match.group()
    return f"&#{ord(char)};" if char.isascii() else char


def lines(text: str) -> Markup:
    """Text with its line breaks."""
    return Markup("<br>").join(escape(line) for line in text.splitlines() if line.strip())


class Prose:
    """One page's text: remembers which terms were linked already."""

    def __init__(self, links: Links, terms: Iterable[TermView]) -> None:
        self._links = links
        self._term_of = {word: term for term in terms for word in (term.term, *term.aliases)}
        self._pattern = self._compile()

    def _compile(self) -> re.Pattern[str] | None:
        # Longest first, so that 投诉处理 wins over 投诉.
        words = sorted(self._term_of, key=lambda word: (-len(word), word))
        return re.compile("|".join(map(re.escape, words))) if words else None

    def __call__(self, text: str) -> Markup:
        """Escapes, keeps line breaks, links terms that were not linked before on this page."""
        pieces: list[Markup] = []
        start = 0
        while self._pattern is not None and (found := self._pattern.search(text, start)):
            term = self._term_of[found.group()]
            pieces.append(self._plain(text[start : found.start()]))
            pieces.append(self._link(term, found.group()))
            start = found.end()
            self._term_of = {word: one for word, one in self._term_of.items() if one is not term}
            self._pattern = self._compile()
        pieces.append(self._plain(text[start:]))
        return Markup("").join(pieces) if len(pieces) > 1 else pieces[0]

    @staticmethod
    def _plain(text: str) -> Markup:
        return lines(text) if "\n" in text or "\r" in text else escape(text)

    def _link(self, term: TermView, word: str) -> Markup:
        return Markup('<a class="hb-term" href="{}">{}</a>').format(self._links.term(term.id), word)
