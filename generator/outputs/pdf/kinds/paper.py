"""Test papers in print: the paper, its teacher edition, the answer sheet; and the acknowledgement."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.core.texts import _
from generator.exams.papers import acknowledgement, names, scoring
from generator.exams.papers.names import Sheet
from generator.exams.papers.ready_papers import papers
from generator.outputs.papers.ready_files import sheets
from generator.outputs.pdf.layout import typography
from generator.outputs.pdf.layout.page_refs import Slots
from generator.outputs.pdf.making.task_kinds import Printed
from generator.outputs.pdf.making.tasks import Task
from generator.views.render import render
from generator.web import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.book.handbook import Handbook
    from generator.exams.papers.acknowledgement import Acknowledgement
    from generator.exams.papers.view import PaperView

#: Fewer pages than a hundred: room for their number is narrow.
_EXPECTED = {"paper-end": 1}


def jobs(book: Handbook) -> dict[str, Task]:
    """Path on the site → the job that makes the file, for all ready-made papers."""
    found = {
        names.path(one.name, sheet, "pdf"): Task(f"{sheet.label} {one.view.heading}", _MADE[sheet](one.view))
        for one in papers(book).ready
        for sheet in sheets(one.kind)
    }
    if papers(book).acknowledgement:
        found[names.acknowledgement_path("pdf")] = Task(
            _(acknowledgement.TITLE), acknowledgement_sheet(acknowledgement.view(book))
        )
    return found


def question_paper(paper: PaperView) -> Printed:
    """What the examined get: no key in it."""
    return _printed("paper", paper=paper, keys=False)


def teacher_edition(paper: PaperView) -> Printed:
    """The same pages with the key in the brackets; behind them the answers, the scale, every reason."""
    return _printed(
        "paper",
        paper=paper,
        keys=True,
        answers=scoring.answers(paper),
        scale=scoring.scale(paper),
        said=scoring.said(paper),
    )


def answer_sheet(paper: PaperView) -> Printed:
    """Boxes to fill in, part by part."""
    return _printed("paper-sheet", paper=paper, parts=scoring.sheet(paper), how=_(scoring.HOW))


def acknowledgement_sheet(view: Acknowledgement) -> Printed:
    """学习确认书."""
    return _printed(
        "acknowledgement",
        view=view,
        title=_(acknowledgement.TITLE),
        person=[_(one) for one in acknowledgement.PERSON],
        confirm=_(acknowledgement.CONFIRM),
        results=[_(one) for one in acknowledgement.RESULTS],
        signatures=[_(one) for one in acknowledgement.SIGNATURES],
        about=_(acknowledgement.ABOUT_FINGERPRINT),
    )


_MADE: dict[Sheet, Callable[[PaperView], Printed]] = {
    Sheet.PAPER: question_paper,
    Sheet.TEACHER: teacher_edition,
    Sheet.ANSWERS: answer_sheet,
}


def _printed(template: str, **values: object) -> Printed:
    slots = Slots(_EXPECTED)
    html = typography.set_text(render(f"print/{template}.html.j2", slots=slots, **values))
    return Printed(html, (_style(),), slots.made)


@cache
def _style() -> str:
    return (TEMPLATES / "print" / "paper.css").read_text(encoding="utf-8")
