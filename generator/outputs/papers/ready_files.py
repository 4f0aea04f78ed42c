"""The files of ready-made papers that need no PDF, and which sheets there are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.exams.papers import acknowledgement
from generator.exams.papers.names import Sheet, acknowledgement_path, path
from generator.exams.papers.ready_papers import papers
from generator.outputs.papers.word import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content.model import Paper
    from generator.core.files.cache import Results


def sheets(kind: Paper) -> tuple[Sheet, ...]:
    """What there is of a paper of some kind."""
    return tuple(sheet for sheet in Sheet if sheet is not Sheet.ANSWERS or kind.answer_sheet)


def files(book: Handbook, results: Results) -> dict[str, bytes]:
    """Path on the site → content of all files for Word; ``results`` has those of before."""
    found = dict(_written(book, results))
    if papers(book).acknowledgement:
        view = acknowledgement.view(book)
        found[acknowledgement_path("docx")] = word.acknowledgement_sheet(view, book.info.effective)
    return found


def _written(book: Handbook, results: Results) -> Iterator[tuple[str, bytes]]:
    created = book.info.effective
    for one in papers(book).ready:
        for sheet in sheets(one.kind):
            write = partial(_WRITTEN[sheet], one.view, created)
            content = results.get(f"paper {sheet.name}", (one.view, created), write)
            yield path(one.name, sheet, "docx"), content


_WRITTEN = {
    Sheet.PAPER: word.question_paper,
    Sheet.TEACHER: word.teacher_edition,
    Sheet.ANSWERS: word.answer_sheet,
}
