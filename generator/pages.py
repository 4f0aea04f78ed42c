"""A handbook → its publication: every page as Markdown, every file beside them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.publication import Nav, Page, Publication
from generator.render import render

if TYPE_CHECKING:
    from generator.handbook import Handbook

ASSETS = Path(__file__).parent / "assets"


def publish(book: Handbook) -> Publication:
    """The whole site of a handbook without errors."""
    chapters = [
        Page(f"chapters/{chapter.path}.md", chapter.title, render("site/chapter.md.j2", book=book, chapter=chapter))
        for chapter in book.chapters
    ]
    home = Page("index.md", book.info.title, render("site/home.md.j2", book=book))
    nav: Nav = [{"首页": "index.md"}, {"正文": [{page.title: page.path} for page in chapters]}]
    return Publication(book.info.title, (home, *chapters), {}, nav, (), ())


def faults_only(report: str) -> Publication:
    """A one-page site that shows findings: what `serve` has before anything was ever good."""
    page = Page("index.md", "内容有错误", render("site/faults.md.j2", report=report))
    return Publication("内容有错误", (page,), {}, [{"内容有错误": "index.md"}], (), ())
