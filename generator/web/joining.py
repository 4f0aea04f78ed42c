"""Modules and style sheets → one file as it is sent.

Scripts are written as ES modules, sheets with ``@import``: the languages' own words, which editors and
checkers know. Browsers load no modules from a disk, so a script is sent as a classic one: a module becomes a
function that is called once and gives its exports, one after the other in the order in which they need each
other. Of the language of modules we use what that needs and refuse the rest: exports are declared where they
are defined and never change.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: Between files of ours, relative, each on lines of its own.
_IMPORT = re.compile(r'^import (?:(?P<names>\{[^}]*\}|\* as \w+) from )?"(?P<path>[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?P<kind>(?:async )?function\*?|class|const) (?P<name>\w+)", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_SHEET = re.compile(r'^@import "(?P<path>[^"]+)";\n', re.MULTILINE)
#: Comments that begin a line, and indentation. A comment before code on the same line is a type.
_UNSENT = re.compile(r"^[ \t]*(?://.*\n|/\*(?:[^*]|\*(?!/))*\*/[ \t]*\n?)|^[ \t]+|^\n", re.MULTILINE)


def script(entry: Path) -> str:
    """A module and all that it imports as one classic script.

    Raises:
        ValueError: for a circle of imports, or words of modules that are not understood here.
        OSError: for a module that is not there.
    """
    modules: dict[Path, str] = {}  # in the order of running
    _gather(entry.resolve(), modules, ())
    return f'"use strict";(()=>{{\n{"".join(modules.values())}}})();\n'


def sheet(entry: Path) -> str:
    """A style sheet with all that it imports. Raises OSError for one that is not there."""
    text = entry.read_text(encoding="utf-8")
    return _sent(_SHEET.sub(lambda found: sheet(entry.parent / found["path"]), text))


def _gather(path: Path, modules: dict[Path, str], way: tuple[Path, ...]) -> None:
    """Adds a module behind those that it needs."""
    if path in way:
        raise ValueError(" → ".join(one.name for one in (*way[way.index(path) :], path)))
    if path in modules:
        return
    text = path.read_text(encoding="utf-8")
    head = []
    for found in _IMPORT.finditer(text):
        other = (path.parent / found["path"]).resolve()
        _gather(other, modules, (*way, path))
        if found["names"]:
            names = " ".join(found["names"].removeprefix("* as ").replace(" as ", ": ").split())
            head.append(f"const {names} = $[{list(modules).index(other)}];\n")
    exports = [found["name"] for found in _EXPORT.finditer(text)]
    body = _sent(_EXPORT.sub(r"\g<kind> \g<name>", _IMPORT.sub("", text)))
    if strange := _LEFT.search(body):
        raise ValueError(f"{path}: {strange.group()}")
    if open_ := next((line for line in body.splitlines() if line.count("`") % 2), ""):
        raise ValueError(f"{path}: a text over several lines: {open_}")
    start = "const $ = [];\n" if not modules else ""
    modules[path] = (
        f"{start}$.push((() => {{\n{''.join(head)}{body}return {{ {', '.join(exports)} }};\n}})());\n"
    )


def _sent(text: str) -> str:
    """Without lines of comments and indentation. No text of ours spans lines."""
    return _UNSENT.sub("", text)
