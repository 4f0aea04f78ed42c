"""A question as it is printed: its letters in the order of the paper, its key, why."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.book.bank import letter
from generator.core.texts import _
from generator.core.vocabulary import QuestionType
from generator.views import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.book.bank import Question
    from generator.exams.composing.form import Item
    from generator.views.rules import RuleLink

RIGHT, WRONG = "√", "×"
"""What is written for a true and a false statement."""
LINE = 41.0
"""How many characters of its own size a line of options holds; the same in PDF and Word."""
_LETTER = 1.7
"""Of which the letter with its point takes as many."""
_GAP = 1.0
"""And so much must stay free between two options."""
_COLUMNS = (4, 2)
_TAIL = re.compile(r"[\u4e00-\u9fff]{2}[？。！”’）》」』]*$")
_NARROW = 0.58
"""Width of a Latin letter or digit."""


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
    """拟定, 法定补充, 待复核."""
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


def view(item: Item, links: Mapping[str, RuleLink], *, mixed: bool) -> ItemView:
    """The view of an item; ``mixed``: among items of other types."""
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
        marks=words.quiz_marks(question),
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
    texts = {one.id: one.text for one in question.options} | {one.id: one.text for one in question.choices}
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
        return _("，").join(f"{row}—{one}" for row, one in enumerate(_key(item), start=1))
    return ("→" if question.sequence else _("、")).join(item.key)


def _letters(item: Item) -> dict[str, str]:
    return {id_: letter(place) for place, id_ in enumerate(item.order)}


def _reasons(item: Item) -> tuple[Reason, ...]:
    """In the order in which the paper shows them."""
    question: Question = item.question
    letters = _letters(item)
    options = [
        (
            letters[option.id],
            Reason(f"{letters[option.id]}{_('对') if option.correct else _('错')}", option.rationale),
        )
        for option in question.options
        if option.rationale
    ]
    pairs = [
        Reason(f"{row}—{letters[pair.right_id]}", pair.rationale)
        for row, pair in enumerate(question.pairs, start=1)
        if pair.rationale
    ]
    return (*(reason for __, reason in sorted(options, key=lambda one: one[0])), *pairs)


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
