"""The order of a form: of questions within each part, of options within each question.

Every form comes from its own stream of random and differs from form A in the order of every part and of every
question, whichever forms are asked for. The positions of keys are dealt out evenly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from generator.core.texts import _
from generator.core.vocabulary import QuestionType
from generator.exams.composing.form import Group, Item, Part
from generator.exams.composing.item_pool import KINDS, TRUE_FALSE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.book.bank import Question
    from generator.exams.composing.item_pool import Unit
    from generator.exams.composing.random_numbers import Random

_T = TypeVar("_T")
FIRST = "A"
#: More keys of one letter in a row than this look wrong to those who sit the exam.
LONGEST_RUN = 3


def arranged(
    units: Sequence[Unit], each: Mapping[str, int], code: str, random: Callable[..., Random]
) -> tuple[Part, ...]:
    """The parts of a form; ``random`` gives the stream of a name."""
    parts = []
    number = 0
    for kind in each:
        own = [unit for unit in units if unit.kind == kind]
        ordered, orders = _of_kind(own, random, code)
        groups = []
        for unit in ordered:
            items = []
            for question in unit.questions:
                number += 1
                items.append(Item(number, question, orders[question.id]))
            groups.append(Group(unit.questions[0].case, tuple(items)))
        parts.append(Part(_(KINDS[kind]), each[kind], tuple(groups)))
    return tuple(parts)


def _of_kind(
    own: Sequence[Unit], random: Callable[..., Random], code: str
) -> tuple[list[Unit], dict[str, tuple[str, ...]]]:
    """The units of a part in order, and the order of every question's options."""
    # With the questions in the name, no two papers of one seed have the same letters as their key.
    ids = [question.id for unit in own for question in unit.questions]
    units, orders = _arrange(own, random("form", FIRST, *ids))
    if code == FIRST:
        return units, orders
    others, other_orders = _arrange(own, random("form", code, *ids), orders)
    return (others[::-1] if others == units else others), other_orders


def _arrange(
    own: Sequence[Unit], random: Random, first: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[list[Unit], dict[str, tuple[str, ...]]]:
    units = random.shuffled(own)
    if own[0].kind == TRUE_FALSE:
        break_runs(units, [unit.answer for unit in units])
    questions = [question for unit in units for question in unit.questions]
    orders = {
        one.id: tuple(option.id for option in one.options)
        for one in questions
        if one.type is QuestionType.TRUE_FALSE
    }
    orders |= _options(
        [one for one in questions if one.options and one.id not in orders], random, first or {}
    )
    orders |= {
        one.id: _choices(one, random, (first or {}).get(one.id, ())) for one in questions if one.choices
    }
    return units, orders


def break_runs(
    things: list[_T], values: list[object], swap_with: Callable[[int, int], bool] | None = None
) -> None:
    """Swaps things so that no value stands more than LONGEST_RUN times in a row, where that can be.

    ``swap_with`` tells which two may change places.
    """

    def runs_at(place: int) -> bool:
        """Whether a run that is too long goes through a place."""
        start = end = place
        while start > 0 and values[start - 1] == values[place]:
            start -= 1
        while end + 1 < len(values) and values[end + 1] == values[place]:
            end += 1
        return end - start >= LONGEST_RUN

    def swap(one: int, other: int) -> None:
        things[one], things[other] = things[other], things[one]
        values[one], values[other] = values[other], values[one]

    for place in range(len(values)):
        if not runs_at(place):
            continue
        for step in range(1, len(values)):
            other = (place + step) % len(values)
            if values[other] == values[place] or (swap_with and not swap_with(place, other)):
                continue
            swap(place, other)
            if not runs_at(place) and not runs_at(other):
                break
            swap(place, other)


# ---- options ----


def _options(
    questions: list[Question], random: Random, first: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Orders of options of single and multiple choice questions, the keys' positions dealt out evenly."""
    positions = _positions(questions, random)
    found = {}
    for question, keys in zip(questions, positions, strict=True):
        right = random.shuffled([option.id for option in question.options if option.correct])
        wrong = random.shuffled([option.id for option in question.options if not option.correct])
        order = _filled(right, wrong, keys)
        if order == first.get(question.id):
            for side in (wrong, right):
                if len(side) > 1:
                    side[0], side[1] = side[1], side[0]
                    order = _filled(right, wrong, keys)
                    break
        found[question.id] = order
    return found


def _positions(questions: list[Question], random: Random) -> list[tuple[int, ...]]:
    """For every question the positions of its key: the letters that had fewest so far.

    Questions come in random order, but those with fewest options first: only the others make up for theirs.
    """
    counts = [0] * max((len(question.options) for question in questions), default=0)
    found: list[tuple[int, ...]] = [()] * len(questions)
    mixed = random.shuffled(range(len(questions)))
    for place in sorted(mixed, key=lambda one: len(questions[one].options)):
        options = questions[place].options
        letters = sorted(random.shuffled(range(len(options))), key=lambda one: counts[one])
        keys = tuple(sorted(letters[: sum(option.correct for option in options)]))
        for letter in keys:
            counts[letter] += 1
        found[place] = keys

    def alike(one: int, other: int) -> bool:
        mine, theirs = questions[one].options, questions[other].options
        return len(mine) == len(theirs) and len(found[one]) == len(found[other])

    break_runs(found, list(found), alike)
    return found


def _filled(right: Sequence[str], wrong: Sequence[str], keys: tuple[int, ...]) -> tuple[str, ...]:
    rights, wrongs = iter(right), iter(wrong)
    return tuple(next(rights if place in keys else wrongs) for place in range(len(right) + len(wrong)))


def _choices(question: Question, random: Random, first: tuple[str, ...]) -> tuple[str, ...]:
    """An order of right sides or steps that is never the key's own, nor form A's where there are three."""
    key = tuple(pair.right_id for pair in question.pairs) or tuple(step.id for step in question.sequence)
    order = tuple(random.shuffled(step.id for step in question.choices))
    for __ in order:
        if order not in {key, first}:
            return order
        order = (*order[1:], *order[:1])
    return (*key[1:], *key[:1])
