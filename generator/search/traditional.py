"""Traditional characters → the simplified ones that the texts use."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    """OpenCC's table; of several simplified characters the first, which is the commonest."""
    text = resources.files("opencc").joinpath("dictionary/TSCharacters.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines())
    return tuple((row[0], row[1]) for row in rows if len(row) > 1 and row[0] != row[1])


def simplified(known: AbstractSet[str]) -> Mapping[str, str]:
    """Traditional → simplified, for characters that lead to one of ``known`` and are not known themselves."""
    return {old: new for old, new in _pairs() if new in known and old not in known and len(old) == 1}
