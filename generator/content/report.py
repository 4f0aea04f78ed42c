"""Findings → text for people and for programs. Pure: takes findings and source lines, returns text."""

from __future__ import annotations

import json
import unicodedata
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Protocol

from generator.core.diagnostic import Diagnostic, Severity
from generator.core.lines import Lines
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

#: Of a long line so many characters are shown on either side.
_SHOWN = 100


class Written(Protocol):
    """Anything that has a text: what a file held."""

    @property
    def text(self) -> str:
        """The text, its lines ended by LF."""


class Format(StrEnum):
    """How findings are printed."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"


def render(diagnostics: Sequence[Diagnostic], documents: Mapping[str, Written], style: Format) -> str:
    """All findings in order, then (for people) a count. No trailing newline.

    ``documents``: path → what the file held, for showing the line that a finding is about.
    """
    if style is Format.JSON:
        return json.dumps([_as_object(one) for one in diagnostics], ensure_ascii=False, indent=2)

    @cache
    def lines(path: str) -> Lines | None:
        return Lines(path, documents[path].text) if path in documents else None

    show: dict[Format, Callable[[Diagnostic], str]] = {
        Format.FULL: lambda one: _full(one, lines(one.span.path)),
        Format.CONCISE: _line,
        Format.GITHUB: _github,
    }
    blocks = [show[style](one) for one in diagnostics]
    return "\n".join([*blocks, summary(diagnostics)])


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """2 个错误，1 个警告 — or that there is nothing to mend."""
    errors = sum(one.count for one in diagnostics if one.severity is Severity.ERROR)
    warnings = sum(one.count for one in diagnostics) - errors
    if not diagnostics:
        return _("检查通过：没有错误，没有警告。")
    return _("共 {errors} 个错误，{warnings} 个警告。").format(errors=errors, warnings=warnings)


def _line(one: Diagnostic) -> str:
    return _visible(f"{one.span}: {one.severity.label} {one.code} {one.message}")


def _full(one: Diagnostic, lines: Lines | None) -> str:
    rows = [_line(one)]
    if lines is not None:
        rows += _excerpt(one, lines)
    if one.hint:
        rows.append(_visible(_("  提示：{hint}").format(hint=one.hint)))
    return "\n".join([*rows, ""])


def _excerpt(one: Diagnostic, lines: Lines) -> list[str]:
    if one.count > 1 or not 1 <= one.span.line <= len(lines):
        return []
    start = max(0, one.span.column - 1 - _SHOWN)
    row = lines[one.span.line - 1][start : one.span.column + _SHOWN]
    at = one.span.column - 1 - start
    gutter = f"{one.span.line} | "
    before = width(row[:at])
    marked = max(1, width(row[at : at + max(1, one.span.end_column - one.span.column)]))
    return [f"  {gutter}{_visible(row)}", f"  {' ' * (len(gutter) - 2)}| {' ' * before}{'^' * marked}"]


def _visible(row: str) -> str:
    """A line that cannot play tricks on a terminal, whatever a file or its name holds."""
    return "".join(c if c.isprintable() else "→" if c == "\t" else "�" for c in row)


def width(text: str) -> int:
    """Columns that text takes on a terminal: full-width characters take two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _as_object(one: Diagnostic) -> dict[str, str | int]:
    return {
        "path": one.span.path,
        "line": one.span.line,
        "column": one.span.column,
        "end_column": one.span.end_column,
        "code": one.code,
        "severity": one.severity.value,
        "message": one.message,
        "hint": one.hint,
    }


def _github(one: Diagnostic) -> str:
    span = one.span
    text = _escape(one.message + (f" {one.hint}" if one.hint else ""))
    place = f"file={_escape(span.path, ':,')},line={span.line},col={span.column},endColumn={span.end_column}"
    return f"::{one.severity.value} {place},title={one.code}::{text}"


def _escape(text: str, also: str = "") -> str:
    for char in "%\r\n" + also:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
