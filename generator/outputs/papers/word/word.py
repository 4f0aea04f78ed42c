"""Test papers for Word: the same paper as in print, to be changed by whoever gives the exam."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.texts import _
from generator.exams.papers import acknowledgement
from generator.outputs.papers.word import _word_key, _word_paper, _word_sheets
from generator.outputs.papers.word._word_parts import EVEN, LEFT, RIGHT
from generator.outputs.papers.word.ooxml import PAGE_BREAK, Document, package

if TYPE_CHECKING:
    import datetime

    from generator.exams.papers.acknowledgement import Acknowledgement
    from generator.exams.papers.view import PaperView


def question_paper(paper: PaperView, created: datetime.date) -> bytes:
    """What the examined get: no key in it."""
    return package(_document(paper, "", "".join(_word_paper.body(paper, keys=False)), created))


def teacher_edition(paper: PaperView, created: datetime.date) -> bytes:
    """The same with the key in the brackets, and as an appendix a table of answers, rules and reasons."""
    body = [*_word_paper.body(paper, keys=True), PAGE_BREAK, *_word_key.body(paper)]
    return package(_document(paper, _("（教师用卷）"), "".join(body), created))


def answer_sheet(paper: PaperView, created: datetime.date) -> bytes:
    """Boxes to fill in, part by part."""
    return package(
        _document(paper, _("　答题卡"), "".join(_word_sheets.answers(paper)), created, margin=EVEN)
    )


def acknowledgement_sheet(view: Acknowledgement, created: datetime.date) -> bytes:
    """学习确认书."""
    return package(
        Document(
            title=_("{title}：{handbook}").format(title=_(acknowledgement.TITLE), handbook=view.handbook),
            author=view.issuer,
            subject=_("《{handbook}》{edition}").format(handbook=view.handbook, edition=view.edition),
            created=created,
            body="".join(_word_sheets.acknowledgement_sheet(view)),
            foot=view.foot,
            left=EVEN,
            right=EVEN,
        )
    )


def _document(paper: PaperView, more: str, body: str, created: datetime.date, margin: int = 0) -> Document:
    return Document(
        title=f"{paper.heading}{more}",
        author=paper.issuer,
        subject=_("《{handbook}》{edition}").format(handbook=paper.handbook, edition=paper.edition),
        created=created,
        body=body,
        foot=f"{paper.foot}{_(' · 教师用卷') if '教师' in more else ''}",
        left=margin or LEFT,
        right=margin or RIGHT,
    )
