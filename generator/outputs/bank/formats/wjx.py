"""问卷星: an exam as lines of JSON; the first says what it is. What has no place stands in the 解析."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.book.bank import FALSE_TEXT, TRUE_TEXT
from generator.core.texts import N_, _
from generator.core.vocabulary import QuestionType
from generator.outputs.bank.exports import Format
from generator.outputs.bank.phrases import asked, choices, lettered, tags

if TYPE_CHECKING:
    from generator.book.bank import Question
    from generator.outputs.bank.exports import Batch

#: What it calls an exam, among surveys and votes.
EXAM = 6
_TYPES = {
    QuestionType.SINGLE: "考试单选",
    QuestionType.MULTIPLE: "考试多选",
    QuestionType.TRUE_FALSE: "考试判断",
}


def _cannot(question: Question) -> str:
    return (
        ""
        if question.type in _TYPES
        else _("问卷星的考试没有{type_label}").format(type_label=question.type.label)
    )


def _write(batch: Batch) -> bytes:
    only = batch.headings[0][1] if len(batch.headings) == 1 else ""
    kind = "" if "考试" in batch.title else "考试"
    title = f"《{batch.title}》{only}{kind}"
    head = {
        "qtype": "问卷基础信息",
        "title": title,
        "introduction": f"{batch.title}，{batch.edition}，共{len(batch.questions)}道题。",
        "language": "zh",
        "atype": EXAM,
    }
    marks = dict(batch.marks)
    lines = [head, *(_line(question, marks.get(question.id, 1)) for question in batch.questions)]
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode()


def _line(question: Question, mark: int) -> dict[str, Any]:
    true_false = question.type is QuestionType.TRUE_FALSE
    marks = _("（编号：{question_id}；标签：{tags}）").format(
        question_id=question.id, tags=_("、").join(tags(question))
    )
    return {
        "qtype": _TYPES[question.type],
        "title": asked(question),
        "select": [TRUE_TEXT, FALSE_TEXT] if true_false else list(choices(question)),
        "correctselect": [TRUE_TEXT if question.answer else FALSE_TEXT]
        if true_false
        else list(lettered(question)),
        "quizscore": str(mark),
        "answeranalysis": f"{question.explanation}\n{marks}",
        "isquiz": "1",
        "requir": True,
    }


FORMATS = (
    Format("wjx", N_("问卷星"), N_("在问卷星里建考试，一行一道题（JSONL）"), ".wjx.jsonl", _write, _cannot),
)
