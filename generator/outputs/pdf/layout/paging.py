"""About how long everything in the book is, before it is set: which rules stay whole, where each will be.

Heights count in ems of body text and follow templates/print/handbook.css. A guess is enough: it decides how
wide the place for a page number is and where a page may end, never what the number says (page_refs.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from generator.book.sheet_limits import width
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.views.chapters import ChapterView
    from generator.views.pages.booklet import Booklet
    from generator.views.rules import RuleView

#: A rule of at most twelve lines is never split; what is guessed may be a line too many.
_WHOLE = 13
#: What the bans on marks leave empty at the end of a line.
_RAGGED = 0.4
#: 细化 见4.3.2-1（第23页）；in ems of its own, smaller type.
_REFERENCE = 14.0
#: A heading, its sentence and two lines.
_BEGINNING = 8.0
#: A term of the glossary and a supplement, both set small and much alike in length.
_TERM, _SUPPLEMENT = 5.0, 19.0
#: Cover and imprint.
_BEFORE = 2


@dataclass(frozen=True, slots=True)
class Format:
    """A page: ``measure`` is how wide a rule's text is, ``depth`` how high the page, ``leading`` a line.

    ``even``: all of its text is of one size.
    """

    measure: float
    depth: float
    leading: float
    even: bool = False

    def small(self, size: float, tall: float) -> tuple[float, float]:
        """The size of smaller text and the height of its lines."""
        return (1.0, self.leading) if self.even else (size, tall)


#: A4 less its margins and the column of numbers, at 10.5 pt and at 16 pt.
NORMAL = Format(measure=39.9, depth=69.0, leading=1.75)
LARGE = Format(measure=25.8, depth=44.6, leading=1.6, even=True)


class _Block(NamedTuple):
    """Some lines, each ``tall``, and the space around them."""

    lines: int
    tall: float
    space: float = 0.35


def is_whole(rule: RuleView, page: Format) -> bool:
    """Whether a rule is short enough to be kept on one page."""
    return sum(block.lines for block in _rule(rule, page)) <= _WHOLE


def expected(book: Booklet, page: Format) -> dict[str, int]:
    """About on which page each rule will be, and each supplement in the annex."""
    found: dict[str, int] = {}
    before = _BEFORE + 1 + ceil(sum(_contents(chapter, page) for chapter in book.chapters) / page.depth)
    for chapter in book.chapters:
        at = _Cursor(page.depth, before + before % 2 + 1)
        at.go(_opening(chapter, page))
        for section in chapter.sections:
            ahead = 4.2  # a heading stays with what follows
            for clause in section.clauses:
                ahead += 3.5 * clause.own_heading + 2.2 * bool(clause.note)
                for rule in clause.rules:
                    tall = sum(lines * line + space for lines, line, space in _rule(rule, page)) + 1.05
                    found[rule.link.id] = at.go(ahead + tall, whole=is_whole(rule, page))
                    ahead = 0.0
        if chapter.supplements:
            at.go(5.0 + 1.7 * len(chapter.supplements))
        at.go(4.5 * bool(chapter.checked))
        before = at.page
    at = _Cursor(page.depth, before + before % 2 + 1)
    at.go(sum(_TERM * len(group.terms) for group in book.terms) / 2)
    for part in book.supplements.chapters:
        for one in part.views:
            found[one.link.id] = at.go(_SUPPLEMENT)
    return found


class _Cursor:
    """Where the next thing will stand."""

    def __init__(self, depth: float, page: int) -> None:
        self._depth = depth
        self._left = depth
        self.page = page

    def go(self, tall: float, *, whole: bool = False) -> int:
        """Places something; returns the page on which it begins."""
        if tall > self._left and (whole or self._left < _BEGINNING):
            self.page, self._left = self.page + 1, self._depth
        begun = self.page
        self._left -= tall
        while self._left < 0:
            self.page, self._left = self.page + 1, self._left + self._depth
        return begun


def _opening(chapter: ChapterView, page: Format) -> float:
    summary = _lines(chapter.name.summary, page.measure + 4.6, 1.05) * 1.05 * page.leading
    return 9.4 + summary + _contents(chapter, page)


def _contents(chapter: ChapterView, page: Format) -> float:
    """The height of a chapter's lines in a table of contents."""
    clauses = sum(clause.own_heading for section in chapter.sections for clause in section.clauses)
    (__, section), (__, clause) = page.small(0.952, 1.52), page.small(0.905, 1.36)
    return 2.4 + len(chapter.sections) * section + clauses * clause


def _lines(text: str, measure: float, size: float = 1.0) -> int:
    return ceil(width(text) * size / (measure - _RAGGED)) if text else 0


def _rule(rule: RuleView, page: Format) -> Iterator[_Block]:
    """Its parts in order, as templates/print/rule.j2 sets them."""
    wide, tall = page.measure, page.leading
    yield _Block(1, 1.5, 0.25)
    if rule.withdrawn is not None:
        yield _Block(1 + _lines(rule.withdrawn.reason, wide), tall, 0.7)
        yield _Block(_references(len(rule.withdrawn.replaced_by), wide / 0.857), tall)
    else:
        yield _Block(_lines(rule.statement, wide), tall)
        yield _Block(sum(_lines(point.text + point.mark, wide - 1) for point in rule.practice), tall)
        for example in rule.examples:
            size, line = page.small(0.952, 1.57)
            said = (
                _lines(_("{speaker}：{words}").format(speaker=speaker, words=words), wide - 1.6, size)
                for speaker, words in example.lines
            )
            yield _Block(sum(said), line, 0.9)
        for text in (rule.deadline, rule.evidence, rule.rationale, rule.note):
            yield _Block(_lines(text, wide), tall, 0.35 * bool(text))
        roles = _("责任人{bearer_title}渠道{channels_text}环节{stages_text}　　　　").format(
            bearer_title=rule.bearer.title, channels_text=rule.channels_text, stages_text=rule.stages_text
        )
        size, line = page.small(0.857, 1.75)
        yield _Block(_lines(roles, wide, size), line)
        if rule.citations:
            cited = (
                _lines(
                    _("《{authority}》{locator}{relation}{confidence}：{paraphrase}").format(
                        authority=one.authority,
                        locator=one.locator,
                        relation=one.relation,
                        confidence=one.confidence,
                        paraphrase=one.paraphrase,
                    ),
                    wide,
                    0.905,
                )
                for one in rule.citations
            )
            yield _Block(sum(cited), 1.49)
        if rule.caution:
            instead = (
                _("这样做：{caution_instead}").format(caution_instead=rule.caution_instead)
                if rule.caution_instead
                else ""
            )
            yield _Block(_lines(rule.caution, wide - 1.4) + _lines(instead, wide - 1.4), tall, 1.1)
    for others in (rule.supplements, rule.related, rule.referred):
        if others:
            size, line = page.small(0.857, 1.63)
            yield _Block(_references(len(others), wide / size), line)
    if rule.revisions:
        size, line = page.small(0.905, 1.49)
        changed = (
            _lines(_("{edition}：{summary}").format(edition=edition, summary=summary), wide, size)
            for edition, summary in rule.revisions
        )
        yield _Block(sum(changed), line)


def _references(count: int, measure: float) -> int:
    return ceil(count * _REFERENCE / measure)
