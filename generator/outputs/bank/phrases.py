"""What all formats say in the same words: the question asked, its tags, its 解析."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.book.bank import letter
from generator.core.texts import _
from generator.views.words import quiz_marks

if TYPE_CHECKING:
    from generator.book.bank import Question
    from generator.outputs.bank.exports import Batch


def asked(question: Question) -> str:
    """The stem; of a case's question, the scene before it."""
    return f"{question.case.text}\n{question.stem}" if question.case else question.stem


def category(batch: Batch, heading: str = "", *, by: str = "") -> str:
    """Where Moodle is to put questions: under title, edition and what the file holds.

    Moodle never knows a question again. It adds every one of a file, and takes the idnumber off each whose
    category has that idnumber already; so a category belongs to one file.

    Args:
        batch: What the file is made from.
        heading: The chapter's or the form's; without it, the file's own category.
        by: The format, where another one writes the same questions.
    """
    part = _("{part}（{by}）").format(part=batch.part, by=by) if batch.part and by else batch.part
    names = filter(None, (batch.title, batch.edition, part, heading))
    return "/".join(("$course$/top", *(name.replace("/", "//") for name in names)))


def tags(question: Question) -> tuple[str, ...]:
    """Rules, difficulty, level, setting and what readers must know about its standing."""
    return tuple(
        filter(
            None,
            (
                *question.rules,
                question.difficulty.label,
                question.level.label,
                question.setting.label,
                question.case.id if question.case else "",
                *quiz_marks(question),
            ),
        )
    )


def feedback(question: Question) -> str:
    """解析 for formats that keep the reasons of options beside the options: without them."""
    if question.pairs:
        return question.explanation
    return question.rationale


def choices(question: Question) -> tuple[str, ...]:
    """What stands behind the letters A, B, C …: options, right sides or steps."""
    return tuple(one.text for one in question.options) or tuple(one.text for one in question.choices)


def lettered(question: Question) -> tuple[str, ...]:
    """The key as letters: A for an option, 1C for a pair, C A B for an order."""
    ids = [one.id for one in question.options] or [one.id for one in question.choices]
    letters = {id_: letter(index) for index, id_ in enumerate(ids)}
    if question.pairs:
        return tuple(f"{index}{letters[pair.right_id]}" for index, pair in enumerate(question.pairs, start=1))
    return tuple(letters[id_] for id_ in question.key)


def one_line(text: str) -> str:
    """Without line breaks, for formats in which a line is a unit. Other spaces stay."""
    return " ".join(line for line in text.splitlines() if line)
