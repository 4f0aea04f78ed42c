"""Forms for programs: in every format of the question bank, and as JSON that says all of a form.

Questions come in the order of the form, options in the order that it prints.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.book.bank import Bank
from generator.core.texts import N_, _
from generator.outputs.bank import exports
from generator.outputs.bank.exports import Batch, Format, LeftOut
from generator.outputs.data import question_data
from generator.outputs.papers.writers import Writer, stem

if TYPE_CHECKING:
    from generator.book.bank import Question
    from generator.book.handbook import Handbook
    from generator.exams.composing.form import Group, Item, Part, TestForm

#: Formats whose name means something else here: `docx` is a paper to print, `json` tells of parts and marks,
#: `scorm12` is an exam and no practice (generator/outputs/papers/scorm.py).
_RENAMED = {"docx": "docx-import"}
_OWN = {"json", "scorm12"}
#: All questions of a form stand under one heading, in one category: that of the form.
_CHAPTER = "0"


def as_printed(item: Item) -> Question:
    """A question with its options, right sides or steps in the order that the form prints."""
    question = item.question
    options = {one.id: one for one in question.options}
    choices = {one.id: one for one in question.choices}
    return replace(
        question,
        options=tuple(options[id_] for id_ in item.order if id_ in options),
        choices=tuple(choices[id_] for id_ in item.order if id_ in choices),
        chapter=_CHAPTER,
    )


def batch(book: Handbook, form: TestForm, questions: tuple[Question, ...]) -> Batch:
    """What the formats of the question bank write."""
    heading = _("{code}卷 种子{seed}").format(code=form.code, seed=form.seed)
    marks = tuple((item.question.id, part.marks_each) for part in form.parts for item in part.items)
    return Batch(form.title, form.edition, book.info.effective, ((_CHAPTER, heading),), questions, marks)


def _exported(wanted: Format, name: str, book: Handbook, form: TestForm) -> dict[str, bytes]:
    """The form in one format, and beside it the list of what the format cannot hold."""
    asked = [as_printed(item) for item in form]
    left_out = tuple(LeftOut(one, reason) for one in asked if (reason := wanted.cannot(one)))
    held = tuple(one for one in asked if not wanted.cannot(one))
    file = f"{stem(form)}{_suffix(name, wanted.suffix)}"
    found = {file: wanted.write(batch(book, form, held))}
    if left_out:
        found[file + exports.LEFT_OUT] = exports.left_out_table(left_out)
    return found


def _suffix(name: str, suffix: str) -> str:
    """.csv for csv; .xlsx-chaoxing.xlsx where several formats share a suffix."""
    tells = suffix.count(".") > 1 or name in {suffix[1:], "moodle-xml"}
    return suffix if tells else f".{name}{suffix}"


# ---- JSON ----


def record(form: TestForm) -> dict[str, Any]:
    """A form as plain data: its particulars, its parts with keys, and the questions as in handbook.json."""
    bank = Bank(tuple(item.question for item in form))
    return {
        "schema": 1,
        "exam": {
            "title": form.title,
            "form": form.code,
            "seed": form.seed,
            "edition": form.edition,
            "fingerprint": form.fingerprint,
            "minutes": form.minutes,
            "marks": form.marks,
            "pass_mark": form.pass_mark,
        },
        "parts": [_part(part) for part in form.parts],
        "questions": [question_data.record(question).plain() for question in bank],
        "cases": [case.plain() for case in question_data.cases(bank)],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "title": part.title,
        "marks_each": part.marks_each,
        "marks": part.marks,
        "groups": [_group(group) for group in part.groups],
    }


def _group(group: Group) -> dict[str, Any]:
    items = [
        {"number": one.number, "question": one.question.id, "options": list(one.order), "key": list(one.key)}
        for one in group.items
    ]
    return {"case": group.scene.id if group.scene else None, "items": items}


def _json(__: Handbook, form: TestForm) -> dict[str, bytes]:
    text = json.dumps(record(form), ensure_ascii=False, indent=1)
    return {f"{stem(form)}.json": f"{text}\n".encode()}


def _writers() -> tuple[Writer, ...]:
    found = [Writer("json", N_("JSON：大题、题目、选项的次序、答案和分值，给程序读"), _json)]
    for one in exports.registered().values():
        if one.name not in _OWN:
            name = _RENAMED.get(one.name, one.name)
            found.append(Writer(name, one.title, partial(_exported, one, name), one.text))
    return tuple(found)


WRITERS = _writers()
