"""The built site as files: every page is of a known kind, every link leads somewhere, nothing is inline."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from tests.support.page_kinds import KINDS, PAGES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

pytestmark = pytest.mark.slow

#: Attributes that hold an address.
_ADDRESSES = {"href", "src", "action", "poster"}


class _Reader(HTMLParser):
    """What a page refers to, what can be referred to in it, and what a strict policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.references: list[str] = []
        self.anchors: set[str] = set()
        self.inline: list[str] = []
        self.has_icon = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.anchors |= {values[name] for name in ("id", "name") if name in values}
        self.references += [value for name, value in values.items() if name in _ADDRESSES]
        self.inline += [f"<{tag} {name}>" for name in values if name == "style" or name.startswith("on")]
        self.has_icon |= tag == "link" and values.get("rel") == "icon"
        is_data = values.get("type") == "application/json"
        if tag == "style" or (tag == "script" and "src" not in values and not is_data):
            self.inline.append(f"<{tag}>")


@pytest.fixture(scope="module")
def pages(built_site: Path) -> Mapping[str, _Reader]:
    """Every HTML file of the site, read, by its path."""
    found = {}
    for path in sorted(built_site.rglob("*.html")):
        reader = _Reader()
        reader.feed(path.read_text(encoding="utf-8"))
        found[path.relative_to(built_site).as_posix()] = reader
    return found


def test_every_page_is_of_a_kind_that_tests_look_at(pages: Mapping[str, _Reader]) -> None:
    folders = {path.removesuffix("index.html") for path in pages if path != "404.html"}
    of_kind = {
        folder: [kind for kind, (form, _) in PAGES.items() if re.fullmatch(form, folder)]
        for folder in folders
    }
    strange = {
        folder: kinds for folder, kinds in of_kind.items() if len(kinds) != 1 and not folder.startswith("r/")
    }
    assert strange == {}, "add the kind to tests/support/page_kinds.py"
    assert set(KINDS.values()) <= set(pages)


def test_every_reference_leads_somewhere(pages: Mapping[str, _Reader], built_site: Path) -> None:
    files = {path.relative_to(built_site).as_posix() for path in built_site.rglob("*") if path.is_file()}
    lost = []
    for path, page in pages.items():
        for reference in dict.fromkeys(page.references):
            parts = urlsplit(reference)
            if parts.scheme in {"data", "mailto"} or (path == "404.html" and parts.path.startswith("/")):
                continue
            target = _resolved(path, unquote(parts.path)) if parts.path else path
            anchor = unquote(parts.fragment)
            there = target in files and (
                not anchor or "=" in anchor or target not in pages or anchor in pages[target].anchors
            )
            if parts.netloc or not there:
                lost.append(f"{path}: {reference}")
    assert lost == []


def _resolved(page: str, reference: str) -> str:
    """The path on the site that a page's relative reference names."""
    parts = page.split("/")[:-1]
    for step in reference.split("/"):
        if step == "..":
            parts.pop()
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


def test_nothing_is_inline_that_a_strict_policy_refuses(pages: Mapping[str, _Reader]) -> None:
    assert {path: page.inline for path, page in pages.items() if page.inline} == {}


def test_every_page_names_its_icon(pages: Mapping[str, _Reader]) -> None:
    """Without one, browsers ask the server's root, where a handbook in a folder has nothing."""
    assert [path for path, page in pages.items() if not page.has_icon] == []
