"""Text → HTML that shows exactly that text; glossary terms become links at their first use on a page."""

from __future__ import annotations

import re
from functools import cache
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


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(map(re.escape, words))) if words else None


class Prose:
    """One page's text: remembers which terms were linked already."""

    def __init__(self, links: Links, terms: Iterable[TermView]) -> None:
        self._links = links
        self._term_of = {word: term for term in terms for word in (term.term, *term.aliases)}
        # Longest first, so that 投诉处理 wins over 投诉.
        self._words = tuple(sorted(self._term_of, key=lambda word: (-len(word), word)))

    def __call__(self, text: str) -> Markup:
        """Escapes, keeps line breaks, links terms that were not linked before on this page."""
        pieces: list[Markup] = []
        written, start = 0, 0
        pattern = _any_of(
            self._words
        )  # of linked terms too, since compiling one takes longer than all searches
        while self._term_of and pattern and (found := pattern.search(text, start)):
            start = found.start()
            word = next(
                (one for one in self._words if one in self._term_of and text.startswith(one, start)), ""
            )
            if not word:
                start += 1
                continue
            term = self._term_of[word]
            pieces.append(self._plain(text[written:start]))
            pieces.append(self._link(term, word))
            written = start = start + len(word)
            self._term_of = {word: one for word, one in self._term_of.items() if one is not term}
        pieces.append(self._plain(text[written:]))
        return Markup("").join(pieces) if len(pieces) > 1 else pieces[0]

    @staticmethod
    def _plain(text: str) -> Markup:
        return lines(text) if "\n" in text or "\r" in text else escape(text)

    def _link(self, term: TermView, word: str) -> Markup:
        return Markup('<a class="hb-term" href="{}">{}</a>').format(self._links.term(term.id), word)
