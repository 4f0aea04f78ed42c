"""Where everything stands on the site, and what its fixed pages are called."""

from __future__ import annotations

from generator.core.texts import N_, _
from generator.core.vocabulary import Mark

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
EXAM = f"{QUIZ}exam/"
PROVENANCE = "provenance/"
SHORT = "r/"
ASSETS = "assets/hb/"
DATA = f"{DOWNLOADS}data/"
BANKS = f"{DOWNLOADS}quiz/"
PAPERS = f"{DOWNLOADS}papers/"
SHEETS = f"{DOWNLOADS}checklists/"
BOOK = f"{DOWNLOADS}handbook.pdf"
LARGE_BOOK = f"{DOWNLOADS}handbook-large-print.pdf"
OFFLINE = f"{DOWNLOADS}offline.zip"
CHAPTER_BOOKS = f"{DOWNLOADS}{CHAPTERS}"
_TITLES = {
    RULES: N_("规则索引"),
    ROLES: N_("责任人"),
    CHECKLISTS: N_("核对单"),
    GLOSSARY: N_("术语"),
    BASIS: N_("依据"),
    SUPPLEMENTS: Mark.SUPPLEMENT,
    COVERAGE: N_("覆盖情况"),
    CHANGES: N_("版本与修订"),
    DOWNLOADS: N_("下载"),
    MODALITY: N_("约束程度说明"),
    QUIZ: N_("练习"),
    EXAM: N_("组卷"),
}


def title(folder: str) -> str:
    """What the page in a folder is called, for pages that every handbook has under one name."""
    return _(_TITLES[folder])


def source(folder: str) -> str:
    """The Markdown file of the page in ``folder``, which ends in a slash or is empty: the home page."""
    return f"{folder}index.md"


def chapter(path: str) -> str:
    """The folder of a chapter's page; ``path`` is 04-relationship."""
    return f"{CHAPTERS}{path}/"


def chapter_book(path: str) -> str:
    """The PDF of one chapter."""
    return f"{CHAPTER_BOOKS}{path}.pdf"


def channel(id_: str) -> str:
    """The folder of a channel's page."""
    return f"{CHANNELS}{id_}/"


def role(id_: str) -> str:
    """The folder of a role's page."""
    return f"{ROLES}{id_}/"


def checklist(id_: str) -> str:
    """The folder of a checklist's page."""
    return f"{CHECKLISTS}{id_}/"


def sheet(id_: str, kind: str) -> str:
    """A file of a checklist; ``all`` is all of them bound together."""
    return f"{SHEETS}{id_}.{kind}"


def law(id_: str) -> str:
    """The folder of an authority's page."""
    return f"{BASIS}{id_}/"


def clock(id_: str) -> str:
    """The folder of a clock's page."""
    return f"{DEADLINES}{id_}/"


def quiz_name(number: str) -> str:
    """chapter-04: what the page of a chapter's questions is called, and files with them."""
    return f"chapter-{int(number):02d}"


def quiz(name: str) -> str:
    """The folder of the page of a chapter's questions; ``name`` is what ``quiz_name`` says."""
    return f"{QUIZ}{name}/"
