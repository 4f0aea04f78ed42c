"""Where each kind of file lies below content/.

A handbook is laid out in folders: a rule fits a screen, and words for the search have files of their own. The
older layout, a file a chapter with everything at the top of content/, is read as well; `handbook migrate`
moves one into the other. What a file is called below is what the program knows it by, wherever it lies.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from generator.content import model

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTENT, CHECKLISTS, SETTINGS = "content", "checklists", "mkdocs.yml"
"""Below a handbook's root: two folders and a file, and nothing else that is read."""
#: Files that a handbook has once: name → (shape, whether it must exist, folder; "" for content/ itself).
SINGLE_FILES: dict[str, tuple[type[model.base.Model], bool, str]] = {
    "handbook.yaml": (model.HandbookFile, True, ""),
    "outline.yaml": (model.OutlineFile, True, ""),
    "channels.yaml": (model.ChannelsFile, True, "vocabulary"),
    "roles.yaml": (model.RolesFile, True, "vocabulary"),
    "stages.yaml": (model.StagesFile, True, "vocabulary"),
    "glossary.yaml": (model.GlossaryFile, False, "vocabulary"),
    "situations.yaml": (model.SituationsFile, False, "vocabulary"),
    "authorities.yaml": (model.AuthoritiesFile, False, "law"),
    "supplements.yaml": (model.SupplementsFile, False, "law"),
    "editions.yaml": (model.EditionsFile, False, ""),
    "synonyms.yaml": (model.SynonymsFile, False, "search"),
    "clocks.yaml": (model.ClocksFile, False, "law"),
    "holidays.yaml": (model.HolidaysFile, False, "law"),
    "papers.yaml": (model.PapersFile, False, ""),
}
REVIEWED = "reviewed.yaml"
"""The review stamps of the question bank: written by a command, not by hand."""
STAMPS, OLDER_STAMPS = "reviewed/questions.yaml", "quizzes/reviewed.yaml"
"""Where they lie."""

RULES, SEARCH, SUPPLEMENTS, QUESTIONS = "rules", "search", "law/supplements", "questions"
"""Folders with a folder or a file a chapter, called NN-slug."""
CHAPTER = "chapter.yaml"
"""In a chapter's folder of rules: what the chapter is called."""
OTHER_QUESTIONS = ("law.yaml", "cases.yaml")
"""In a chapter's folder of questions, after those called by a number: on 法定补充, and cases."""
OLDER_RULES, OLDER_QUESTIONS = "chapters", "quizzes"
PAGES = "pages"
FOLDERS = ("vocabulary", RULES, SEARCH, "law", QUESTIONS, PAGES, "reviewed")
FOLDERS_OF_SINGLE_FILES = ("vocabulary", "law", "reviewed")


def chapter_of(id_: str) -> str:
    """The number of the chapter in a rule's or supplement's id: 4 in 4.3.2-1 and in L4.3-1."""
    return id_.removeprefix("L").partition("-")[0].partition(".")[0]


def places(name: str) -> tuple[str, ...]:
    """Where a file that there is once may lie below content/, today's place first."""
    if name == REVIEWED:
        return STAMPS, OLDER_STAMPS
    folder = SINGLE_FILES[name][2]
    if name == "supplements.yaml":  # a file, or a folder with a file a chapter
        return SUPPLEMENTS, f"{folder}/{name}", name
    return (f"{folder}/{name}", name) if folder else (name,)


def names_in(folder: str) -> tuple[str, ...]:
    """What may lie in a folder of content/ ("" for itself), apart from the older layout."""
    files = tuple(name for name, (_, _, home) in SINGLE_FILES.items() if home == folder)
    if not folder:
        return (*files, *FOLDERS)
    inner = {"law": (SUPPLEMENTS.rpartition("/")[2],), "reviewed": (STAMPS.rpartition("/")[2],)}
    return (*files, *inner.get(folder, ()))


def read_below(root: Path) -> Iterator[Path]:
    """Every file that a handbook may be read from, in one order; links are followed, each folder once."""
    yield root / SETTINGS
    known: set[str] = set()
    for top in (CONTENT, CHECKLISTS):
        for folder, inner, names in os.walk(root / top, followlinks=True):
            inner.sort()
            if (real := os.path.realpath(folder)) in known:
                inner.clear()
                continue
            known.add(real)
            yield from (Path(folder, name) for name in sorted(names))
