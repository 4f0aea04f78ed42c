"""A composed paper as a SCORM 1.2 package: its own marks and pass mark, no key before it is handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.core import script_data
from generator.core.files import digests
from generator.core.texts import N_, _
from generator.core.vocabulary import QuestionType
from generator.exams.papers import scoring
from generator.exams.papers.items import RIGHT, Lettered
from generator.exams.papers.view import NOTES
from generator.outputs.bank.scorm_package import Launched, package
from generator.views.render import render

if TYPE_CHECKING:
    from generator.exams.papers.items import ItemView
    from generator.exams.papers.view import PaperView, PartView

_OWN = ("exam.js", "quiz.css", "scorm.css", "tokens.css")
#: In the package, loaded by exam.js when the paper is handed in.
KEYS = "exam-key.js"
_VERDICTS = (Lettered("A", N_("对")), Lettered("B", N_("错")))
_TASKS = {
    QuestionType.SINGLE: N_("每题只有一个正确答案。"),
    QuestionType.MULTIPLE: N_("每题有两个或更多的正确答案；多选、少选、选错都不得分。"),
    QuestionType.TRUE_FALSE: N_("说得对的选“对”，说得不对的选“错”。"),
    QuestionType.MATCH: N_("右边哪一项和左边的配成对，就选它；全部选对才得分。"),
    QuestionType.ORDER: N_("按先后选出每一步；全部选对才得分。"),
}
_CASE_TASK = N_("先读材料，再答题。多选题多选、少选、选错都不得分。")


def exam(paper: PaperView) -> bytes:
    """The package of a form. Whoever unpacks it finds the keys: the browser scores, not the platform."""
    fingerprint = digests.short(repr((paper.parts, paper.pass_mark)))
    html = render(
        "scorm/exam.html.j2",
        paper=paper,
        fingerprint=fingerprint,
        labels={one.value: one.label for one in QuestionType},
        notes=paper.notes[len(NOTES) :],
        tasks=[_task(part) for part in paper.parts],
        verdicts=[Lettered(one.letter, _(one.text)) for one in _VERDICTS],
    )
    title = f"{paper.heading} {paper.edition}"
    keys = script_data.script("HB_EXAM_KEY", {item.id: _key(item) for item in paper.items})
    page = Launched("exam", paper.heading, _share(paper), html)
    return package(title, f"{paper.title}\n{paper.foot}", [page], {KEYS: keys}, _OWN)


def _share(paper: PaperView) -> str:
    """The pass mark of 100, cut after two decimals as exam.js cuts what was reached."""
    hundredths = paper.pass_mark * scoring.FULL * 100 // paper.marks
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def _task(part: PartView) -> str:
    if any(group.heading for group in part.groups):
        return _(_CASE_TASK)
    return "".join(_(_TASKS[QuestionType(kind)]) for kind in dict.fromkeys(item.type for item in part.items))


def _key(item: ItemView) -> dict[str, Any]:
    """What exam.js scores by and shows afterwards: letters as the page's fields have them, words, reasons."""
    letters = list(item.key) if item.type in {"match", "order"} else list(item.key[0])
    verdict = _VERDICTS[item.key[0] != RIGHT] if item.type == "true-false" else None
    return {
        "key": [verdict.letter] if verdict else letters,
        "answer": _(verdict.text) if verdict else item.answer,
        "rationale": item.rationale,
        "reasons": [[reason.label, reason.text] for reason in item.reasons],
        "rules": [f"{rule.id} {rule.title}" for rule in item.rules],
    }
