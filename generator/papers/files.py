"""Where the files of ready-made papers stand on the site, and what is in those that need no PDF."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.papers import acknowledgement, word
from generator.papers.ready import papers

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from generator.handbook import Handbook
    from generator.papers.ready import Ready
    from generator.papers.view import PaperView

FOLDER = "downloads/papers/"
ACKNOWLEDGEMENT = "acknowledgement"


class Sheet(StrEnum):
    """What is made of a paper; the value ends the file's name."""

    PAPER = ""
    TEACHER = "-teacher"
    ANSWERS = "-answer-sheet"

    @property
    def label(self) -> str:
        """What people call it."""
        return {"": "试卷", "-teacher": "教师用卷", "-answer-sheet": "答题卡"}[self.value]


def path(name: str, sheet: Sheet, kind: str) -> str:
    """downloads/papers/final-a-teacher.pdf."""
    return f"{FOLDER}{name}{sheet.value}.{kind}"


def acknowledgement_path(kind: str) -> str:
    """downloads/papers/acknowledgement.pdf."""
    return f"{FOLDER}{ACKNOWLEDGEMENT}.{kind}"


def sheets(one: Ready) -> tuple[Sheet, ...]:
    """What there is of a paper."""
    return tuple(sheet for sheet in Sheet if sheet is not Sheet.ANSWERS or one.kind.answer_sheet)


def files(book: Handbook) -> dict[str, bytes]:
    """Path on the site → content of all files for Word."""
    found = dict(_written(book))
    if papers(book).acknowledgement:
        view = acknowledgement.view(book)
        found[acknowledgement_path("docx")] = word.acknowledgement(view, book.info.effective)
    return found


def _written(book: Handbook) -> Iterator[tuple[str, bytes]]:
    for one in papers(book).ready:
        for sheet in sheets(one):
            yield path(one.name, sheet, "docx"), document(one.view, sheet, book.info.effective)


_WRITTEN = {
    Sheet.PAPER: word.question_paper,
    Sheet.TEACHER: word.teacher_edition,
    Sheet.ANSWERS: word.answer_sheet,
}


@lru_cache(maxsize=256)
def document(view: PaperView, sheet: Sheet, created: datetime.date) -> bytes:
    """One file for Word. Kept, because `serve` builds again at every edit and few edits touch a paper."""
    return _WRITTEN[sheet](view, created)
