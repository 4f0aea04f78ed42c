"""Query → ranked entries. web/scripts/search/engine/ is the same algorithm; a test holds the two together.

Every entry is a heap of features: characters, pairs of neighbouring characters and Latin words, each counted
with the weights of the fields it stands in (BM25F). A query becomes terms; a term is one or more features
that count as one: a pair as typed, pairs that sound alike, characters of a syllable, the synonyms of a word.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.search.entries import Field, Kind
from generator.search.folding import fold, is_han, number_in, runs
from generator.search.sounds import Sounds
from generator.search.terms import Planner
from generator.search.traditional import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.search.entries import Catalogue, Entry
    from generator.search.terms import Term

K1 = 2.0
B = 0.3
#: What stands only in questions, and in many, is chatter (怎么, 能不能) and counts less; in this many, half.
CHATTER = 3.0
#: A line that is the query, word for word, adds this share of the best score any entry has.
EXACT = 1.0
#: A provision that the query names beside other words adds this share.
NUMBERED = 1.0
#: Entries below this share of the best score are not shown.
FLOOR = 0.15
#: What a clause's second rule adds to its score, as a share of the rule's own; the third, a share of that.
FURTHER = 0.3


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry, how well it fits, and why (term → what it added)."""

    entry: Entry
    score: float
    reasons: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """The best rule of a clause and the clause's other rules; or an entry of another kind."""

    best: Hit
    score: float
    others: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Gains:
    """What a term adds: entry → how much, and the most that any gets."""

    of: Mapping[int, float]
    most: float


