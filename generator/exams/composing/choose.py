"""Which units: as many questions of each kind as asked for, no two on one rule, spread as the quotas say.

Kinds are filled one after the other, the scarcest first, each time from the chapter (and difficulty) that
lacks most. When no question with free rules is left, one that is seated makes room and another of its kind
takes its place (Kuhn's augmenting paths). In the end questions are exchanged as long as that brings chapters
and difficulties closer to their quotas. Whole numbers only, so that scripts/exam/composing/ decides alike.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.exams.composing.item_pool import CASE, TRUE_FALSE, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.core.vocabulary import Difficulty
    from generator.exams.composing.random_numbers import Random

#: How many steps a search for cases or for a free place may take.
_STEPS = 20_000
_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Short:
    """Of a kind there cannot be as many as asked for, since no rule may be tested twice."""

    kind: str
    reached: int


@dataclass(frozen=True, slots=True)
class Quotas:
    """How many questions of each kind, chapter and difficulty; an empty mapping asks for nothing."""

    kinds: Mapping[str, int]
    chapters: Mapping[str, int]
    difficulties: Mapping[Difficulty, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """Places in the pool, in its order, and by how many questions quotas were missed."""

    places: tuple[int, ...]
    chapters_missed: int
    difficulties_missed: int


def apportioned(total: int, weights: Sequence[int]) -> list[int]:
    """A total in proportion to weights, by largest remainder; of equal ones the first."""
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: (-(total * weights[place] % whole), place))
    for place in order[: total - sum(shares)]:
        shares[place] += 1
    return shares


def choose(pool: Sequence[Unit], quotas: Quotas, random: Random) -> Choice | Short:
    """Units of a pool, or the first kind of which there are too few."""
    table = _Table(pool, quotas, random)
    there = Counter(dict.fromkeys(quotas.kinds, 0))
    for unit in pool:
        there[unit.kind] += unit.size
    kinds = list(quotas.kinds)

    def scarcity(kind: str) -> tuple[bool, int, int]:
        """Cases first, since they take many rules; then fewest questions for one that is asked for."""
        return kind != CASE, there[kind] * 1000 // quotas.kinds[kind], kinds.index(kind)

    for kind in sorted(kinds, key=scarcity):
        reached = (table.take_cases if kind == CASE else table.take)(kind, quotas.kinds[kind])
        if reached < quotas.kinds[kind]:
            return Short(kind, reached)
    table.exchange()
    return Choice(tuple(sorted(table.chosen)), *table.missed())


class _Table:
    """Who sits where: units are places in the pool, and a rule belongs to one unit at most."""

    def __init__(self, pool: Sequence[Unit], quotas: Quotas, random: Random) -> None:
        self.pool = pool
        self.quotas = quotas
        self.order = random.shuffled(range(len(pool)))
        self.chosen: dict[int, None] = {}
        self.owner: dict[str, int] = {}
        self.chapters = dict.fromkeys(quotas.chapters, 0)
        self.difficulties = dict.fromkeys(quotas.difficulties, 0)
        self.answers = {True: 0, False: 0}
        self.of_kind: dict[str, list[int]] = {kind: [] for kind in quotas.kinds}
        self.cells: dict[str, dict[tuple[object, ...], list[int]]] = {kind: {} for kind in quotas.kinds}
        self.steps = 0
        for place in self.order:
            unit = pool[place]
            if unit.kind in self.of_kind:
                self.of_kind[unit.kind].append(place)
                self.cells[unit.kind].setdefault(self._cell(place), []).append(place)

    def _cell(self, place: int) -> tuple[object, ...]:
        """Units of one cell fill the same quotas."""
        unit = self.pool[place]
        if unit.kind == CASE:
            return (place,)
        return unit.chapter, unit.questions[0].difficulty, unit.answer

    # ---- seating ----

    def add(self, place: int, sign: int = 1) -> None:
        """Seats a unit; with sign -1 it leaves."""
        unit = self.pool[place]
        if sign > 0:
            self.chosen[place] = None
        else:
            del self.chosen[place]
        for rule in unit.rules:
            if sign > 0:
                self.owner[rule] = place
            else:
                del self.owner[rule]
        if unit.chapter in self.chapters:
            self.chapters[unit.chapter] += sign * unit.size
        if self.difficulties:
            for question in unit.questions:
                self.difficulties[question.difficulty] += sign
        if unit.kind == TRUE_FALSE:
            self.answers[unit.answer is True] += sign

    def is_free(self, place: int, leaving: int = -1) -> bool:
        """Whether a unit may be seated, perhaps when another leaves."""
        if place in self.chosen:
            return False
        owner = self.owner
        return all(rule not in owner or owner[rule] == leaving for rule in self.pool[place].rules)

    def score(self, place: int) -> int:
        """How much the quotas want a unit."""
        unit = self.pool[place]
        wanted = 0
        if self.chapters:
            wanted += _want(self.quotas.chapters[unit.chapter], self.chapters[unit.chapter])
        if self.difficulties:
            wants = [
                _want(self.quotas.difficulties[one.difficulty], self.difficulties[one.difficulty])
                for one in unit.questions
            ]
            wanted += sum(wants) // len(wants)
        if unit.kind == TRUE_FALSE:  # of two that are wanted alike, the rarer answer
            return wanted * 1000 - self.answers[unit.answer is True]
        return wanted * 1000

    def take(self, kind: str, number: int) -> int:
        """Seats so many questions of a kind, or as many as it can: how many."""
        for seated in range(number):
            best = self._best(kind)
            if best >= 0:
                self.add(best)
            elif not self._make_room(kind):
                return seated
        return number

    def _best(self, kind: str) -> int:
        best, most = -1, 0
        for places in self.cells[kind].values():
            place = next(filter(self.is_free, places), -1)
            if place >= 0:
                score = self.score(place)
                if best < 0 or score > most:
                    best, most = place, score
        return best

    def _make_room(self, kind: str) -> bool:
        self.steps = 0
        moved: set[int] = set()
        return any(self._seat(place, moved, 0) for place in self.of_kind[kind] if place not in self.chosen)

    def _seat(self, place: int, moved: set[int], depth: int) -> bool:
        """Seats a unit although its rules are taken: whoever has them moves to another unit of its kind."""
        blockers = {self.owner[rule] for rule in self.pool[place].rules if rule in self.owner}
        if len(blockers) != 1 or depth > _DEEPEST:
            return False
        (blocker,) = blockers
        kind = self.pool[blocker].kind
        if kind == CASE or blocker in moved:
            return False
        moved |= {blocker, place}
        self.add(blocker, -1)
        self.add(place)
        others = [other for other in self.of_kind[kind] if other not in self.chosen and other != blocker]
        for other in others:
            if self._step() and self.is_free(other):
                self.add(other)
                return True
        for other in others:
            if self._step() and self._seat(other, moved, depth + 1):
                return True
        self.add(place, -1)
        self.add(blocker)
        return False

    def _step(self) -> bool:
        self.steps += 1
        return self.steps <= _STEPS

    # ---- cases ----

    def take_cases(self, _kind: str, number: int) -> int:
        """Seats cases that have so many questions together; else tells how many it reached."""
        self.steps = 0
        self.reached = 0
        self._cases(number, number)
        return self.reached

    def _cases(self, left: int, number: int) -> bool:
        self.reached = max(self.reached, number - left)
        if left == 0:
            return True
        fitting = [one for one in self.of_kind[CASE] if self.pool[one].size <= left and self.is_free(one)]
        for place in sorted(fitting, key=lambda one: -self.score(one)):
            if not self._step():
                return False
            self.add(place)
            if self._cases(left - self.pool[place].size, number):
                return True
            self.add(place, -1)
        return False

    # ---- mending ----

    def missed(self) -> tuple[int, int]:
        """By how many questions chapters and difficulties are away from their quotas."""
        return (
            sum(abs(quota - self.chapters[key]) for key, quota in self.quotas.chapters.items()),
            sum(abs(quota - self.difficulties[key]) for key, quota in self.quotas.difficulties.items()),
        )

    def exchange(self) -> None:
        """Exchanges units of one kind and size as long as that brings the quotas closer."""
        while sum(self.missed()) and any(self._exchanged(place) for place in list(self.chosen)):
            pass

    def _exchanged(self, place: int) -> bool:
        if not self._is_over(place):
            return False
        for other in self._instead_of(place):
            before = sum(self.missed())
            self.add(place, -1)
            self.add(other)
            if sum(self.missed()) < before:
                return True
            self.add(other, -1)
            self.add(place)
        return False

    def _is_over(self, place: int) -> bool:
        """Whether a unit sits where there are too many: only then can an exchange help."""
        unit, quotas = self.pool[place], self.quotas
        if self.chapters and self.chapters[unit.chapter] > quotas.chapters[unit.chapter]:
            return True
        kinds = {question.difficulty for question in unit.questions} if self.difficulties else ()
        return any(self.difficulties[one] > quotas.difficulties[one] for one in kinds)

    def _instead_of(self, place: int) -> Iterator[int]:
        """The first unit of every cell that could sit there instead."""
        unit = self.pool[place]
        for cell, places in self.cells[unit.kind].items():
            if cell == self._cell(place) or self.pool[places[0]].size != unit.size:
                continue
            other = next((one for one in places if self.is_free(one, place)), -1)
            if other >= 0:
                yield other


def _want(quota: int, have: int) -> int:
    """How much of a quota is missing, in ten-thousandths; below zero when it is full."""
    return (quota - have) * 10_000 // quota if have < quota else -(have - quota + 1) * 10_000
