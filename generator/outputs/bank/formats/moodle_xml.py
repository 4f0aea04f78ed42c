"""Moodle XML. Whatever Moodle forgives silently is written as it wants it: fractions, categories, CDATA."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from generator.core.texts import N_, _
from generator.core.vocabulary import QuestionType
from generator.outputs.bank.exports import Format, everything
from generator.outputs.bank.phrases import asked, category, feedback, tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.bank import Question
    from generator.outputs.bank.exports import Batch

_TYPES = {
    QuestionType.SINGLE: "multichoice",
    QuestionType.MULTIPLE: "multichoice",
    QuestionType.TRUE_FALSE: "truefalse",
    QuestionType.MATCH: "matching",
    QuestionType.ORDER: "ordering",
}
#: Moodle's question types accept these feedbacks and some refuse a question without them.
_COMBINED = "".join(
    f'<{name}feedback format="html"><text></text></{name}feedback>\n'
    for name in ("correct", "partiallycorrect", "incorrect")
)
#: Stands in Moodle beside the category of a file.
_ABOUT = N_(
    "这个类别和它的子类别里，是一个文件导入的题。Moodle每导入一次就加一份，不认得已有的题："
    "整个题库和单章文件只用一种。两种都导入了，就列出不要的那个类别连同子类别的题，全选，删除；另一种不受影响。"
)


def fraction(parts: int) -> str:
    """100/parts as Moodle lists it: at most five decimals. 33.3 would make it refuse the whole file."""
    return f"{100 / parts:.5f}".rstrip("0").rstrip(".")


def _write(batch: Batch) -> bytes:
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n']
    if batch.part:
        parts.append(_category(category(batch), _(_ABOUT)))
    chapter = ""
    marks = dict(batch.marks)
    for question in batch.questions:
        if question.chapter != chapter:
            chapter = question.chapter
            parts.append(_category(category(batch, batch.heading(question))))
        parts += _question(question, marks.get(question.id, 1))
    parts.append("</quiz>\n")
    return "".join(parts).encode()


def _category(path: str, about: str = "") -> str:
    info = f'<info format="html">{_html(about)}</info>' if about else ""
    text = escape(path, quote=False)
    return f'<question type="category"><category><text>{text}</text></category>{info}</question>\n'


def _question(question: Question, grade: int) -> Iterator[str]:
    yield f'<question type="{_TYPES[question.type]}">\n<name><text>{question.id}</text></name>\n'
    yield f'<questiontext format="html">{_html(asked(question))}</questiontext>\n'
    yield f'<generalfeedback format="html">{_html(feedback(question))}</generalfeedback>\n'
    penalty = "1" if question.type is QuestionType.TRUE_FALSE else "0.3333333"
    yield f"<defaultgrade>{grade}</defaultgrade>\n<penalty>{penalty}</penalty>\n<hidden>0</hidden>\n"
    yield f"<idnumber>{question.id}</idnumber>\n"
    if question.type is QuestionType.TRUE_FALSE:
        yield from _true_false(question)
    elif question.pairs:
        yield from _match(question)
    elif question.sequence:
        yield from _order(question)
    else:
        yield from _choice(question)
    marks = "".join(f"<tag><text>{escape(tag, quote=False)}</text></tag>" for tag in tags(question))
    yield f"<tags>{marks}</tags>\n</question>\n"


def _choice(question: Question) -> Iterator[str]:
    single = question.type is QuestionType.SINGLE
    yield f"<single>{'true' if single else 'false'}</single>\n"
    yield "<shuffleanswers>true</shuffleanswers>\n<answernumbering>ABCD</answernumbering>\n"
    yield _COMBINED
    right = sum(option.correct for option in question.options)
    wrong = f"-{fraction(len(question.options) - right)}" if right < len(question.options) else ""
    for option in question.options:
        share = fraction(right) if option.correct else "0" if single else wrong
        yield f'<answer fraction="{share}" format="html">{_html(option.text)}'
        yield f'<feedback format="html">{_html(option.rationale)}</feedback></answer>\n'


def _true_false(question: Question) -> Iterator[str]:
    for option in question.options:
        share = "100" if option.correct else "0"
        yield f'<answer fraction="{share}" format="moodle_auto_format"><text>{option.id}</text>'
        yield '<feedback format="html"><text></text></feedback></answer>\n'


def _match(question: Question) -> Iterator[str]:
    """Right sides are plain text to Moodle: it shows them in a list to choose from."""
    yield "<shuffleanswers>true</shuffleanswers>\n"
    yield _COMBINED
    for pair in question.pairs:
        yield f'<subquestion format="html">{_html(pair.left)}'
        yield f"<answer><text>{_cdata(pair.right)}</text></answer></subquestion>\n"


def _order(question: Question) -> Iterator[str]:
    yield "<layouttype>VERTICAL</layouttype>\n<selecttype>ALL</selecttype>\n<selectcount>0</selectcount>\n"
    yield "<gradingtype>ABSOLUTE_POSITION</gradingtype>\n<showgrading>SHOW</showgrading>\n"
    yield "<numberingstyle>none</numberingstyle>\n"
    yield _COMBINED
    yield "<shownumcorrect>1</shownumcorrect>\n"
    for place, step in enumerate(question.sequence, start=1):
        yield f'<answer fraction="{place}" format="html">{_html(step.text)}</answer>\n'


def _html(text: str) -> str:
    """Text as HTML that shows it as it is."""
    return f"<text>{_cdata('<br>'.join(escape(text, quote=False).splitlines()))}</text>"


def _cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


FORMATS = (
    Format(
        "moodle-xml",
        "Moodle XML",
        N_("导入Moodle题库，标签、编号、各选项的解析都在"),
        ".xml",
        _write,
        everything,
    ),
)
