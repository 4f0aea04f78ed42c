"""The whole site before an engine has seen it: Markdown pages, files beside them, navigation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Nav: TypeAlias = "list[dict[str, str | Nav]]"


@dataclass(frozen=True, slots=True)
class Page:
    """One page. ``path`` is its Markdown file: chapters/04-relationship.md, glossary/index.md."""

    path: str
    title: str
    markdown: str


@dataclass(frozen=True, slots=True)
class Publication:
    """Pages, and files that are copied as they are (path on the site → bytes)."""

    title: str
    pages: tuple[Page, ...]
    files: Mapping[str, bytes]
    nav: Nav
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
