"""A test paper as it is printed: every word, letter and order, the same for PDF and Word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.quiz import letter
from generator.views import words
from generator.vocabulary import Origin, QuestionType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.exam.form import Group, Item, Part, TestForm
    from generator.quiz import Question
    from generator.views.rule import RuleLink

RIGHT, WRONG = "√", "×"
"""What is written for a true and a false statement."""
LINE = 41.0
"""How many characters of its own size a line of options holds; the same in PDF and Word."""
_LETTER = 1.7
"""Of which the letter with its point takes as many."""
_GAP = 0.6
"""And so much must stay free between two options."""
_COLUMNS = (4, 2)
_TAIL = re.compile(r"[\u4e00-\u9fff]{2}[？。！”’）》」』]*$")
_NARROW = 0.58
"""Width of a Latin letter or digit."""
_DRAFTED = "拟定"
_TASKS = {
    QuestionType.SINGLE: "每题只有一个正确答案，把它的字母填在括号里。",
    QuestionType.MULTIPLE: "每题有两个或更多的正确答案，把它们的字母都填在括号里；多选、少选、选错都不得分。",
    QuestionType.TRUE_FALSE: f"说得对的打“{RIGHT}”，说得不对的打“{WRONG}”，填在括号里。",
    QuestionType.MATCH: "右边哪一项和左边的配成对，就把它的字母填在左边的括号里；全部填对才得分。",
    QuestionType.ORDER: "按先后把各项的字母填在括号里；全部填对才得分。",
}
_CASE_TASK = (
    f"先读材料，再答题。没有写明的题只有一个正确答案；写明“多选”的有两个或更多；写明“判断”的打“{RIGHT}”或“{WRONG}”。"
)


@dataclass(frozen=True, slots=True)
class Lettered:
    """An option, a right side or a step."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an option is right or wrong, or a pair belongs together."""

    label: str
    """A 对, B 错, 1—C."""
    text: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """A question in the order in which it is read."""

    number: int
    id: str
    type: str
    kind: str
    """多选, 判断: said before the stem in cases, where types are mixed; else empty."""
    marks: tuple[str, ...]
    """拟定, 待复核."""
    stem: str
    """Without its end."""
    tail: str
    """Its last two characters and the marks behind them: they stay with the bracket."""
    choices: tuple[Lettered, ...]
    """Empty for true-false."""
    columns: int
    """In how many columns the choices stand: as many as their longest text allows."""
    rows: tuple[str, ...]
    """The left sides of a match question."""
    key: tuple[str, ...]
    """What belongs into each bracket: one for a choice (ABD), one a row or step else."""
    answer: str
    """The key in words: A、B、D; 1—C，2—A; B→A→C; √."""
    rationale: str
    reasons: tuple[Reason, ...]
    rules: tuple[RuleLink, ...]

    @property
    def brief(self) -> str:
        """The key for the table of answers: ABD."""
        return self.key[0] if len(self.key) == 1 else self.answer


@dataclass(frozen=True, slots=True)
class GroupView:
    """One item, or a case with its scene."""

    heading: str
    """案例1 and its title; empty for a single item."""
    scene: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """大题."""

    number: str
    """一."""
    title: str
    count: int
    marks_each: int
    marks: int
    task: str
    groups: tuple[GroupView, ...]

    @property
    def heading(self) -> str:
        """一、单项选择题（共20题，每题2分，共40分）."""
        return (
            f"{self.number}、{self.title}（共{self.count}题，每题{self.marks_each}分，共{self.marks}分）"
        )

    @property
    def items(self) -> tuple[ItemView, ...]:
        """Its items in order."""
        return tuple(item for group in self.groups for item in group.items)


@dataclass(frozen=True, slots=True)
class PaperView:
    """A form, ready to be set."""

    title: str
    form: str
    """A卷; may be empty."""
    edition: str
    fingerprint: str
    foot: str
    """卷号·种子·版次, in the foot of each page."""
    handbook: str
    issuer: str
    minutes: int
    count: int
    marks: int
    pass_mark: int
    parts: tuple[PartView, ...]
    drafted: bool
    stale: bool

    @property
    def heading(self) -> str:
        """The title with the form's letter."""
        return f"{self.title}（{self.form}）" if self.form else self.title

    @property
    def items(self) -> tuple[ItemView, ...]:
        """All items in order."""
        return tuple(item for part in self.parts for item in part.items)

    @property
    def notes(self) -> tuple[str, ...]:
        """注意事项, without the first, which counts the pages."""
        found = [
            "先在密封线外填写姓名、工号、单位和日期，其他地方不要写名字。",
            "答案写在题目的括号里；发了答题卡的，以答题卡为准。",
        ]
        if self.drafted:
            found.append(f"标着“{_DRAFTED}”的题，所考的规则原文只有标题或者中断，由手册拟定。")
        if self.stale:
            found.append(f"标着“{words.STALE}”的题，所考的规则后来改过，评分前先核对规则。")
        return tuple(found)

    @property
    def facts(self) -> str:
        """What 注意事项 say after the number of pages: 45题，满分100分，60分及格，时间60分钟."""
        return (
            f"{self.count}题，满分{self.marks}分，{self.pass_mark}分及格，时间{self.minutes}分钟。"
        )


