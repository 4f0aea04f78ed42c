"""A folded query → terms: what is looked for, how much each counts, and what may stand for it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.search.folding import fold, is_han, runs
from generator.search.sounds import cuts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.search.sounds import Sounds

PAIR = 1.0
CHARACTER = 1.0
SOUND = 0.7
#: A character all of whose pairs were misheard: it is likely the wrong one.
DOUBTFUL = 0.5
SYNONYM = 0.7
NEAR_WORD = 0.6
INITIALS = 0.7


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is looked for: features that count as one, and how much."""

    label: str
    factor: float
    features: tuple[str, ...]


class Planner:
    """Makes terms from queries, knowing which features occur at all."""

    def __init__(
        self,
        known: Mapping[str, tuple[Sequence[int], Sequence[float]]],
        words: Sequence[str],
        synonyms: Sequence[Sequence[str]],
        english: Sequence[Sequence[str]],
        sounds: Callable[[], Sounds],
    ) -> None:
        self._known = known
        self._words = words
        self._sounds = sounds
        folded = [tuple(fold(word) for word in group) for group in synonyms]
        self._groups = [(group, [self._standing_for(word) for word in group]) for group in folded]
        self._english = {word: self._stand_for(meant) for word, *meant in english}
        self._starting: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for place, group in enumerate(folded):
            for word in group:
                self._starting[word[0]].append((word, place))

    def plan(self, folded: str) -> list[Term]:
        """Every term of a folded query once, in the order in which they were met."""
        terms: dict[str, Term] = {}
        for run in runs(folded):
            for term in self._han(run) if is_han(run) else self._latin(run):
                terms.setdefault(term.label, term)
        for term in self._alike(folded):
            terms.setdefault(term.label, term)
        return list(terms.values())

    def _han(self, run: str) -> Iterator[Term]:
        known = self._known
        pairs = [first + second for first, second in pairwise(run)]
        meant = [() if pair in known else self._misheard(run, place) for place, pair in enumerate(pairs)]
        for place, char in enumerate(run):
            if char in known:
                around = meant[max(0, place - 1) : place + 1]
                yield Term(char, DOUBTFUL if around and all(around) else CHARACTER, (char,))
            if place == len(pairs):
                break
            if pairs[place] in known:
                yield Term(pairs[place], PAIR, (pairs[place],))
            elif meant[place]:
                yield Term("≈" + pairs[place], SOUND, meant[place])

    def _misheard(self, run: str, place: int) -> tuple[str, ...]:
        """Pairs that occur and sound like one that does not: 评故 → 评估."""
        first, second = run[place], run[place + 1]
        alike = self._sounds().alike
        meant = [first + other for other in alike(second)] + [other + second for other in alike(first)]
        return tuple(pair for pair in meant if pair in self._known)

    def _latin(self, word: str) -> Iterator[Term]:
        meant = self._meant(word)
        if meant:
            yield Term("～" + word, SYNONYM, meant)
        if " " + word in self._known:
            yield Term(word, PAIR, (" " + word,))
            return
        if len(word) > 1:
            longer = [" " + other for other in self._words if other.startswith(word)]
            if longer:
                yield Term(word + "…", PAIR, tuple(longer))
        if word.isalpha() and word not in self._english:
            units = self._units(word)
            if units:
                yield from units
                return
        near = [" " + other for other in self._words if _is_near(word, other)]
        if not meant:
            near += self._all(other for other in self._english if _is_near(word, other))
        if near:
            yield Term("≈" + word, NEAR_WORD, tuple(dict.fromkeys(near)))

    def _meant(self, word: str) -> tuple[str, ...]:
        """What an English word stands for, or else those that begin with it or that it goes on from."""
        if word in self._english:
            return self._english[word]
        return tuple(self._all(other for other in self._english if _is_form(word, other)))

    def _all(self, english: Iterable[str]) -> list[str]:
        """Everything that some English words stand for, once."""
        return list(dict.fromkeys(feature for word in english for feature in self._english[word]))

    def _units(self, word: str) -> list[Term]:
        """The likeliest reading of letters as pinyin that the texts support."""
        sounds = self._sounds()
        best: tuple[float, list[Term]] = (0.0, [])
        for units in cuts(word, sounds.characters):
            chars = [sounds.characters.get(unit) or sounds.starting(unit) for unit in units]
            whole = [unit in sounds.characters for unit in units]
            terms: list[Term] = []
            if len(units) == 1:
                found = tuple(char for char in chars[0] if char in self._known)
                if found and len(word) > 1:
                    terms.append(Term(word, CHARACTER, found))
                support = 1.0 if terms else 0.0
            else:
                steps = [self._pairs(*two) for two in pairwise(chars)]
                chain = _chained(steps, strict=not all(whole))  # initials alone would chain by accident
                support = sum(map(bool, chain)) / len(chain)
                for place, pairs in enumerate(chain):
                    if pairs:
                        label = f"{units[place]}·{units[place + 1]}"
                        factor = PAIR if whole[place] and whole[place + 1] else INITIALS
                        terms.append(Term(label, factor, pairs))
            if support > best[0] and (support == 1 or all(whole)):
                best = (support, terms)
        return best[1]

    def _pairs(self, first: str, second: str) -> tuple[str, ...]:
        return tuple(one + other for one in first for other in second if one + other in self._known)

    def _alike(self, folded: str) -> Iterator[Term]:
        """What other words say the same: one term for each group of synonyms that the query has a word of."""
        for place in sorted(self._groups_in(folded)):
            group, stands = self._groups[place]
            features = dict.fromkeys(
                feature
                for word, feature in zip(group, stands, strict=True)
                if feature and word not in folded and feature.strip() not in folded
            )
            if features:
                yield Term("～" + group[0], SYNONYM, tuple(features))

    def _groups_in(self, folded: str) -> set[int]:
        return {
            place
            for at in range(len(folded))
            for word, place in self._starting.get(folded[at], ())
            if folded.startswith(word, at)
        }

    def _stand_for(self, words: Iterable[str]) -> tuple[str, ...]:
        """The features that stand for some words, once."""
        return tuple(dict.fromkeys(filter(None, (self._standing_for(fold(word)) for word in words))))

    def _standing_for(self, word: str) -> str:
        """The rarest feature of a word that occurs with all its features: it stands for the word."""
        features: list[str] = []
        for run in runs(word):
            if not is_han(run):
                features.append(" " + run)
            elif len(run) == 1:
                features.append(run)
            else:
                features += [run[place : place + 2] for place in range(len(run) - 1)]
        if not features or any(feature not in self._known for feature in features):
            return ""
        return min(features, key=lambda feature: len(self._known[feature][0]))


