"""The question bank, as its YAML files hold it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from generator.content.model.base import ChapterNumber, Line, Model, ProvisionId, Text
from generator.core.files import digests
from generator.core.texts import _
from generator.core.vocabulary import Difficulty, Level, QuestionType, Setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

QuestionId = Annotated[
    str,
    StringConstraints(
        pattern=r"^(L[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){0,2}|[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){1,2})"
        r"-[1-9][0-9]{0,3}-q[1-9][0-9]{0,3}$"
    ),
]
"""The first rule's or supplement's id, a running number: 4.3.2-1-q1, L3.1-1-q1. Permanent, never reused."""
CaseId = Annotated[str, StringConstraints(pattern=r"^case-[1-9][0-9]{0,3}-[1-9][0-9]{0,3}$")]
"""case, the chapter, a running number: case-4-1."""
CheckCode = Annotated[str, StringConstraints(pattern=r"^I8[0-9]{2}$")]
Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]


class Option(Model):
    """选项。"""

    text: Text
    """不超过40个字，句末不写句号。"""
    correct: bool = False
    """true 表示它是答案。"""
    because: Text
    """它为什么对，或者为什么错。"""


class Pair(Model):
    """连线题的一对。"""

    left: Text
    right: Text
    because: Text
    """为什么是这一对。"""


class Accepted(Model):
    """看过并接受的一条警告。"""

    code: CheckCode
    """警告的代码，如 I823。"""
    reason: Text
    """为什么接受，一句话。"""


_BODIES = {
    QuestionType.SINGLE: "options",
    QuestionType.MULTIPLE: "options",
    QuestionType.TRUE_FALSE: "answer",
    QuestionType.MATCH: "pairs",
    QuestionType.ORDER: "sequence",
}
_IN_CASES = (QuestionType.SINGLE, QuestionType.MULTIPLE, QuestionType.TRUE_FALSE)


class CaseQuestion(Model):
    """案例里的一道题。"""

    id: QuestionId
    """第一条规则（或法定补充）的编号加 -q 和序号，如 4.3.2-1-q1、L3.1-1-q1；定了就不改。"""
    type: QuestionType
    """single 单选，multiple 多选，true-false 判断，match 连线，order 排序。"""
    rules: Annotated[tuple[ProvisionId, ...], Field(min_length=1, max_length=20)]
    """考的是哪几条规则或法定补充，第一条就是编号里的那条。"""
    difficulty: Difficulty
    """easy 易，medium 中，hard 难。"""
    level: Level
    """recall 记忆，understand 理解，apply 应用，analyse 分析。"""
    stem: Text
    """题干：自己说得完整，一题一个意思，不超过80个字。"""
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=8)] | None = None
    """单选3至4个，多选4至5个。"""
    answer: bool | None = None
    """判断题的答案。"""
    pairs: Annotated[tuple[Pair, ...], Field(min_length=2, max_length=8)] | None = None
    """连线题的每一对，3至5对。"""
    sequence: Annotated[tuple[Text, ...], Field(min_length=2, max_length=8)] | None = None
    """排序题的各步，按正确的先后写，3至5步。"""
    rationale: Text
    """解析：答案为什么对，写给答错的人。"""
    accepted: tuple[Accepted, ...] = ()

    @model_validator(mode="after")
    def _body_fits_type(self) -> Self:
        wanted = _BODIES[self.type]
        given = [
            name for name in ("options", "answer", "pairs", "sequence") if getattr(self, name) is not None
        ]
        if given != [wanted]:
            others = _("、").join(name for name in given if name != wanted)
            message = _("{id} 是 {type} 题，要写 {wanted}").format(
                id=self.id, type=self.type, wanted=wanted
            ) + (_("，不写 {others}").format(others=others) if others else "")
            raise ValueError(message)
        return self

    @property
    def keys(self) -> tuple[int, ...]:
        """Positions of the correct options, from 0."""
        return tuple(index for index, option in enumerate(self.options or ()) if option.correct)

    @property
    def texts(self) -> tuple[str, ...]:
        """What the reader chooses among: options, right-hand sides or steps."""
        if self.pairs:
            return tuple(pair.right for pair in self.pairs)
        return self.sequence or tuple(option.text for option in self.options or ())


class Question(CaseQuestion):
    """一道独立的题。"""

    setting: Setting
    """题里的场景：counter 柜台，phone 电话，chat 网上，none 没有场景。"""


class Case(Model):
    """案例：一段情境和2至4道题，题可以考别的章。"""

    id: CaseId
    """case-章号-序号，如 case-4-1。"""
    title: Line
    setting: Setting
    scene: Text
    """情境，不超过300个字；客户、员工都不起名字。"""
    questions: Annotated[tuple[CaseQuestion, ...], Field(min_length=2, max_length=4)]
    accepted: tuple[Accepted, ...] = ()

    @model_validator(mode="after")
    def _only_simple_types(self) -> Self:
        for question in self.questions:
            if question.type not in _IN_CASES:
                message = _("{id} 里的 {question_id} 是 {type} 题；案例里只放单选、多选、判断").format(
                    id=self.id, question_id=question.id, type=question.type
                )
                raise ValueError(message)
        return self


class QuizFile(Model):
    """一章的试题：文件夹 content/questions/NN-slug/，或旧的摆法 content/quizzes/NN-slug.yaml。"""

    chapter: ChapterNumber
    """章号，如 4。"""
    accepted: tuple[Accepted, ...] = ()
    """接受的、关于整个题库的警告。"""
    questions: tuple[Question, ...] = ()
    cases: tuple[Case, ...] = ()

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not self.questions and not self.cases:
            message = _("questions 和 cases 至少要有一样")
            raise ValueError(message)
        return self

    def all(self) -> Iterator[tuple[CaseQuestion, Case | None]]:
        """Every question with the case it belongs to; those of cases last."""
        for question in self.questions:
            yield question, None
        for case in self.cases:
            for asked in case.questions:
                yield asked, case


class ReviewedFile(Model):
    """content/reviewed/questions.yaml：复核戳，由 `./run review --stamp` 写。"""

    stamps: dict[QuestionId, dict[ProvisionId, Fingerprint]]
    """试题编号 → 规则编号 → 当时规则内容的指纹。"""


def stamps_text(stamps: Mapping[str, Mapping[str, object]]) -> str:
    """The key ``stamps`` of a file, a line a question, so that two people's stamps merge."""
    lines = (f"  {question}: {{{_pairs(rules)}}}\n" for question, rules in stamps.items())
    return "".join(("stamps:\n", *lines)) if stamps else "stamps: {}\n"


def _pairs(rules: Mapping[str, object]) -> str:
    return ", ".join(f"{rule}: '{stamp}'" for rule, stamp in rules.items())


def fingerprint(question: CaseQuestion, scene: str = "") -> str:
    """12 hex digits that change when anything of a question changes that an export carries.

    What counts is named here, not taken from the model: a field that it gains later changes no fingerprint.
    """
    said = (
        question.type.value,
        question.rules,
        question.difficulty.value,
        question.level.value,
        question.stem,
        [(option.text, option.correct, option.because) for option in question.options or ()],
        question.answer,
        [(pair.left, pair.right, pair.because) for pair in question.pairs or ()],
        question.sequence,
        question.rationale,
        scene,
    )
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return digests.short(text)
