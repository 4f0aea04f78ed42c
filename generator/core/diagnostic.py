"""What is wrong with the content, where, and how to mend it: plain values, rendered elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What is told about one file: whoever has mended so much has learnt what to look for.
ENOUGH = 100
#: The code of the finding that says how many are not told.
MORE = "S118"


class Severity(StrEnum):
    """How bad a finding is: errors stop a build, warnings do not."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def label(self) -> str:
        """The word people read: 错误 or 警告."""
        return _("错误") if self is Severity.ERROR else _("警告")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a content file.

    ``path`` is relative to the handbook's root, with forward slashes; ``line`` and ``column`` count
    from 1, in characters, not bytes; ``end_column`` is the column after the last character.
    A file that cannot be read at all has line 1, column 1.
    """

    path: str
    line: int = 1
    column: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. ``code`` is permanent and documented in docs/diagnostics.md."""

    span: Span
    code: str
    severity: Severity
    message: str
    hint: str = ""
    count: int = 1
    """How many findings it stands for."""

    @property
    def sort_key(self) -> tuple[Span, str, str]:
        """File, line, column, then code: the order people read findings in."""
        return (self.span, self.code, self.message)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """All findings, each once, sorted by place; of one file at most :data:`ENOUGH`, then how many more."""
    told: dict[str, set[Diagnostic]] = {}
    untold: dict[str, list[Diagnostic]] = {}
    for one in diagnostics:
        if one.code == MORE:
            untold.setdefault(one.span.path, []).append(one)
        else:
            told.setdefault(one.span.path, set()).add(one)
    paths = sorted({*told, *untold})
    return tuple(one for path in paths for one in _enough(path, told.get(path, set()), untold.get(path, [])))


def _enough(path: str, told: set[Diagnostic], untold: list[Diagnostic]) -> list[Diagnostic]:
    """Of one file; errors rather than warnings, when not all can be told."""
    weighed = sorted(told, key=lambda one: (one.severity is Severity.WARNING, one.sort_key))
    rest = [*untold, *weighed[ENOUGH:]]
    found = sorted(weighed[:ENOUGH], key=lambda one: one.sort_key)
    for severity in Severity:
        number = sum(one.count for one in rest if one.severity is severity)
        found += [replace(one, severity=severity) for one in more(path, number)]
    return found


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any finding is an error."""
    return any(one.severity is Severity.ERROR for one in diagnostics)


def error(span: Span, code: str, message: str, hint: str = "") -> Diagnostic:
    """A finding that stops the build."""
    return Diagnostic(span, code, Severity.ERROR, message, hint)


def warning(span: Span, code: str, message: str, hint: str = "") -> Diagnostic:
    """A finding that does not stop the build."""
    return Diagnostic(span, code, Severity.WARNING, message, hint)


def more(path: str, number: int) -> list[Diagnostic]:
    """The finding that stands for ``number`` errors of a file that are not told; none for none."""
    if not number:
        return []
    hint = _("先改上面的，再检查一次。")
    return [
        Diagnostic(
            Span(path),
            MORE,
            Severity.ERROR,
            _("还有 {number} 处没有列出").format(number=number),
            hint,
            number,
        )
    ]
