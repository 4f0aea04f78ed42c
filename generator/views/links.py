"""Links from one page of the site to another.

They name index.html, so that the site also works when it is opened from a disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.book import addresses

if TYPE_CHECKING:
    from generator.views.rules import RuleLink


@dataclass(frozen=True, slots=True)
class Links:
    """Links from the page in the folder ``here``."""

    here: str

    @property
    def top(self) -> str:
        """From here to the site's root: ../../."""
        return "../" * self.here.count("/")

    def page(self, folder: str, anchor: str = "") -> str:
        """To a page, or a place in it."""
        fragment = f"#{anchor}" if anchor else ""
        if folder == self.here and anchor:
            return fragment
        return f"{self.top}{folder}{addresses.INDEX}{fragment}"

    def file(self, path: str) -> str:
        """To a file."""
        return self.top + path

    def asset(self, name: str) -> str:
        """To a script, style or picture of the site's own."""
        return self.file(f"{addresses.ASSETS}{name}")

    def rule(self, link: RuleLink) -> str:
        """To a rule in its chapter, or to a supplement."""
        return self.page(link.folder, link.id)

    def chapter(self, path: str, anchor: str = "") -> str:
        """To a chapter."""
        return self.page(addresses.chapter(path), anchor)

    def channel(self, channel_id: str) -> str:
        """To a channel's page."""
        return self.page(addresses.channel(channel_id))

    def checklist(self, checklist_id: str) -> str:
        """To a checklist's page."""
        return self.page(addresses.checklist(checklist_id))

    def role(self, role_id: str) -> str:
        """To a role's page."""
        return self.page(addresses.role(role_id))

    def term(self, term_id: str) -> str:
        """To a term in the glossary."""
        return self.page(addresses.GLOSSARY, f"term-{term_id}")

    def law(self, authority_id: str, anchor: str = "") -> str:
        """To an authority's page, or to an article on it."""
        return self.page(addresses.law(authority_id), anchor)

    def basis(self, anchor: str = "") -> str:
        """To the page of all authorities."""
        return self.page(addresses.BASIS, anchor)

    def supplements(self) -> str:
        """To the page of all supplements."""
        return self.page(addresses.SUPPLEMENTS)

    @property
    def supplements_title(self) -> str:
        """What the page of all supplements is called."""
        return addresses.title(addresses.SUPPLEMENTS)

    def quiz(self, name: str = "", anchor: str = "") -> str:
        """To the page of all questions, or of a chapter's."""
        return self.page(addresses.quiz(name) if name else addresses.QUIZ, anchor)

    def exam(self) -> str:
        """To the page that composes papers."""
        return self.page(addresses.EXAM)

    def downloads(self, anchor: str = "") -> str:
        """To the page of downloads."""
        return self.page(addresses.DOWNLOADS, anchor)

    def clock(self, clock_id: str) -> str:
        """To a clock's page."""
        return self.page(addresses.clock(clock_id))

    def rules(self, **filters: str) -> str:
        """To the index of rules with filters set: channel="phone"."""
        return self.page(addresses.RULES, "&".join(f"{key}={value}" for key, value in filters.items()))