def view(form: TestForm, links: Mapping[str, RuleLink], *, handbook: str, issuer: str) -> PaperView:
    """The view of a form; ``links`` holds the name of every rule."""
    parts = tuple(_part(number, part, links) for number, part in enumerate(form.parts, start=1))
    questions = [item.question for item in form]
    letter_ = f"{form.code}卷" if form.code else ""
    return PaperView(
        title=form.title,
        form=letter_,
        edition=form.edition,
        fingerprint=form.fingerprint,
        foot=" · ".join(filter(None, (letter_, f"种子{form.seed}", form.edition))),
        handbook=handbook,
        issuer=issuer,
        minutes=form.minutes,
        count=len(questions),
        marks=form.marks,
        pass_mark=form.pass_mark,
        parts=parts,
        drafted=any(question.drafted for question in questions),
        stale=any(question.stale for question in questions),
    )


def _part(number: int, part: Part, links: Mapping[str, RuleLink]) -> PartView:
    case = any(group.scene for group in part.groups)
    cases = 0
    groups = []
    for group in part.groups:
        cases += group.scene is not None
        groups.append(_group(group, cases, links))
    types = tuple(dict.fromkeys(item.question.type for item in part.items))
    return PartView(
        number=words.chinese_number(number),
        title=part.title,
        count=len(part.items),
        marks_each=part.marks_each,
        marks=part.marks,
        task=_CASE_TASK if case else "".join(_TASKS[one] for one in types),
        groups=tuple(groups),
    )


def _group(group: Group, number: int, links: Mapping[str, RuleLink]) -> GroupView:
    scene = group.scene
    return GroupView(
        heading=f"案例{number}　{scene.title}" if scene else "",
        scene=scene.text if scene else "",
        items=tuple(_item(item, links, mixed=scene is not None) for item in group.items),
    )


def _item(item: Item, links: Mapping[str, RuleLink], *, mixed: bool) -> ItemView:
    question = item.question
    choices = _choices(item)
    ends = _TAIL.search(question.stem)
    cut = ends.start() if ends else len(question.stem)
    named = mixed and question.type is not QuestionType.SINGLE
    return ItemView(
        number=item.number,
        id=question.id,
        type=question.type.value,
        kind=question.type.label.removesuffix("题") if named else "",
        marks=tuple(_DRAFTED if one == Origin.DRAFTED.label else one for one in words.quiz_marks(question)),
        stem=question.stem[:cut],
        tail=question.stem[cut:],
        choices=choices,
        columns=columns(tuple(one.text for one in choices)),
        rows=tuple(pair.left for pair in question.pairs),
        key=_key(item),
        answer=_answer(item),
        rationale=question.rationale,
        reasons=_reasons(item),
        rules=tuple(links[rule] for rule in question.rules if rule in links),
    )


def _choices(item: Item) -> tuple[Lettered, ...]:
    """Options, right sides or steps in the order printed; 对 and 错 are not printed."""
    question = item.question
    if question.type is QuestionType.TRUE_FALSE:
        return ()
    texts = {one.id: one.text for one in (*question.options, *question.choices)}
    return tuple(Lettered(letter(place), texts[id_]) for place, id_ in enumerate(item.order))


def _key(item: Item) -> tuple[str, ...]:
    question = item.question
    if question.type is QuestionType.TRUE_FALSE:
        return (RIGHT if question.answer else WRONG,)
    if question.pairs:
        letters = _letters(item)
        return tuple(letters[pair.right_id] for pair in question.pairs)
    return item.key if question.sequence else ("".join(item.key),)


def _answer(item: Item) -> str:
    question = item.question
    if question.type is QuestionType.TRUE_FALSE:
        return _key(item)[0]
    if question.pairs:
        return "，".join(f"{row}—{one}" for row, one in enumerate(_key(item), start=1))
    return ("→" if question.sequence else "、").join(item.key)


def _letters(item: Item) -> dict[str, str]:
    return {id_: letter(place) for place, id_ in enumerate(item.order)}


def _reasons(item: Item) -> tuple[Reason, ...]:
    """In the order in which the paper shows them."""
    question: Question = item.question
    letters = _letters(item)
    options = [
        (letters[option.id], Reason(f"{letters[option.id]}{'对' if option.correct else '错'}", option.rationale))
        for option in question.options
        if option.rationale
    ]
    pairs = [
        Reason(f"{row}—{letters[pair.right_id]}", pair.rationale)
        for row, pair in enumerate(question.pairs, start=1)
        if pair.rationale
    ]
    return (*(reason for _, reason in sorted(options, key=lambda one: one[0])), *pairs)


def columns(texts: tuple[str, ...]) -> int:
    """In how many columns options fit on one line each: 4, 2 or 1."""
    longest = max(map(width, texts), default=0.0)
    several = any("\n" in text for text in texts)
    return next(
        (number for number in _COLUMNS if not several and longest + _LETTER + _GAP <= LINE / number), 1
    )


def width(text: str) -> float:
    """About how many Han characters wide a text is."""
    return sum(1.0 if unicodedata.east_asian_width(one) in "WFA" else _NARROW for one in text)
