"""r/4.3.2-1/: the short permanent address of every rule, supplement and clause, for citations and codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.book import addresses
from generator.views.links import Links
from generator.views.render import render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.views.catalog import Catalog
    from generator.views.chapters import ChapterView


def files(catalog: Catalog, chapters: Iterable[ChapterView]) -> dict[str, bytes]:
    """Path on the site → a page that leads on to where the provision stands."""
    found: dict[str, bytes] = {}
    for link in catalog.links.values():
        links = Links(f"{addresses.SHORT}{link.id}/")
        found[f"{links.here}{addresses.INDEX}"] = _page(f"{link.id} {link.title}", links, links.rule(link))
    for chapter in chapters:
        for clause in (clause for section in chapter.sections for clause in section.clauses):
            links = Links(f"{addresses.SHORT}{clause.number}/")
            target = links.chapter(chapter.name.path, clause.number)
            found[f"{links.here}{addresses.INDEX}"] = _page(f"{clause.number} {clause.title}", links, target)
    return found


def _page(label: str, links: Links, target: str) -> bytes:
    """It names its icon: browsers ask the server's root for one that is not named."""
    icon = links.file(f"{addresses.ASSETS}icon.svg")
    return render("site/redirect.html.j2", label=label, target=target, icon=icon).encode()
