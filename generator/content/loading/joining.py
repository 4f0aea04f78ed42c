"""Several documents that together say what one shape holds → one document, each part of it at its own place.

So a chapter may be one file, or a file a section with its words for the search elsewhere: whoever asks for
the place of something gets the file in which it really stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from generator.content.reading.source import Data, Document, Key
from generator.core.diagnostic import Diagnostic, Span, error
from generator.core.texts import _

if TYPE_CHECKING:
    from pydantic import BaseModel

Place: TypeAlias = tuple[Document, tuple[Key, ...]]
Words: TypeAlias = Mapping[str, Place]


@dataclass(frozen=True)
class Joined(Document):
    """A document made of others; ``path`` and ``text`` are the first one's."""

    routes: Mapping[tuple[Key, ...], Place] = field(default_factory=dict)
    """The beginning of some keys → where what they lead to really stands."""

    def span(self, *keys: Key, on_key: bool = False) -> Span:
        """The place of the node that ``keys`` lead to, in the file that has it."""
        document, inner = self._place(keys)
        return document.span(*inner, on_key=on_key)

    def span_of(self, word: str, *keys: Key, nth: int = 0) -> Span:
        """The place of the ``nth`` occurrence (from 0) of ``word`` within the text that ``keys`` lead to."""
        document, inner = self._place(keys)
        return document.span_of(word, *inner, nth=nth)

    def _place(self, keys: tuple[Key, ...]) -> Place:
        length = next(n for n in range(len(keys), -1, -1) if keys[:n] in self.routes)  # () is always there
        document, prefix = self.routes[keys[:length]]
        return document, (*prefix, *keys[length:])


def joined(
    parts: Sequence[Document], said: Mapping[str, Data], key: str, words: Words
) -> tuple[Document | None, list[Diagnostic]]:
    """One document out of some: their lists are put one behind the other, all else may be said once.

    Args:
        parts: The documents, in order; each is a mapping.
        said: What holds for keys that no document has.
        key: The list whose entries have words for the search.
        words: Id of an entry → where its words stand.

    Returns the document, or None when there is none, and what is said twice.
    """
    whole = _Whole()
    for part in parts:
        whole.add(part)
    if whole.first is None:
        return None, whole.faults
    for name, value in said.items():
        whole.data.setdefault(name, value)
    whole.take_words(key, words)
    if parts == [whole.first] and whole.data == whole.first.data:
        return whole.first, whole.faults
    return Joined(whole.first.path, whole.first.text, whole.data, whole.routes), whole.faults


class _Whole:
    def __init__(self) -> None:
        self.first: Document | None = None
        self.data: dict[str, Data] = {}
        self.routes: dict[tuple[Key, ...], Place] = {}
        self.faults: list[Diagnostic] = []

    def add(self, part: Document) -> None:
        self.first = self.first or part
        self.routes.setdefault((), (part, ()))
        for key, value in part.data.items() if isinstance(part.data, dict) else ():
            known = self.data.get(key)
            if isinstance(value, list) and isinstance(known, list):
                self._append(key, known, value, part)
            elif known is None:
                self.data[key], self.routes[key,] = value, (part, (key,))
            elif isinstance(known, list):
                self._no_list(part.span(key), key)
            elif isinstance(value, list) and not known:
                self._no_list(self.routes[key,][0].span(key), key)
                self.data[key], self.routes[key,] = value, (part, (key,))
            else:
                there = self.routes[key,][0].path
                self._fault(
                    part.span(key, on_key=True),
                    "S133",
                    _("{key} 在 {there} 里已经写了").format(key=key, there=there),
                    _("留下一处，删掉另一处。"),
                )

    def _append(self, key: str, known: list[Data], value: list[Data], part: Document) -> None:
        self.data[key] = [*known, *value]
        for n in range(len(value)):
            self.routes[key, len(known) + n] = (part, (key, n))

    def take_words(self, key: str, words: Words) -> None:
        entries = self.data.get(key)
        if not isinstance(entries, list) or not words:
            return
        self.data[key] = [self._with_words(key, n, entry, words) for n, entry in enumerate(entries)]

    def _with_words(self, key: str, n: int, entry: Data, words: Words) -> Data:
        place = words.get(str(entry.get("id"))) if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or place is None:
            return entry
        document, keys = place
        said = _at(document.data, keys)
        if not isinstance(said, dict):
            return entry
        for name in said:
            if name in entry:
                there = Joined("", "", "", self.routes).span(key, n, name, on_key=True)
                message = _("{entry} 的 {name} 在规则里也写了（{path} 第{line}行）").format(
                    entry=entry["id"], name=name, path=there.path, line=there.line
                )
                where = document.span(*keys, name, on_key=True)
                self._fault(where, "S134", message, _("并到这里，从规则里删掉。"))
            self.routes[key, n, name] = (document, (*keys, name))
        return entry | said

    def _no_list(self, span: Span, key: str) -> None:
        self._fault(span, "M205", _("{key} 应是一个列表").format(key=key), _("每项一行，以“- ”开头。"))

    def _fault(self, span: Span, code: str, message: str, hint: str) -> None:
        self.faults.append(error(span, code, message, hint))


def _at(data: Data, keys: tuple[Key, ...]) -> Data:
    for key in keys:
        data = data[str(key)] if isinstance(data, dict) else ""
    return data


def entries_of(shape: type[BaseModel]) -> str:
    """The list that a file of this shape is made of: the last one without which there is nothing."""
    return next(reversed([name for name, info in shape.model_fields.items() if info.is_required()]), "")


def ids(document: Document, key: str) -> list[str]:
    """The ids of the entries of a list, as written."""
    entries = document.data.get(key) if isinstance(document.data, dict) else None
    return (
        [str(one["id"]) for one in entries if isinstance(one, dict) and "id" in one]
        if isinstance(entries, list)
        else []
    )
