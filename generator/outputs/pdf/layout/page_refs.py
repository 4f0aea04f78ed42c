"""Places in a document where a page number will stand, once every page is known.

WeasyPrint's own target-counter lays the whole book out three times and keeps all of it in memory (62 s of
CPU and 1.1 GB where one layout takes 22 s). So parts are laid out once, each on its own, with a slot of
fixed width for every number; join.py writes the digits in. A slot holds a geta (〓), the sign that
printers put where type is still missing, and its index.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping

GETA = "〓"
THIS_PAGE = "0123456789"
"""After a geta in a running foot: the number of the page. All ten digits, so that the font has them."""
ALL_PAGES = "9876543210"
"""After a geta in a running foot: how many pages there are."""
INDEX_DIGITS = 6
#: The style of a place by the digits of its number, and its width in em.
_PLACES = {1: ("page narrow", 0.75), 2: ("page", 1.3), 3: ("page wide", 1.85), 4: ("page widest", 2.4)}
#: A page number may turn out a little higher than expected.
_SLACK = 1
_UNKNOWN = 100


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for the number of the page of ``target``, ``width`` em wide; ``end``: at its right edge."""

    target: str
    width: float
    end: bool


class Slots:
    """Hands out slots to one part's template; ``expected`` tells about which page an id will be on."""

    def __init__(self, expected: Mapping[str, int]) -> None:
        self._expected = expected
        self._made: list[Slot] = []

    def ref(self, target: str) -> Markup:
        """A slot within text."""
        digits = len(str(self._expected.get(target, _UNKNOWN) + _SLACK))
        style, width = _PLACES[min(digits, max(_PLACES))]
        return self._add(Slot(target, width, end=False), style)

    def end(self, target: str) -> Markup:
        """A slot at the end of a line of a table of contents."""
        return self._add(Slot(target, 1.8, end=True), "page end")

    def _add(self, slot: Slot, style: str) -> Markup:
        text = f"{GETA}{len(self._made):0{INDEX_DIGITS}}"
        self._made.append(slot)
        return Markup('<span class="{}">{}</span>').format(style, text)

    @property
    def made(self) -> tuple[Slot, ...]:
        """All slots by index."""
        return tuple(self._made)
