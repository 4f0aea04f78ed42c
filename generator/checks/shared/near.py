"""The known name that an unknown one was probably meant to be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.book.derived import derived
from generator.core import suggestions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic import BaseModel

    from generator.book.handbook import Handbook

#: Comparing is slow, so among thousands of ids only the neighbours in the alphabet are compared.
_NEIGHBOURS = 20
#: Where the entries of vocabularies say what people call them.
_NAMES = ("title", "short_title", "term", "source_term")


def named(entries: Iterable[BaseModel]) -> dict[str, str]:
    """Whatever people call the entries of a vocabulary → the id to write; ids stand for themselves."""
    known = {str(vars(one)["id"]): one for one in entries}
    words = {id_: id_ for id_ in known}
    for id_, one in known.items():
        fields = vars(one)
        said = [fields.get(name) or "" for name in _NAMES]
        for name in (*said, *fields.get("aliases", ()), *str(fields.get("scene", "")).split("、")):
            if name:
                words.setdefault(name, id_)
    return words


def suggest(target: str, options: Iterable[str] | Mapping[str, str], otherwise: str) -> str:
    """是否为 X？ — or ``otherwise`` when nothing is like ``target``.

    ``options`` are the words that may be written, or (as :func:`named` makes it) what people call them too.
    """
    words = dict(options) if isinstance(options, Mapping) else {one: one for one in options}
    near = suggestions.near(target, words)
    if not near and not target.isascii():
        held = (word for word in words if target in word or (word in target and not word.isascii()))
        near = next(held, "")
    return suggestions.meant(words.get(near, "")) or otherwise


def suggest_rule(book: Handbook, target: str, otherwise: str) -> str:
    """The same for the id of a rule or supplement."""
    ids = _sorted_ids(book)
    at = bisect_left(ids, target)
    return suggest(target, ids[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS], otherwise)


@derived
def _sorted_ids(book: Handbook) -> Sequence[str]:
    return sorted(book.provision)