class Index:
    """All entries, ready to be searched."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.entries = catalogue.entries
        self._rules = sum(entry.kind is Kind.RULE for entry in self.entries)
        self._number = {entry.id: number for number, entry in enumerate(self.entries)}
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._postings: dict[str, tuple[list[int], list[float]]] = {}
        self._formal: dict[str, int] = defaultdict(int)
        self._gains_of: dict[tuple[tuple[str, ...], float], Gains] = {}
        order = {kind: place for place, kind in enumerate(Kind)}
        self._kinds = [order[entry.kind] for entry in self.entries]
        lengths = [self._add(number, entry) for number, entry in enumerate(self.entries)]
        average = sum(lengths[: self._rules]) / self._rules if self._rules else 1.0
        self._norms = [1 - B + B * length / average for length in lengths]

    def _add(self, number: int, entry: Entry) -> int:
        """Counts an entry's features; tells how long its text is."""
        by_field: dict[Field, list[str]] = defaultdict(list)
        length = 0
        whole: set[str] = set()
        for place, text in self.catalogue.lines(entry):
            found = runs(fold(text))
            length += sum(len(run) if is_han(run) else 1 for run in found)
            by_field[place] += [feature for run in found for feature in _features(run)]
            if place is not Field.SECTION and place is not Field.CHAPTER:
                whole.add("".join(found))
        for line in whole:
            self._exact[line].append(number)
        self._count(number, by_field)
        if entry.kind is Kind.RULE:
            by_field.pop(Field.ASKED, None)
            for feature in {feature for features in by_field.values() for feature in features}:
                self._formal[feature] += 1
        return length

    def _count(self, number: int, by_field: Mapping[Field, list[str]]) -> None:
        counts: dict[str, float] = defaultdict(float)
        for place, features in by_field.items():
            weight = place.weight
            for feature, times in Counter(features).items():
                counts[feature] += times * weight
        for feature, count in counts.items():
            if (postings := self._postings.get(feature)) is None:
                postings = self._postings[feature] = ([], [])
            postings[0].append(number)
            postings[1].append(count)

    @cached_property
    def sounds(self) -> Sounds:
        """How all characters sound that occur."""
        return Sounds(self.catalogue.texts())

    @cached_property
    def _simplified(self) -> Mapping[int, str]:
        known = {feature for feature in self._postings if len(feature) == 1}
        return {ord(old): new for old, new in simplified(known).items()}

    @cached_property
    def _planner(self) -> Planner:
        words = sorted(feature[1:] for feature in self._postings if feature[0] == " ")
        catalogue = self.catalogue
        return Planner(self._postings, words, catalogue.synonyms, catalogue.english, lambda: self.sounds)

    def terms(self, query: str) -> list[Term]:
        """What a query looks for."""
        folded = self.folded(query)
        named = number_in(folded)
        return self._planner.plan(named.rest if named else folded)

    def folded(self, query: str) -> str:
        """The query as it is compared."""
        folded = fold(query)
        return folded.translate(self._simplified) if not folded.isascii() else folded

    def search(self, query: str, *, explain: bool = False, exact: bool = True) -> list[Result]:
        """What has something of the query, best first, rules before other kinds.

        Without ``exact``, a line that is the query word for word gets nothing on top.
        """
        scores, reasons, further = self._scores(query, explain=explain, exact=exact)
        return self._in_order(scores, reasons, further)

    def finds(self, query: str, id_: str, among: int) -> bool:
        """Whether an entry is in one of the first results of its kind, as :meth:`search` without ``exact``.

        Mostly few scores tell: a clause gets at most ``1 / (1 - FURTHER)`` times what its best rule has, so
        it is enough that few clauses have a rule that comes that close. Only else everything is put in order.
        """
        if self._leads(query, self._number[id_], among):
            return True
        kind = self.entries[self._number[id_]].kind
        found = [one for one in self.search(query, exact=False) if one.best.entry.kind is kind][:among]
        return any(id_ == hit.entry.id for one in found for hit in (one.best, *one.others))

    def _leads(self, query: str, number: int, among: int) -> bool:
        """Whether a few scores already show that an entry is among the first of its kind.

        Terms are taken from the weightiest on. Once all that are left cannot lift an entry to the score that
        matters, entries not met so far need no look (Turtle and Flood's max-score).
        """
        folded = self.folded(query)
        if number_in(folded):
            return False
        gains = sorted(map(self._gains, self._planner.plan(folded)), key=lambda one: -one.most)
        own = sum(one.of.get(number, 0.0) for one in gains)
        left = sum(one.most for one in gains)
        if own <= FLOOR * left:
            return False
        near = own * (1 - FURTHER)
        met: dict[int, float] = {}
        for one in gains:
            everywhere, left = left > near, left - one.most
            gained = one.of.get
            if everywhere:
                for at, gain in one.of.items():
                    met[at] = met.get(at, 0.0) + gain
            else:
                enough = near - left
                met = {at: sum_ for at, score in met.items() if (sum_ := score + gained(at, 0.0)) > enough}
        entry = self.entries[number]
        rivals = {other.group or other.id for at in met if (other := self.entries[at]).kind is entry.kind}
        return len(rivals - {entry.group or entry.id}) < among

    def _scores(
        self, query: str, *, explain: bool, exact: bool
    ) -> tuple[list[float], Mapping[int, Mapping[str, float]], float]:
        """Each entry's score and reasons, and what a clause's further rules add."""
        folded = self.folded(query)
        named = number_in(folded)
        text = named.rest if named else folded
        scores = [0.0] * len(self.entries)
        reasons: dict[int, dict[str, float]] = defaultdict(dict)
        for term in self._planner.plan(text):
            gains = self._gains(term).of.items()
            for number, gain in gains:
                scores[number] += gain
            if explain:
                for number, gain in gains:
                    reasons[number][term.label] = gain
        top = max(scores, default=0.0)
        further = FURTHER if top else 0.0  # a number alone: in handbook order
        top = top or 1.0
        bare = "".join(runs(text))
        for number in self._exact.get(bare, ()) if exact and bare else ():
            scores[number] += EXACT * top
            reasons[number]["＝" + bare] = EXACT * top
        if named:
            provision = self.nearest(named.number)
            for number, share in self._below(provision):
                scores[number] += share * NUMBERED * top
                reasons[number]["§" + provision] = share * NUMBERED * top
        return scores, reasons, further

    def _in_order(
        self, scores: list[float], reasons: Mapping[int, Mapping[str, float]], further: float
    ) -> list[Result]:
        kinds = self._kinds
        best = [0.0] * len(Kind)
        for kind, score in zip(kinds, scores, strict=True):
            best[kind] = max(best[kind], score)
        floors = [FLOOR * score for score in best]
        shown = sorted(
            (-score, number)
            for number, score in enumerate(scores)
            if score > 0 and score >= floors[kinds[number]]
        )
        gathered: dict[str, list[Hit]] = {}
        for score, number in shown:
            entry = self.entries[number]
            key = entry.group or f"{entry.kind.letter} {entry.id}"
            gathered.setdefault(key, []).append(Hit(entry, -score, reasons.get(number, {})))
        results = [Result(hits[0], _together(hits, further), tuple(hits[1:])) for hits in gathered.values()]
        order = {kind: place for place, kind in enumerate(Kind)}
        return sorted(results, key=lambda one: (order[one.best.entry.kind], -one.score))

    def _gains(self, term: Term) -> Gains:
        """What each entry gets from a term; remembered, since checks ask thousands of queries."""
        key = (term.features, term.factor)
        if (known := self._gains_of.get(key)) is None:
            of = dict(self._computed(term))
            known = self._gains_of[key] = Gains(of, max(of.values()))
        return known

    def _computed(self, term: Term) -> Iterator[tuple[int, float]]:
        share = 1.0
        if len(term.features) == 1:
            numbers, counts = self._postings[term.features[0]]
            containing = sum(number < self._rules for number in numbers)
            share = (self._formal.get(term.features[0], 0) + CHATTER) / (containing + CHATTER)
        else:
            merged: dict[int, float] = defaultdict(float)
            for feature in term.features:
                for number, count in zip(*self._postings[feature], strict=True):
                    merged[number] += count
            numbers, counts = list(merged), list(merged.values())
            containing = sum(number < self._rules for number in numbers)
        odds = (self._rules - containing + 0.5) / (containing + 0.5)
        idf = (
            math.floor(1e4 * math.log(1 + odds) + 0.5) / 1e4
        )  # rounded: logarithms differ in their last bits
        weight = idf * term.factor * share * (K1 + 1)
        norms = self._norms
        return (
            (number, weight * count / (K1 * norms[number] + count))
            for number, count in zip(numbers, counts, strict=True)
        )

    def nearest(self, number: str) -> str:
        """The provision of that number, or the closest above it that exists: 4.3.9-1 → 4.3. Empty: none.

        Of a supplement that does not exist it is the place where it would stand: L4.3-9 → 4.3.
        """
        while number and number not in self.catalogue.titles and number not in self._number:
            number = number.rpartition("-" if "-" in number else ".")[0].removeprefix("L")
        return number

    def _below(self, provision: str) -> Iterator[tuple[int, float]]:
        """The rules of a provision; a rule itself counts double, and its clause's others with it."""
        if provision.startswith("L"):
            yield from ((at, 2.0) for at, entry in enumerate(self.entries) if entry.id == provision)
            return
        clause = provision.partition("-")[0]
        if clause:
            for number, entry in enumerate(self.entries[: self._rules]):
                if entry.id == provision:
                    yield number, 2.0
                elif entry.group == clause or entry.group.startswith(clause + "."):
                    yield number, 1.0


def _features(run: str) -> list[str]:
    """A run's characters and pairs, or the word that it is."""
    if not is_han(run):
        return [" " + run]
    return [*run, *(first + second for first, second in pairwise(run))]


def _together(hits: list[Hit], further: float) -> float:
    """A clause's score: several rules that fit speak for it, but not as much as one that fits well."""
    total, share = 0.0, 1.0
    for hit in hits:
        total += hit.score * share
        share *= further
    return total
