"""Test papers in print: the paper, its teacher edition, the answer sheet; and the sheet of acknowledgement."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.papers import acknowledgement as ack
from generator.papers import scoring
from generator.pdf import binding, engine, typography
from generator.pdf.slots import Slots
from generator.render import TEMPLATES, render

if TYPE_CHECKING:
    from generator.papers.acknowledgement import Acknowledgement
    from generator.papers.view import PaperView
    from generator.pdf.slots import Slot


@dataclass(frozen=True)
class Printed:
    """Sets a document whose pages are counted; see ``jobs.Work``."""

    html: str
    styles: tuple[str, ...]
    slots: tuple[Slot, ...]

    def __call__(self, *_inputs: bytes) -> bytes:
        """The PDF."""
        data = engine.render(self.html, styles=self.styles)
        return binding.bind([binding.Part(data, self.slots)], binding.number([data]))


def question_paper(paper: PaperView) -> Printed:
    """What the examined get: no key in it."""
    return _printed("paper", paper=paper, keys=False)


def teacher_edition(paper: PaperView) -> Printed:
    """The same pages with the key in the brackets; behind them the table of answers, the scale, every reason."""
    answers, scale = scoring.answers(paper), scoring.scale(paper)
    said = scoring.said(paper)
    return _printed("paper", paper=paper, keys=True, answers=answers, scale=scale, said=said)


def answer_sheet(paper: PaperView) -> Printed:
    """Boxes to fill in, part by part."""
    return _printed("paper-sheet", paper=paper, parts=scoring.sheet(paper), how=scoring.HOW)


def acknowledgement(view: Acknowledgement) -> Printed:
    """学习确认书."""
    return _printed("acknowledgement", view=view, words=ack)


def _printed(template: str, **values: object) -> Printed:
    slots = Slots({"paper-end": 1})  # fewer than a hundred pages: a narrow place
    html = render(f"print/{template}.html.j2", slots=slots, **values)
    return Printed(typography.set_text(html), (_style(),), slots.made)


@cache
def _style() -> str:
    return (TEMPLATES / "print" / "paper.css").read_text(encoding="utf-8")
