"""Query → ranked entries. assets/search-engine.js is the same algorithm; a test holds the two together.

Every entry is an unordered heap of characters, pairs of neighbouring characters and Latin words, each counted with the
weights of the fields it stands in (BM25F). A query becomes terms; a term is one or more such features that count as one:
a pair as typed, the pairs that sound alike, the characters that a syllable may stand for, a synonym.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.search.entries import Catalogue, Entry, Field, Kind
from generator.search.folding import NumberQuery, fold, is_han, number_in, runs
from generator.search.sounds import Sounds
from generator.search.terms import Planner, Term
from generator.search.traditional import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

K1 = 2.0
B = 0.3
#: What occurs in questions only, and in many, is chatter (怎么, 能不能) and counts less; in this many it counts half.
CHATTER = 3.0
#: A line that is the query, word for word, adds this share of the best score any entry has.
EXACT = 1.0
#: A provision that the query names beside other words adds this share.
NUMBERED = 1.0
#: Entries below this share of the best score are not shown.
FLOOR = 0.15
#: What a clause's second rule adds to the clause's score, as a share of its own; the third adds this share of a share.
FURTHER = 0.2


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


class Index:
    """All entries, ready to be searched."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.entries = catalogue.entries
        self._rules = sum(entry.kind is Kind.RULE for entry in self.entries)
        self._titles = {heading.number: heading.title for heading in catalogue.headings}
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._postings: dict[str, tuple[list[int], list[float]]] = {}
        self._formal: dict[str, int] = defaultdict(int)
        lengths = []
        for number, entry in enumerate(self.entries):
            counts: dict[str, float] = defaultdict(float)
            formal: set[str] = set()
            length = 0
            for place, text in self._lines(entry):
                folded = fold(text)
                weight = place.weight
                bare = ""
                for run in runs(folded):
                    bare += run
                    features = _features(run)
                    length += len(run) if is_han(run) else 1
                    for feature in features:
                        counts[feature] += weight
                    if place is not Field.ASKED:
                        formal.update(features)
                if bare and place not in {Field.SECTION, Field.CHAPTER}:
                    found = self._exact[bare]
                    if not found or found[-1] != number:
                        found.append(number)
            lengths.append(length)
            for feature, count in counts.items():
                if (postings := self._postings.get(feature)) is None:
                    postings = self._postings[feature] = ([], [])
                postings[0].append(number)
                postings[1].append(count)
            if entry.kind is Kind.RULE:
                for feature in formal:
                    self._formal[feature] += 1
        average = sum(lengths[: self._rules]) / self._rules if self._rules else 1.0
        self._norms = [1 - B + B * length / average for length in lengths]

    def _lines(self, entry: Entry) -> Iterator[tuple[Field, str]]:
        for line in entry.lines:
            yield line.field, line.text
        number = entry.group
        levels = number.count(".")
        for place in (Field.CLAUSE, Field.SECTION, Field.CHAPTER)[2 - levels if levels < 2 else 0 :]:  # noqa: PLR2004
            yield place, self._titles.get(number, "") if number else ""
            number = number.rpartition(".")[0]

    @cached_property
    def sounds(self) -> Sounds:
        """How all characters sound that occur."""
        return Sounds(fold(text) for entry in self.entries for _, text in self._lines(entry))

    @cached_property
    def _simplified(self) -> Mapping[int, str]:
        known = {feature for feature in self._postings if len(feature) == 1}
        return {ord(old): new for old, new in simplified(known).items()}

    @cached_property
    def _planner(self) -> Planner:
        words = sorted(feature[1:] for feature in self._postings if feature[0] == " ")
        return Planner(self._postings, words, self.catalogue.synonyms, lambda: self.sounds)

    def fold_query(self, query: str) -> str:
        """The query as it is compared."""
        folded = fold(query)
        return folded.translate(self._simplified) if not folded.isascii() else folded

    def search(self, query: str, *, explain: bool = False) -> list[Result]:
        """What has something of the query, best first, rules before other kinds."""
        folded = self.fold_query(query)
        named = number_in(folded)
        text = named.rest if named else folded
        scores: dict[int, float] = defaultdict(float)
        reasons: dict[int, dict[str, float]] = defaultdict(dict)
        for term in self._planner.plan(text):
            for number, gain in self._gains(term):
                scores[number] += gain
                if explain:
                    reasons[number][term.label] = gain
        top = max(scores.values(), default=1.0)
        bare = "".join(runs(text))
        for number in self._exact.get(bare, ()) if bare else ():
            scores[number] += EXACT * top
            reasons[number]["＝" + bare] = EXACT * top
        if named:
            for number, share in self._named(named):
                scores[number] += share * NUMBERED * top
                reasons[number]["§" + named.number] = share * NUMBERED * top
        return self._in_order(scores, reasons)

    def _in_order(
        self, scores: Mapping[int, float], reasons: Mapping[int, Mapping[str, float]]
    ) -> list[Result]:
        best: dict[Kind, float] = {}
        for number, score in scores.items():
            kind = self.entries[number].kind
            best[kind] = max(score, best.get(kind, 0.0))
        shown = sorted(
            (-score, number)
            for number, score in scores.items()
            if score > 0 and score >= FLOOR * best[self.entries[number].kind]
        )
        gathered: dict[str, list[Hit]] = {}
        for score, number in shown:
            entry = self.entries[number]
            key = entry.group or f"{entry.kind.letter} {entry.id}"
            gathered.setdefault(key, []).append(Hit(entry, -score, reasons.get(number, {})))
        results = [Result(hits[0], _together(hits), tuple(hits[1:])) for hits in gathered.values()]
        order = {kind: place for place, kind in enumerate(Kind)}
        return sorted(results, key=lambda one: (order[one.best.entry.kind], -one.score))

    def _gains(self, term: Term) -> Iterator[tuple[int, float]]:
        """What each entry gets from a term."""
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
        idf = math.floor(1e4 * math.log(1 + (self._rules - containing + 0.5) / (containing + 0.5)) + 0.5) / 1e4
        weight = idf * term.factor * share * (K1 + 1)
        norms = self._norms
        return (
            (number, weight * count / (K1 * norms[number] + count))
            for number, count in zip(numbers, counts, strict=True)
        )

    def _named(self, named: NumberQuery) -> Iterator[tuple[int, float]]:
        """The rules of the provision that a query names; the rule itself counts double."""
        clause = named.number.partition("-")[0]
        for number, entry in enumerate(self.entries[: self._rules]):
            if entry.id == named.number:
                yield number, 2.0
            elif entry.group == clause or entry.group.startswith(clause + "."):
                yield number, 1.0


def _features(run: str) -> list[str]:
    """A run's characters and pairs, or the word that it is."""
    if not is_han(run):
        return [" " + run]
    return [*run, *(first + second for first, second in zip(run, run[1:], strict=False))]


def _together(hits: list[Hit]) -> float:
    """A clause's score: several rules that fit speak for it, but not as much as one that fits well."""
    total, share = 0.0, 1.0
    for hit in hits:
        total += hit.score * share
        share *= FURTHER
    return total
