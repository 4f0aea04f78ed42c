"""Every way to write a form: those of generator/exam, and on paper by PDF and Word."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.core.texts import N_
from generator.exams.papers import acknowledgement
from generator.exams.papers.names import ACKNOWLEDGEMENT, Sheet
from generator.exams.papers.view import view
from generator.outputs.papers import scorm, writers
from generator.outputs.papers.word import word
from generator.outputs.papers.writers import Writer, stem
from generator.outputs.pdf.kinds import paper
from generator.views.catalog import catalog_of

if TYPE_CHECKING:
    from generator.book.handbook import Handbook
    from generator.exams.composing.form import TestForm
    from generator.exams.papers.view import PaperView


@cache
def registered() -> dict[str, Writer]:
    """Every writer by name, in order of name."""
    own = (
        Writer("pdf", N_("PDF：试卷、教师用卷、答题卡、学习确认书，直接打印"), _pdf),
        Writer(
            "scorm12", N_("SCORM 1.2：在学习平台上考，按本卷的分值和及格线计分，交卷后才显示答案"), _scorm
        ),
        Writer("docx", N_("Word：试卷、教师用卷、答题卡、学习确认书，可以再改"), _docx),
    )
    return dict(sorted((writers.registered() | {one.name: one for one in own}).items()))


def _view(book: Handbook, form: TestForm) -> PaperView:
    return view(form, catalog_of(book).links, handbook=book.info.title, issuer=book.info.issuer)


def _pdf(book: Handbook, form: TestForm) -> dict[str, bytes]:
    shown, start = _view(book, form), stem(form)
    return {
        f"{start}{Sheet.PAPER}.pdf": paper.question_paper(shown)(),
        f"{start}{Sheet.TEACHER}.pdf": paper.teacher_edition(shown)(),
        f"{start}{Sheet.ANSWERS}.pdf": paper.answer_sheet(shown)(),
        f"{start}-{ACKNOWLEDGEMENT}.pdf": paper.acknowledgement_sheet(acknowledgement.view(book, form))(),
    }


def _docx(book: Handbook, form: TestForm) -> dict[str, bytes]:
    shown, start, created = _view(book, form), stem(form), book.info.effective
    signed = acknowledgement.view(book, form)
    return {
        f"{start}{Sheet.PAPER}.docx": word.question_paper(shown, created),
        f"{start}{Sheet.TEACHER}.docx": word.teacher_edition(shown, created),
        f"{start}{Sheet.ANSWERS}.docx": word.answer_sheet(shown, created),
        f"{start}-{ACKNOWLEDGEMENT}.docx": word.acknowledgement_sheet(signed, created),
    }


def _scorm(book: Handbook, form: TestForm) -> dict[str, bytes]:
    return {f"{stem(form)}.scorm.zip": scorm.exam(_view(book, form))}
