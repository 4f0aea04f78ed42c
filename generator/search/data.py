"""Catalogue → the two data files that the box in the browser loads.

Both are plain scripts, since a page opened from a disk may load scripts but not fetch. The first has what
the first result needs: every rule's title, statement, keywords and some sayings. The second refines: how to
do it, why, other kinds of entries, synonyms, how characters sound, traditional characters. Text is the index:
postings are made on arrival, which is quicker than to transfer them.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from generator.book import addresses
from generator.core.script_data import script
from generator.search import ranking, terms
from generator.search.entries import Catalogue, Entry, Field, Kind, Line
from generator.search.readings import Readings
from generator.search.sounds import MAX_CUTS, Sounds
from generator.search.traditional import simplified

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.core.files.cache import Cache

FOLDER = f"{addresses.ASSETS}search/"
#: What the box loads when somebody begins to type; web/scripts/search/types.d.ts says their shapes too.
FIRST, SECOND = f"{FOLDER}data.js", f"{FOLDER}more.js"
#: Characters that stand for themselves: they divide lines and words.
KEPT = "\n\t"
#: ASCII that JSON does not escape, then the rest in order: one byte, two bytes, three bytes.
CODES = [chr(code) for code in (*range(0x20, 0x7F), *range(0xA1, 0xD800)) if chr(code) not in '"\\']

_CONSTANTS = {
    "K1": ranking.K1,
    "B": ranking.B,
    "EXACT": ranking.EXACT,
    "NUMBERED": ranking.NUMBERED,
    "FLOOR": ranking.FLOOR,
    "FURTHER": ranking.FURTHER,
    "CHATTER": ranking.CHATTER,
    "PAIR": terms.PAIR,
    "CHARACTER": terms.CHARACTER,
    "SOUND": terms.SOUND,
    "DOUBTFUL": terms.DOUBTFUL,
    "SYNONYM": terms.SYNONYM,
    "NEAR_WORD": terms.NEAR_WORD,
    "INITIALS": terms.INITIALS,
    "MAX_CUTS": MAX_CUTS,
}


def files(catalogue: Catalogue, cache: Cache | None = None) -> Mapping[str, bytes]:
    """The data files by their path on the site; ``cache`` knows how texts are read."""
    rules = [entry for entry in catalogue.entries if entry.kind is Kind.RULE]
    others = [entry for entry in catalogue.entries if entry.kind is not Kind.RULE]
    texts, readings = tuple(catalogue.texts()), Readings(cache)
    sounds = Sounds(texts, readings)
    readings.keep()
    table = simplified({char for char in set().union(*texts) if char >= "\u3400"})
    first = {
        "constants": _CONSTANTS,
        "fields": {field.letter: field.weight for field in Field},
        "kinds": {kind.letter: kind.label for kind in Kind},
        "headings": [[heading.number, heading.title, heading.path] for heading in catalogue.headings],
        "channels": catalogue.channels,
        **_coded(entries=[_packed(entry, late=False) for entry in rules]),
    }
    second = {
        **_coded(
            lines=["\n".join(_lines(line for line in entry.lines if line.late)) for entry in rules],
            entries=[_packed(entry, late=None) for entry in others],
        ),
        "synonyms": catalogue.synonyms,
        "english": catalogue.english,
        "sounds": " ".join(syllable + chars for syllable, chars in sounds.characters.items()),
        "simplified": ["".join(table), "".join(table.values())],
    }
    return {FIRST: script("HB_SEARCH_DATA", first), SECOND: script("HB_SEARCH_MORE", second)}


def _coded(**columns: list[str]) -> dict[str, str | list[str]]:
    """Texts with common characters as one byte and nearly all others as two: a fifth less, zipped.

    The n-th character of ``alphabet`` is written as the n-th of :data:`CODES`.
    """
    counts = Counter(char for column in columns.values() for text in column for char in text)
    alphabet = sorted(set(counts) - set(KEPT), key=lambda char: (-counts[char], char))
    table = {ord(char): code for char, code in zip(alphabet, CODES, strict=False)}
    coded = {name: [text.translate(table) for text in column] for name, column in columns.items()}
    return {"alphabet": "".join(alphabet), **coded}


def _packed(entry: Entry, *, late: bool | None) -> str:
    """An entry as lines: first its particulars, then its texts, each after the letter of its field."""
    path = "" if entry.kind is Kind.RULE else entry.path
    first = f"{entry.kind.letter}\t{entry.id}\t{entry.group}\t{entry.badge}\t{path}"
    first = f"{first}\t{' '.join(entry.tests)}\t{entry.mark}".rstrip("\t")
    return "\n".join((first, *_lines(line for line in entry.lines if late is None or line.late == late)))


def _lines(lines: Iterable[Line]) -> list[str]:
    """Neighbouring words for a rule share a line."""
    packed = []
    for field, group in groupby(lines, key=lambda line: line.field):
        texts = [" ".join(line.text.split()) for line in group]
        if field in {Field.KEYWORD, Field.SAID}:
            packed.append(field.letter + "\t".join(texts))
        else:
            packed += [field.letter + text for text in texts]
    return packed
