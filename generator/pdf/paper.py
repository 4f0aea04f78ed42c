"""Test papers in print: the paper, its teacher edition, the answer sheet; and the acknowledgement."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator import prose
from generator.papers import acknowledgement as ack
from generator.papers import files, names, scoring
from generator.papers.names import Sheet
from generator.papers.ready import papers
from generator.pdf import binding, engine, typography
from generator.pdf.jobs import Job
from generator.pdf.slots import Slots
from generator.render import TEMPLATES, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.handbook import Handbook
    from generator.papers.acknowledgement import Acknowledgement
    from generator.papers.view import PaperView

_TEMPLATES = {
    "paper": ("paper.html.j2", "paper-key.j2"),
    "paper-sheet": ("paper-sheet.html.j2",),
    "acknowledgement": ("acknowledgement.html.j2",),
}
_STYLE = "paper.css"
#: Fewer pages than a hundred: room for their number is narrow.
_EXPECTED = {"paper-end": 1}


@dataclass(frozen=True)
class Printed:
    """Sets a document whose pages are counted; see ``jobs.Work``.

    Its template is filled only when it is set: nothing of that is done again for what was printed before.
    """

    template: str
    values: tuple[tuple[str, object], ...]
    sources: tuple[str, ...]
    """Templates, style and code by text: with the values all that the result depends on."""

    def __call__(self, *_inputs: bytes) -> bytes:
        """The PDF."""
        slots = Slots(_EXPECTED)
        html = render(f"print/{_TEMPLATES[self.template][0]}", slots=slots, **dict(self.values))
        data = engine.render(typography.set_text(html), styles=(_source(_STYLE),))
        return binding.bind([binding.Part(data, slots.made)], binding.number([data]))


def jobs(book: Handbook) -> dict[str, Job]:
    """Path on the site → the job that makes the file, for all ready-made papers."""
    found = {
        names.path(one.name, sheet, "pdf"): Job(f"{sheet.label} {one.view.heading}", _MADE[sheet](one.view))
        for one in papers(book).ready
        for sheet in files.sheets(one)
    }
    if papers(book).acknowledgement:
        found[names.acknowledgement_path("pdf")] = Job(ack.TITLE, acknowledgement(ack.view(book)))
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
    return _printed("paper-sheet", paper=paper, parts=scoring.sheet(paper), how=scoring.HOW)


def acknowledgement(view: Acknowledgement) -> Printed:
    """学习确认书."""
    return _printed(
        "acknowledgement",
        view=view,
        title=ack.TITLE,
        person=ack.PERSON,
        confirm=ack.CONFIRM,
        results=ack.RESULTS,
        signatures=ack.SIGNATURES,
        about=ack.ABOUT_FINGERPRINT,
    )


_MADE: dict[Sheet, Callable[[PaperView], Printed]] = {
    Sheet.PAPER: question_paper,
    Sheet.TEACHER: teacher_edition,
    Sheet.ANSWERS: answer_sheet,
}


def _printed(template: str, **values: object) -> Printed:
    code = Path(prose.__file__).read_text(encoding="utf-8")
    sources = (*map(_source, _TEMPLATES[template]), _source(_STYLE), code)
    return Printed(template, tuple(values.items()), sources)


@cache
def _source(name: str) -> str:
    return (TEMPLATES / "print" / name).read_text(encoding="utf-8")
