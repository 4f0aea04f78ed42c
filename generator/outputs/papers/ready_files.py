"""The files of ready-made papers that need no PDF, and which sheets there are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from generator.exams.papers import acknowledgement
from generator.exams.papers.names import Sheet, acknowledgement_path, path
from generator.exams.papers.ready_papers import papers
from generator.outputs.papers.word import word

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content.model import Paper
    from generator.exams.papers.view import PaperView


def sheets(kind: Paper) -> tuple[Sheet, ...]:
    """What there is of a paper of some kind."""
    return tuple(sheet for sheet in Sheet if sheet is not Sheet.ANSWERS or kind.answer_sheet)


def files(book: Handbook) -> dict[str, bytes]:
    """Path on the site → content of all files for Word."""
    found = dict(_written(book))
    if papers(book).acknowledgement:
        view = acknowledgement.view(book)
        found[acknowledgement_path("docx")] = word.acknowledgement_sheet(view, book.info.effective)
    return found


def _written(book: Handbook) -> Iterator[tuple[str, bytes]]:
    for one in papers(book).ready:
        for sheet in sheets(one.kind):
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
