"""The literals of a script: enough of JavaScript to tell texts from comments, regular expressions, code."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: What may stand before a regular expression; after anything else a slash divides.
_BEFORE_REGEX = re.compile(r"(?:^|[(,=:\[!&|?{};]|\breturn|=>)\s*$")
_NEAR = 16


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, a template in backquotes or a regular expression, and where it stands."""

    start: int
    end: int
    kind: str
    """``text``, ``template`` or ``regex``."""
    parts: tuple[str, ...]
    """What stands between the fields, as written; of all but templates one."""
    inner: tuple[Literal, ...] = ()
    """The literals in its fields."""

    @property
    def key(self) -> str:
        """The key of a text in the catalogue: fields are numbered."""
        text = self.parts[0] + "".join(f"{{{at}}}{part}" for at, part in enumerate(self.parts[1:]))
        return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), text)


@dataclass(slots=True)
class _Scanner:
    source: str
    at: int = 0

    def code(self, *, nested: bool = False) -> tuple[Literal, ...]:
        """Reads on to the end, or to the brace that closes a field."""
        found: list[Literal] = []
        depth = 0
        while self.at < len(self.source):
            char = self.source[self.at]
            if nested and char == "}" and not depth:
                break
            depth += (char == "{") - (char == "}")
            if self.source.startswith("//", self.at):
                self.at = self.source.find("\n", self.at) % (len(self.source) + 1)
            elif self.source.startswith("/*", self.at):
                self.at = self.source.index("*/", self.at) + 2
            elif char in "\"'":
                found.append(self._plain("text", char))
            elif char == "`":
                found.append(self._template())
            elif char == "/" and _BEFORE_REGEX.search(self.source[max(0, self.at - _NEAR) : self.at]):
                found.append(self._plain("regex", char))
            else:
                self.at += 1
        return tuple(found)

    def _plain(self, kind: str, quote: str) -> Literal:
        start, in_class = self.at, False
        self.at += 1
        while self.source[self.at] != quote or in_class:
            char = self.source[self.at]
            if kind == "regex":
                in_class = char == "[" or (in_class and char != "]")
            self.at += 2 if char == "\\" else 1
        self.at += 1
        return Literal(start, self.at, kind, (self.source[start + 1 : self.at - 1],))

    def _template(self) -> Literal:
        start = self.at
        since = self.at = start + 1
        parts: list[str] = []
        inner: list[Literal] = []
        while self.source[self.at] != "`":
            if self.source.startswith("${", self.at):
                parts.append(self.source[since : self.at])
                self.at += 2
                inner += self.code(nested=True)
                since = self.at = self.at + 1
            else:
                self.at += 2 if self.source[self.at] == "\\" else 1
        parts.append(self.source[since : self.at])
        self.at += 1
        return Literal(start, self.at, "template", tuple(parts), tuple(inner))


def literals(source: str) -> list[Literal]:
    """All literals of a script, those in fields of others too, in the order in which they begin."""

    def flat(some: tuple[Literal, ...]) -> list[Literal]:
        return [one for each in some for one in (each, *flat(each.inner))]

    return flat(_Scanner(source).code())
