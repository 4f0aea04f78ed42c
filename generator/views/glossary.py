"""The glossary, in the order in which people look a word up."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.texts import N_, _

if TYPE_CHECKING:
    from generator.views.catalog import Catalog
    from generator.views.rules import RuleLink

#: GB 2312 sorts its first 3,755 characters by sound: the code at which each initial begins.
_INITIALS = (
    (0xB0A1, "A"), (0xB0C5, "B"), (0xB2C1, "C"), (0xB4EE, "D"), (0xB6EA, "E"), (0xB7A2, "F"), (0xB8C1, "G"),
    (0xB9FE, "H"), (0xBBF7, "J"), (0xBFA6, "K"), (0xC0AC, "L"), (0xC2E8, "M"), (0xC4C3, "N"), (0xC5B6, "O"),
    (0xC5BE, "P"), (0xC6DA, "Q"), (0xC8BB, "R"), (0xC8F6, "S"), (0xCBFA, "T"), (0xCDDA, "W"), (0xCEF4, "X"),
    (0xD1B9, "Y"), (0xD4D1, "Z"),
)  # fmt: skip
_LAST = 0xD7F9
_OTHER = N_("其他")


@dataclass(frozen=True, slots=True)
class TermName:
    """A term, to link to."""

    id: str
    term: str


@dataclass(frozen=True, slots=True)
class TermView:
    """A term."""

    id: str
    term: str
    aliases: tuple[str, ...]
    definition: str
    rules: tuple[RuleLink, ...]
    related: tuple[TermName, ...]


@dataclass(frozen=True, slots=True)
class TermGroup:
    """The terms of one initial."""

    initial: str
    terms: tuple[TermView, ...]


def terms(catalog: Catalog) -> tuple[TermView, ...]:
    """All terms, sorted by sound."""
    book = catalog.book
    names = {term.id: TermName(term.id, term.term) for term in book.terms}
    found = [
        TermView(
            id=term.id,
            term=term.term,
            aliases=term.aliases,
            definition=term.definition,
            rules=catalog.links_to(term.rules),
            related=tuple(names[other] for other in term.related if other in names),
        )
        for term in book.terms
    ]
    return tuple(sorted(found, key=_sound))


def groups(sorted_terms: tuple[TermView, ...]) -> tuple[TermGroup, ...]:
    """The terms under their initials, in the alphabet's order, what has none at the end."""
    by_initial: dict[str, list[TermView]] = {}
    for term in sorted_terms:
        by_initial.setdefault(initial(term.term), []).append(term)
    order = sorted(by_initial, key=lambda letter: (letter == _OTHER, letter))
    return tuple(TermGroup(letter, tuple(by_initial[letter])) for letter in order)


def initial(word: str) -> str:
    """The letter under which a word is looked up."""
    if word[0].isascii() and word[0].isalpha():
        return word[0].upper()
    code = int.from_bytes(word[0].encode("gb18030"), "big")
    if not _INITIALS[0][0] <= code <= _LAST:
        return _(_OTHER)
    return _INITIALS[bisect_right(_INITIALS, (code, "~")) - 1][1]


def _sound(term: TermView) -> bytes:
    return term.term.encode("gb18030")