def _chained(pairs: list[tuple[str, ...]], *, strict: bool) -> list[tuple[str, ...]]:
    """Keeps of each step the pairs that go on from the step before and into the next.

    Unless ``strict``, a step that would keep none stays as it is.
    """
    chain = [list(step) for step in pairs]
    for place in range(1, len(chain)):
        ends = {pair[1] for pair in chain[place - 1]}
        kept = [pair for pair in chain[place] if pair[0] in ends]
        chain[place] = kept if kept or strict else chain[place]
    for place in range(len(chain) - 2, -1, -1):
        starts = {pair[0] for pair in chain[place + 1]}
        kept = [pair for pair in chain[place] if pair[1] in starts]
        chain[place] = kept if kept or strict else chain[place]
    return [tuple(step) for step in chain]


def _is_form(word: str, other: str) -> bool:
    """Whether one of two English words, of four letters or more, goes on from the other: complaints."""
    short, long = sorted((word, other), key=len)
    return len(short) >= 4 and len(long) - len(short) <= 4 and long.startswith(short)  # noqa: PLR2004


def _is_near(word: str, other: str) -> bool:
    """Whether one slip of the finger lies between two Latin words of four or more letters."""
    if min(len(word), len(other)) < 4 or abs(len(word) - len(other)) > 1 or word[0] != other[0]:  # noqa: PLR2004
        return False
    if len(word) == len(other):
        wrong = [place for place in range(len(word)) if word[place] != other[place]]
        swapped = (
            len(wrong) == 2  # noqa: PLR2004
            and wrong[1] == wrong[0] + 1
            and word[wrong[0]] == other[wrong[1]]
            and word[wrong[1]] == other[wrong[0]]
        )
        return len(wrong) <= 1 or swapped
    short, long = sorted((word, other), key=len)
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
