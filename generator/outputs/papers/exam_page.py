"""What the page of exams offers to choose from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.texts import N_, _
from generator.core.vocabulary import Difficulty
from generator.exams.composing import blueprint
from generator.exams.composing.item_pool import KINDS

if TYPE_CHECKING:
    from generator.exams.composing.item_pool import ItemPool


@dataclass(frozen=True, slots=True)
class Row:
    """Something to choose, and how many questions there are of it."""

    id: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Sample:
    """An exam that people often want: what it is called, and the address that composes it."""

    title: str
    query: str


#: Offered when a handbook has at least twice as many questions.
_SAMPLES = (
    (50, Sample(N_("结业考试，100分，A、B两卷"), N_("count=50&title=结业考试&seed=1&forms=A,B"))),
    (20, Sample(N_("小测，20题"), N_("count=20&title=小测&seed=1"))),
    (10, Sample(N_("十分钟小测，10题"), N_("count=10&minutes=10&title=十分钟小测&seed=1"))),
)


@dataclass(frozen=True, slots=True)
class ExamPage:
    """The page's fields and the numbers that they start with."""

    count: int
    chapters: tuple[Row, ...]
    channels: tuple[tuple[str, str], ...]
    roles: tuple[tuple[str, str], ...]
    kinds: tuple[Row, ...]
    difficulties: tuple[Row, ...]
    title: str
    """What a paper is called when nobody names it."""
    samples: tuple[Sample, ...]
    default_count: int = blueprint.DEFAULT_COUNT
    default_seed: int = blueprint.DEFAULT_SEED
    most_questions: int = blueprint.MOST_QUESTIONS
    most_marks: int = blueprint.MOST_MARKS
    most_minutes: int = blueprint.MOST_MINUTES
    most_seed: int = blueprint.MOST_SEED
    most_title: int = blueprint.MOST_TITLE


def view(goods: ItemPool, headings: dict[str, str]) -> ExamPage:
    """The page of an item pool; ``headings``: number of a chapter → 第四章 …."""
    questions = [question for unit in goods.units for question in unit.questions]
    chapters = Counter(unit.chapter for unit in goods.units for _ in unit.questions)
    kinds = Counter(unit.kind for unit in goods.units for _ in unit.questions)
    levels = Counter(question.difficulty for question in questions)
    return ExamPage(
        count=len(questions),
        chapters=tuple(
            Row(number, headings.get(number, name), chapters[number])
            for number, name in goods.chapters.items()
        ),
        channels=tuple(goods.channels.items()),
        roles=tuple(goods.roles.items()),
        kinds=tuple(Row(kind, _(title), kinds[kind]) for kind, title in KINDS.items()),
        difficulties=tuple(Row(one.value, one.label, levels[one]) for one in Difficulty),
        title=blueprint.usual_title(goods),
        samples=tuple(
            Sample(_(sample.title), _(sample.query))
            for needed, sample in _SAMPLES
            if len(questions) >= 2 * needed
        ),
    )
