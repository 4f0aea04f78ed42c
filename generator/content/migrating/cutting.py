"""Cuts the entries of a list, and keys of an entry, out of a YAML file by whole lines, comments and all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from generator.content.reading.source import Data, Document


class UncutError(ValueError):
    """Lines do not tell the parts of a text: it is written in brackets, or several parts share a line."""


class ListCut:
    """A list under a key at the top of a file.

    Raises UncutError when its entries have no lines of their own.
    """

    def __init__(self, document: Document, key: str) -> None:
        self.document, self.key = document, key
        self._lines = document.text.splitlines(keepends=True)
        if self._lines and not self._lines[-1].endswith("\n"):
            self._lines[-1] += "\n"
        data = document.data
        entries = data.get(key) if isinstance(data, dict) else None
        if not isinstance(data, dict) or not isinstance(entries, list) or not entries:
            raise UncutError(key)
        self.entries: list[Data] = entries
        self._start = document.span(key, on_key=True).line - 1
        tops = sorted(document.span(name, on_key=True).line - 1 for name in data)
        after = [line for line in tops if line > self._start]
        self._end = self._above(after[0], 0, self._start) if after else len(self._lines)
        dashes = [self._dash(n) for n in range(len(entries))]
        if len(set(dashes)) < len(dashes) or sorted(dashes) != dashes:
            raise UncutError(key)
        self.column = _indent(self._lines[dashes[0]])
        bounds = [
            self._above(line, self.column, last)
            for line, last in zip(dashes, [self._start, *dashes], strict=False)
        ]
        bounds[0] = self._start + 1
        self._dashes, self._bounds = dashes, [*bounds, self._end]

    @property
    def lines(self) -> range:
        """The lines of the list, that of its key first, counted from 0."""
        return range(self._start, self._end)

    @property
    def heading(self) -> str:
        """The line of its key."""
        return self._lines[self._start]

    def around(self) -> list[str]:
        """All lines before and behind the list."""
        return [*self._lines[: self._start], *self._lines[self._end :]]

    def entry(self, n: int, without: Collection[str] = ()) -> str:
        """The lines of an entry, its comments above it; ``without`` some of its keys."""
        first, last = self._bounds[n], self._bounds[n + 1]
        out = {line for name in without for line in range(*self._block(n, name))}
        return "".join(self._lines[line] for line in range(first, last) if line not in out)

    def can_spare(self, n: int, name: str) -> bool:
        """Whether an entry has a key, with lines of its own."""
        try:
            self._block(n, name)
        except UncutError:
            return False
        return True

    def words(self, n: int, name: str, column: int) -> str:
        """The lines of a key whose value is a list of texts, one text a line, the key in a given column."""
        first, last = self._block(n, name)
        lines = self._lines[first:last]
        at = next(line for line in range(first, last) if not self._lines[line].lstrip().startswith("#"))
        head, _, value = self._lines[at].strip().partition(":")
        entry = self.entries[n]
        texts = entry[name] if isinstance(entry, dict) else []
        has_comments = last - at > 1 and any("#" in line for line in lines)
        if not value.strip().startswith("[") or not texts or has_comments:
            return indented(lines, column - _indent(self._lines[at]))
        comment = value.rpartition("]")[2].strip() if "]" in value else ""
        made = [f"{head}:{f' {comment}' if comment else ''}\n"]
        made += [f"  - {self._source(n, name, m, str(text))}\n" for m, text in enumerate(texts)]
        return indented(lines[: at - first], column - _indent(self._lines[at])) + indented(made, column)

    def _source(self, n: int, name: str, m: int, text: str) -> str:
        """A text as it is written, with its quotes."""
        span = self.document.span(self.key, n, name, m)
        written = self._lines[span.line - 1][span.column - 1 : span.end_column - 1]
        return written if written.strip("'\"") else json.dumps(text, ensure_ascii=False)

    def _dash(self, n: int) -> int:
        line = self.document.span(self.key, n).line - 1
        while line > self._start and not self._lines[line].lstrip().startswith("-"):
            line -= 1
        if line <= self._start:
            raise UncutError(self.key)
        return line

    def _above(self, line: int, column: int, last: int) -> int:
        """Where the comments and blank lines begin that belong to what begins at ``line``."""
        while line - 1 > last and self._is_between(self._lines[line - 1], column):
            line -= 1
        return line

    @staticmethod
    def _is_between(text: str, column: int) -> bool:
        return not text.strip() or (text.lstrip().startswith("#") and _indent(text) <= column)

    def _block(self, n: int, name: str) -> tuple[int, int]:
        entry = self.entries[n]
        places = (
            {key: self.document.span(self.key, n, key, on_key=True) for key in entry}
            if isinstance(entry, dict)
            else {}
        )
        if name not in places:
            raise UncutError(name)
        lines = sorted(span.line - 1 for span in places.values())
        line = places[name].line - 1
        if line <= self._dashes[n] or len(set(lines)) < len(lines):
            raise UncutError(name)
        column = places[name].column - 1
        before = [one for one in lines if one < line]
        after = [one for one in lines if one > line]
        end = self._comments(after[0], column, line) if after else self._bounds[n + 1]
        return self._comments(line, column, before[-1]), end

    def _comments(self, line: int, column: int, last: int) -> int:
        while (
            line - 1 > last
            and (text := self._lines[line - 1]).lstrip().startswith("#")
            and _indent(text) <= column
        ):
            line -= 1
        return line


def indented(lines: list[str], by: int) -> str:
    """Lines moved to the right, or to the left as far as they are blank there."""
    if by >= 0:
        return "".join(" " * by + line if line.strip() else line for line in lines)
    return "".join(line[min(-by, _indent(line)) :] if line.strip() else line for line in lines)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
