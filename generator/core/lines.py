"""A text and where its lines begin: split once, asked as often as there are findings."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from generator.core.diagnostic import Span


@dataclass(frozen=True)
class Lines:
    """The text of the file that messages call ``path``."""

    path: str
    text: str

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, index: int) -> str:
        """The line ``index``, from 0, without its end; empty when there is no such line."""
        if not 0 <= index < len(self._starts):
            return ""
        end = self._starts[index + 1] - 1 if index + 1 < len(self._starts) else len(self.text)
        return self.text[self._starts[index] : end]

    def place(self, offset: int, length: int = 1) -> Span:
        """The place of ``length`` characters that begin at ``offset`` in the text."""
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return Span(self.path, line, column, column + length)
