"""How characters are read, by themselves and in a text. The only importer of pypinyin.

Asking takes longer than all else that the data of the search box needs, and between two builds hardly any
text changes; so answers can be kept.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.core.files import digests, program

if TYPE_CHECKING:
    from generator.core.files.cache import Cache


class Readings:
    """Answers; with a ``cache`` those of the last time are known, and :meth:`keep` keeps today's."""

    def __init__(self, cache: Cache | None = None) -> None:
        self._cache = cache
        kept = cache.get(_key()) if cache else None
        self._known: dict[str, dict[str, list[str]]] = json.loads(kept) if kept else {"alone": {}, "text": {}}
        self._asked: dict[str, dict[str, list[str]]] = {"alone": {}, "text": {}}

    def alone(self, char: str) -> list[str]:
        """The readings that a dictionary gives a character, the commonest first; none when it has no such."""
        asked = self._asked["alone"]
        if char not in asked:
            known = self._known["alone"].get(char)
            asked[char] = _alone(char) if known is None else known
        return asked[char]

    def within(self, text: str) -> list[str]:
        """A reading for each character of a text; what is not Han is read as itself."""
        asked = self._asked["text"]
        if text not in asked:
            asked[text] = self._known["text"].get(text) or _within(text)
        return asked[text]

    def keep(self) -> None:
        """Keeps what was asked for since this was made, and nothing else."""
        if self._cache and self._asked != self._known:
            self._cache.put(_key(), json.dumps(self._asked, ensure_ascii=False).encode())


def _key() -> str:
    return digests.hexadecimal(f"readings {program.fingerprint()}".encode())


def _alone(char: str) -> list[str]:
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - takes a while, and few queries need it
    from pypinyin.contrib.tone_convert import to_normal  # noqa: PLC0415 - likewise

    found = PINYIN_DICT.get(ord(char))
    return list(dict.fromkeys(map(to_normal, found.split(",")))) if found else []


def _within(text: str) -> list[str]:
    import pypinyin  # noqa: PLC0415 - likewise

    return pypinyin.lazy_pinyin(text, errors=_each)


def _each(other: str) -> Any:  # noqa: ANN401 - pypinyin takes a list, its types say str
    return list(other)
