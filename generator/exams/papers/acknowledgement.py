"""学习确认书: what a member of staff signs after learning an edition and passing the examination."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.texts import N_, _
from generator.views import words

if TYPE_CHECKING:
    from generator.book.handbook import Handbook
    from generator.exams.composing.form import TestForm

TITLE = N_("学习确认书")
RESULTS = (N_("试卷名称"), N_("卷号"), N_("满分"), N_("得分"), N_("百分制"), N_("是否及格"), N_("日期"))
"""The columns of the table of results; all but the first are filled in by hand."""
_RESULT_ROWS = 3
PERSON = (N_("姓名"), N_("工号"), N_("单位"), N_("岗位"))
CONFIRM = N_("确认（做到的在方框里打“√”）")
SIGNATURES = (N_("本人签名"), N_("培训人签名"), N_("负责人签名"))
ABOUT_FINGERPRINT = N_(
    "内容指纹由手册的内容算出，内容一改指纹就变。确认书、手册和下载清单（manifest.json）上的指纹相同，"
    "说的就是同一份内容。"
)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """The sheet, ready to be set."""

    handbook: str
    edition: str
    fingerprint: str
    issuer: str
    facts: tuple[tuple[str, str], ...]
    """Name and value: which content is acknowledged."""
    statements: tuple[str, ...]
    """Each with a box to tick."""
    results: tuple[tuple[str, ...], ...]
    """Rows of the table of results, most of them empty."""

    @property
    def foot(self) -> str:
        """In the foot of the page."""
        return _("{edition} · 内容指纹{fingerprint}").format(
            edition=self.edition, fingerprint=self.fingerprint
        )


def view(book: Handbook, form: TestForm | None = None) -> Acknowledgement:
    """The sheet of a handbook's edition; with a form, its name and marks stand in the table of results."""
    info = book.info
    empty = ("",) * len(RESULTS)
    known = [(form.title, _("{code}卷").format(code=form.code), str(form.marks), *empty[3:])] if form else []
    return Acknowledgement(
        handbook=info.title,
        edition=info.edition,
        fingerprint=book.fingerprint,
        issuer=info.issuer,
        facts=(
            (_("手册"), _("《{info_title}》").format(info_title=info.title)),
            (_("版次"), info.edition),
            (_("施行"), words.day(info.effective)),
            (_("内容指纹"), book.fingerprint),
            (_("发布"), info.issuer),
            (_("维护"), info.owner),
        ),
        statements=(
            _("我学过上面这一版手册里与我的岗位有关的内容，没弄懂的地方已经问清楚。"),
            _("我知道工作中到哪里查手册，也知道疑问和建议向{owner}提出。").format(owner=info.owner),
            _("我参加了考核，成绩如下表。"),
            _("手册改版以后，我会学习改动的内容，并重新签一份确认书。"),
        ),
        results=(*known, *((empty,) * (_RESULT_ROWS - len(known)))),
    )
