"""Every way to write a form: those of generator/exam, and on paper by PDF and Word."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.exam import writers
from generator.exam.writers import Writer, stem
from generator.papers import acknowledgement, word
from generator.papers.names import ACKNOWLEDGEMENT, Sheet
from generator.papers.view import view
from generator.pdf import paper as printed
from generator.views.catalog import Catalog

if TYPE_CHECKING:
    from generator.exam.form import TestForm
    from generator.handbook import Handbook
    from generator.papers.view import PaperView


@cache
def registered() -> dict[str, Writer]:
    """Every writer by name, in order of name."""
    own = (
        Writer("pdf", "PDF：试卷、教师用卷、答题卡、学习确认书，直接打印", _pdf),
        Writer("docx", "Word：试卷、教师用卷、答题卡、学习确认书，可以再改", _docx),
    )
    return dict(sorted((writers.registered() | {one.name: one for one in own}).items()))


def _view(book: Handbook, form: TestForm) -> PaperView:
    return view(form, Catalog(book).links, handbook=book.info.title, issuer=book.info.issuer)


def _pdf(book: Handbook, form: TestForm) -> dict[str, bytes]:
    shown, start = _view(book, form), stem(form)
    return {
        f"{start}{Sheet.PAPER}.pdf": printed.question_paper(shown)(),
        f"{start}{Sheet.TEACHER}.pdf": printed.teacher_edition(shown)(),
        f"{start}{Sheet.ANSWERS}.pdf": printed.answer_sheet(shown)(),
        f"{start}-{ACKNOWLEDGEMENT}.pdf": printed.acknowledgement(acknowledgement.view(book, form))(),
    }


def _docx(book: Handbook, form: TestForm) -> dict[str, bytes]:
    shown, start, created = _view(book, form), stem(form), book.info.effective
    signed = acknowledgement.view(book, form)
    return {
        f"{start}{Sheet.PAPER}.docx": word.question_paper(shown, created),
        f"{start}{Sheet.TEACHER}.docx": word.teacher_edition(shown, created),
        f"{start}{Sheet.ANSWERS}.docx": word.answer_sheet(shown, created),
        f"{start}-{ACKNOWLEDGEMENT}.docx": word.acknowledgement(signed, created),
    }
