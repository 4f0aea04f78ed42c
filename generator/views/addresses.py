"""Where everything stands on the site, and links from one page to another.

Links name index.html, so that the site also works when it is opened from a disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.views.chapter import ChapterName
    from generator.views.rule import RuleLink

INDEX = "index.html"
CHAPTERS = "chapters/"
RULES = "rules/"
CHANNELS = "channels/"
ROLES = "roles/"
CHECKLISTS = "checklists/"
GLOSSARY = "glossary/"
BASIS = "basis/"
SUPPLEMENTS = "supplements/"
DEADLINES = "deadlines/"
COVERAGE = "coverage/"
CHANGES = "changes/"
MANIFEST = "manifest.json"
DOWNLOADS = "downloads/"
MODALITY = "modality/"
QUIZ = "quiz/"
EXAM = "quiz/exam/"
PROVENANCE = "provenance/"
SHORT = "r/"
ASSETS = "assets/hb/"
DATA = "downloads/data/"
BOOK = "downloads/handbook.pdf"
LARGE_BOOK = "downloads/handbook-large-print.pdf"
OFFLINE = "downloads/offline.zip"
CHAPTER_BOOKS = "downloads/chapters/"


def source(folder: str) -> str:
    """The Markdown file of the page in ``folder``, which ends in a slash or is empty: the home page."""
    return f"{folder}index.md"


def chapter_book(name: ChapterName) -> str:
    """The PDF of one chapter."""
    return f"{CHAPTER_BOOKS}{name.path}.pdf"


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
        return f"{self.top}{folder}{INDEX}{fragment}"

    def file(self, path: str) -> str:
        """To a file."""
        return self.top + path

    def rule(self, link: RuleLink) -> str:
        """To a rule in its chapter, or to a supplement."""
        return self.page(link.folder, link.id)

    def chapter(self, name: ChapterName, anchor: str = "") -> str:
        """To a chapter."""
        return self.page(f"{CHAPTERS}{name.path}/", anchor)

    def channel(self, channel_id: str) -> str:
        """To a channel's page."""
        return self.page(f"{CHANNELS}{channel_id}/")

    def checklist(self, checklist_id: str) -> str:
        """To a checklist's page."""
        return self.page(f"{CHECKLISTS}{checklist_id}/")

    def role(self, role_id: str) -> str:
        """To a role's page."""
        return self.page(f"{ROLES}{role_id}/")

    def term(self, term_id: str) -> str:
        """To a term in the glossary."""
        return self.page(GLOSSARY, f"term-{term_id}")

    def law(self, authority_id: str, anchor: str = "") -> str:
        """To an authority's page, or to an article on it."""
        return self.page(f"{BASIS}{authority_id}/", anchor)

    def clock(self, clock_id: str) -> str:
        """To a clock's page."""
        return self.page(f"{DEADLINES}{clock_id}/")

    def rules(self, **filters: str) -> str:
        """To the index of rules with filters set: channel="phone"."""
        return self.page(RULES, "&".join(f"{key}={value}" for key, value in filters.items()))
