"""GIFT, the text format of Moodle that many other programs read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.core.texts import N_, _
from generator.core.vocabulary import QuestionType
from generator.outputs.bank.exports import Format
from generator.outputs.bank.formats.moodle_xml import fraction
from generator.outputs.bank.phrases import asked, category, feedback, tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.bank import Question
    from generator.outputs.bank.exports import Batch

_MARKS = re.compile(r"[~=#{}:]")
#: What readers take for the name of a text format, or for a weight, at the beginning of a text.
_LEADING = ("[", "%")
_ARROW = "->"


def _cannot(question: Question) -> str:
    if question.type is QuestionType.ORDER:
        return _("GIFT 没有排序题")
    if any(_ARROW in side for pair in question.pairs for side in (pair.left, pair.right)):
        return _("连线题里有“{arrow}”，GIFT 拿它分左右，没有别的写法").format(arrow=_ARROW)
    return ""


def _write(batch: Batch) -> bytes:
    parts: list[str] = []
    chapter = ""
    for question in batch.questions:
        if question.chapter != chapter:
            chapter = question.chapter
            parts.append(f"$CATEGORY: {category(batch, batch.heading(question), by='GIFT')}\n\n")
        parts += _question(question)
    return "".join(parts).encode()


def _question(question: Question) -> Iterator[str]:
    yield f"// [id:{question.id}] {' '.join(f'[tag:{tag}]' for tag in tags(question))}\n"
    yield f"::{question.id}::[plain]{_text(asked(question))}{{"
    general = f"####{_guarded(feedback(question))}"
    if question.type is QuestionType.TRUE_FALSE:
        yield f"{'TRUE' if question.answer else 'FALSE'}{general}}}\n\n"
        return
    yield "\n"
    if question.pairs:
        for pair in question.pairs:
            yield f"={_guarded(pair.left)} -> {_text(pair.right)}\n"
    else:
        right = sum(option.correct for option in question.options)
        for option in question.options:
            yield f"{_weight(question, right, correct=option.correct)}{_guarded(option.text)}"
            yield f"#{_guarded(option.rationale)}\n"
    yield f"{general}\n}}\n\n"


def _weight(question: Question, right: int, *, correct: bool) -> str:
    """What stands before an option. One ``=`` would make a multiple choice single: it has weights only."""
    if question.type is QuestionType.SINGLE:
        return "=" if correct else "~"
    wrong = len(question.options) - right
    return f"~%{fraction(right)}%" if correct else f"~%-{fraction(wrong)}%"


def _guarded(text: str) -> str:
    return f"[plain]{_text(text)}" if text.startswith(_LEADING) else _text(text)


def _text(text: str) -> str:
    """Backslashes first, then what has a meaning, then line breaks: a blank line would end the question."""
    escaped = _MARKS.sub(lambda mark: f"\\{mark.group()}", text.replace("\\", "\\\\"))
    return "\\n".join(escaped.splitlines())


FORMATS = (
    Format("gift", "GIFT", N_("纯文本题库，Moodle和不少出题工具都能导入"), ".gift.txt", _write, _cannot),
)
