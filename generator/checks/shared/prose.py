"""All prose of a handbook as one string, so that a wording check is one fast search over everything."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from generator.book.derived import derived

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic import BaseModel

    from generator.book.handbook import Handbook
    from generator.content import model
    from generator.content.reading.source import Key
    from generator.core.diagnostic import Span

#: Stands between passages; source refuses control characters, so no passage holds one.
SEPARATOR = "\x1e"
_ASCII_MARK = re.compile("[ !\"'(),.:;?]")


class Passage(NamedTuple):
    """One text field of one thing."""

    node: BaseModel
    keys: tuple[Key, ...]
    text: str


@dataclass(frozen=True)
class Prose:
    """``text`` is all passages, joined by SEPARATOR; those of provisions come first, up to ``rules_end``."""

    book: Handbook
    passages: Sequence[Passage]
    text: str
    rules_end: int
    _starts: Sequence[int]

    def passage(self, offset: int) -> Passage:
        """The passage that holds the character at ``offset``."""
        return self.passages[bisect_right(self._starts, offset) - 1]

    def span(self, offset: int, length: int) -> Span:
        """The place in the files of some characters of ``text``."""
        index = bisect_right(self._starts, offset) - 1
        node, keys, text = self.passages[index]
        word = self.text[offset : offset + length]
        return self.book.span_of(word, node, *keys, nth=text.count(word, 0, offset - self._starts[index]))

    def around(self, offset: int, length: int, reach: int = 6) -> str:
        """The characters with a few of their neighbours: what a message shows."""
        start = max(offset - reach, self.text.rfind(SEPARATOR, 0, offset) + 1)
        end = self.text.find(SEPARATOR, offset)
        end = min(offset + length + reach, len(self.text) if end < 0 else end)
        return self.text[start:end].replace("\n", " ")

    def words(self, word: str) -> Iterator[int]:
        """The offsets where ``word`` stands."""
        at = self.text.find(word)
        while at >= 0:
            yield at
            at = self.text.find(word, at + len(word))


@derived
def prose_of(book: Handbook) -> Prose:
    """All prose of what is in force, then of everything else but proper titles and search words."""
    passages = [Passage(rule, *field) for rule in book.rules_in_force for field in _rule(rule)]
    passages += [Passage(one, *field) for one in book.supplements_in_force for field in _supplement(one)]
    rules = len(passages)
    passages += _rest(book)
    starts = [0, *accumulate(len(passage.text) + 1 for passage in passages)]
    text = SEPARATOR.join([passage.text for passage in passages])
    return Prose(book, passages, text, starts[rules], starts[: len(passages)])


@derived
def ascii_marks(book: Handbook) -> Sequence[int]:
    """Offsets of every half-width mark or space: Chinese prose has few, so three checks share one search."""
    return [match.start() for match in _ASCII_MARK.finditer(prose_of(book).text)]


def is_han(char: str) -> bool:
    """Whether this is one Chinese character."""
    return "\u4e00" <= char <= "\u9fff"


def _rule(rule: model.Rule) -> Iterator[tuple[tuple[Key, ...], str]]:
    yield from _provision(rule)
    for index, example in enumerate(rule.examples):
        yield ("examples", index, "text"), example.text
    if rule.source_note:
        yield ("source_note",), rule.source_note
    if rule.caution:
        yield ("caution", "limit"), rule.caution.limit
        if rule.caution.instead:
            yield ("caution", "instead"), rule.caution.instead


def _supplement(supplement: model.Supplement) -> Iterator[tuple[tuple[Key, ...], str]]:
    yield from _provision(supplement)
    if supplement.scope:
        yield ("scope",), supplement.scope


def _provision(one: model.Provision) -> Iterator[tuple[tuple[Key, ...], str]]:
    yield ("title",), one.title
    yield ("statement",), one.statement
    yield ("rationale",), one.rationale
    for index, point in enumerate(one.practice):
        yield ("practice", index, point.key) if point.key else ("practice", index), point.text
    if one.deadline:
        yield ("deadline", "from"), one.deadline.start
        yield ("deadline", "to"), one.deadline.end
    if one.evidence:
        yield ("evidence",), one.evidence
    for index, citation in enumerate(one.citations):
        if citation.paraphrase:
            yield ("citations", index, "paraphrase"), citation.paraphrase
    for index, revision in enumerate(one.revisions):
        yield ("revisions", index, "summary"), revision.summary


def _rest(book: Handbook) -> Iterator[Passage]:
    for file in book.library.chapters:
        yield Passage(file.value, ("summary",), file.value.summary)
    yield Passage(book.info, ("description",), book.info.description)
    for channel in book.channels:
        yield Passage(channel, ("scene",), channel.scene)
    named: tuple[model.Channel | model.Role | model.Stage, ...] = (*book.channels, *book.roles, *book.stages)
    for entry in named:
        yield Passage(entry, ("title",), entry.title)
        yield Passage(entry, ("description",), entry.description)
    for term in book.terms:
        yield Passage(term, ("definition",), term.definition)
    for situation in book.situations:
        yield Passage(situation, ("title",), situation.title)
        yield Passage(situation, ("prompt",), situation.prompt)
    yield from (passage for checklist in book.checklists for passage in _checklist(checklist))
    for edition in book.editions:
        yield Passage(edition, ("summary",), edition.summary)
    for quiz in book.quizzes:
        for case in quiz.cases:
            yield Passage(case, ("title",), case.title)
            yield Passage(case, ("scene",), case.scene)
        for question, _ in quiz.all():
            yield from (Passage(question, *field) for field in _question(question))


def _question(question: model.CaseQuestion) -> Iterator[tuple[tuple[Key, ...], str]]:
    yield ("stem",), question.stem
    for index, option in enumerate(question.options or ()):
        yield ("options", index, "text"), option.text
        yield ("options", index, "because"), option.because
    for index, pair in enumerate(question.pairs or ()):
        yield ("pairs", index, "left"), pair.left
        yield ("pairs", index, "right"), pair.right
        yield ("pairs", index, "because"), pair.because
    for index, step in enumerate(question.sequence or ()):
        yield ("sequence", index), step
    yield ("rationale",), question.rationale


def _checklist(checklist: model.Checklist) -> Iterator[Passage]:
    yield Passage(checklist, ("title",), checklist.title)
    yield Passage(checklist, ("objective",), checklist.objective)
    yield Passage(checklist, ("when",), checklist.when)
    yield from (Passage(point, ("title",), point.title) for point in checklist.pause_points)
    for item in checklist.items:
        yield Passage(item, ("text",), item.text)
        if item.when:
            yield Passage(item, ("when",), item.when)
        if item.record:
            yield Passage(item, ("record",), item.record)
    for table in checklist.tables:
        for index, head in enumerate(table.head):
            yield Passage(table, ("head", index), head)
        for r, row in enumerate(table.rows):
            yield from (Passage(table, ("rows", r, c), cell) for c, cell in enumerate(row))
    yield from (Passage(group, ("reason",), group.reason) for group in checklist.left_out)
