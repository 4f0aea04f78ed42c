"""How characters sound: readings of the characters that occur, and letters → syllables."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from generator.search.readings import Readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Within: TypeAlias = "Callable[[str], list[str]]"

#: A reading that the whole text gives a character less often than one time in ten is a slip of the segmenter.
_RARE = 10
#: Looking at a character of several readings in more places than this tells nothing new, and takes long.
_SEEN_ENOUGH = 8
#: More ways to cut letters into syllables than this are not looked at.
MAX_CUTS = 8


def common_characters() -> list[str]:
    """The 3,755 characters of GB 2312's first level: those that people type by mistake, too."""
    codes = ((high, low) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    decoded = (bytes(code).decode("gb2312", errors="ignore") for code in codes)
    return [char for char in decoded if char]


def _counted(texts: Iterable[str], several: set[str], within: Within) -> dict[str, Counter[str]]:
    """How often characters of several readings have each, wherever one occurs that is not seen enough."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    left = dict.fromkeys(several, _SEEN_ENOUGH)
    for text in texts:
        if left.keys().isdisjoint(text):
            continue
        for char, reading in zip(text, within(text), strict=True):
            if char in several:
                counts[char][reading] += 1
                if left.get(char) == counts[char].total():
                    del left[char]
    return counts


class Sounds:
    """Syllable → characters that sound so, for the texts given and for all common characters."""

    def __init__(self, texts: Iterable[str], readings: Readings | None = None) -> None:
        texts, readings = tuple(texts), readings or Readings()
        known = {char: readings.alone(char) for char in set(common_characters()).union(*texts)}
        counts = {char: Counter(found[:1]) for char, found in known.items()}
        counts |= _counted(texts, {char for char, found in known.items() if len(found) > 1}, readings.within)
        self.readings: Mapping[str, tuple[str, ...]] = {
            char: tuple(sorted(r for r, n in found.items() if n * _RARE >= found.total()))
            for char, found in sorted(counts.items())
            if found
        }

    @cached_property
    def characters(self) -> Mapping[str, str]:
        """Syllable → its characters, both in order."""
        found: dict[str, list[str]] = defaultdict(list)
        for char, readings in self.readings.items():
            for reading in readings:
                found[reading].append(char)
        return {syllable: "".join(found[syllable]) for syllable in sorted(found)}

    def alike(self, char: str) -> str:
        """The characters that a person may type for ``char``: same sound, or confused in dialects."""
        classes = {blur(reading) for reading in self.readings.get(char, ())}
        return "".join(
            other
            for syllable, others in self.characters.items()
            if blur(syllable) in classes
            for other in others
            if other != char
        )

    def starting(self, prefix: str) -> str:
        """The characters whose syllable starts with ``prefix``."""
        return "".join(chars for syllable, chars in self.characters.items() if syllable.startswith(prefix))


def blur(syllable: str) -> str:
    """The sound without what dialects confuse: zh/z, ch/c, sh/s, n/l, -ng/-n."""
    if syllable[1:2] == "h":
        syllable = syllable[0] + syllable[2:]
    if syllable[0] == "n" and len(syllable) > 1:
        syllable = "l" + syllable[1:]
    return syllable.removesuffix("g") if syllable.endswith("ng") else syllable


def cuts(letters: str, syllables: Iterable[str]) -> list[tuple[str, ...]]:
    """Ways to read letters as syllables, initials and, at the end, the start of a syllable; likeliest first.

    fangan → fan·gan, fang·an; khts → k·h·t·s; tous → tou·s. A whole syllable costs 1, any other unit 3.
    """
    whole = set(syllables)
    starts = {syllable[:end] for syllable in whole for end in range(1, len(syllable) + 1)}
    initials = {"zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw"}
    best: list[list[tuple[int, tuple[str, ...]]]] = [[(0, ())], *([] for _ in letters)]
    for end in range(1, len(letters) + 1):
        found = []
        for start in range(max(0, end - 6), end):
            unit = letters[start:end]
            if unit in whole:
                cost = 1
            elif unit in initials or (end == len(letters) and unit in starts):
                cost = 3
            else:
                continue
            found += [(before + cost, (*units, unit)) for before, units in best[start]]
        best[end] = sorted(found)[:MAX_CUTS]
    return [units for _, units in best[-1]]
