"""The questions of downloads/data/handbook.json. Others rely on every key: add freely, change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from generator.outputs.data.shape import Shape
from generator.views import words

if TYPE_CHECKING:
    from generator.book import bank


class Option(Shape):
    """选项；连线题的右边，排序题的步骤也在这里，按显示的先后。"""

    id: str
    text: str
    correct: bool
    """连线题、排序题的每一项都是 true：对不对看 key。"""
    rationale: str


class Pair(Shape):
    """连线题的左边和它的右边（option 是右边的 id）。"""

    id: str
    left: str
    option: str


class Case(Shape):
    """案例：几道题共用的情境。"""

    id: str
    title: str
    scene: str


class Question(Shape):
    """一道题；案例里的题各列一道，case 相同。"""

    id: str
    type: Literal["single", "multiple", "true-false", "match", "order"]
    stem: str
    options: list[Option]
    pairs: list[Pair]
    """只有连线题有。"""
    key: list[str]
    """答案：选项的 id；排序题按先后；连线题写 左=右。"""
    rules: list[str]
    difficulty: Literal["easy", "medium", "hard"]
    level: Literal["recall", "understand", "apply", "analyse"]
    setting: Literal["none", "counter", "phone", "chat"]
    rationale: str
    case: str | None
    """案例的 id。"""
    chapter: str
    channels: list[str]
    stale: bool
    """待复核：所考的规则改过了。"""
    drafted: bool
    """所考的规则里有拟定的。"""
    law: bool
    """考的里有法定补充。"""
    marks: list[str]
    """读者要知道的：待复核、拟定、本机构增补、法定补充。"""
    fingerprint: str


class BankHandbook(Shape):
    """题库属于哪本手册。"""

    title: str
    edition: str
    effective: str
    """生效日期，如 2026-12-01。"""


class Tested(Shape):
    """试题所考的一条规则。"""

    id: str
    title: str


class BankData(Shape):
    """题库的JSON：整个题库，或者一章。"""

    schema_version: Literal[1] = Field(alias="schema")
    handbook: BankHandbook
    rules: list[Tested]
    """试题的 rules 里的编号叫什么。"""
    questions: list[Question]
    cases: list[Case]


def record(question: bank.Question) -> Question:
    """A question as others read it."""
    reasons = {pair.right_id: pair.rationale for pair in question.pairs}
    options = [
        Option(id=one.id, text=one.text, correct=one.correct, rationale=one.rationale)
        for one in question.options
    ] + [
        Option(id=one.id, text=one.text, correct=True, rationale=reasons.get(one.id, ""))
        for one in question.choices
    ]
    return Question(
        id=question.id,
        type=question.type.value,
        stem=question.stem,
        options=options,
        pairs=[Pair(id=pair.left_id, left=pair.left, option=pair.right_id) for pair in question.pairs],
        key=list(question.key),
        rules=list(question.rules),
        difficulty=question.difficulty.value,
        level=question.level.value,
        setting=question.setting.value,
        rationale=question.rationale,
        case=question.case.id if question.case else None,
        chapter=question.chapter,
        channels=list(question.channels),
        stale=question.stale,
        drafted=question.drafted,
        law=question.law,
        marks=list(words.quiz_marks(question)),
        fingerprint=question.fingerprint,
    )


def cases(bank: bank.Bank) -> list[Case]:
    """The cases as others read them, each once."""
    found = {question.case.id: question.case for question in bank if question.case}
    return [Case(id=one.id, title=one.title, scene=one.text) for one in found.values()]
