"""Finds every figure that none of the rules beside it states."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.checks.shared.clocks import sourced
from generator.checks.shared.figures import NAMED, SENTENCE, figures, known, rivals, unread, unstated
from generator.checks.shared.finding import Finding
from generator.checks.shared.prose import prose_of
from generator.checks.shared.references import law_places
from generator.content.model import ClockNote
from generator.core.diagnostic import Severity, Span
from generator.core.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pydantic import BaseModel

    from generator.book.handbook import Handbook
    from generator.checks.shared.times import Time
    from generator.content import model
    from generator.content.reading.source import Key

CODE = "D404"
SEVERITY = Severity.ERROR
_HINT = N_("规则改过，就照规则改这里；另有依据，就引写着这个数的规则或法定补充。")
_CLAUSE = re.compile(r"(?<![0-9.\-])[1-9][0-9]?\.[1-9][0-9]?\.[1-9][0-9]?(?![0-9.\-])")


class _Claim(NamedTuple):
    """A text, and the rules that it restates."""

    node: BaseModel
    keys: tuple[Key, ...]
    text: str
    rules: Collection[str]


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every figure that none of the rules beside it states."""
    for node, keys, text, rules in _claims(book):
        if unread(book, rules):
            continue
        there = known(book, rules)
        for figure in figures(text):
            if figure.value not in there:
                place = book.span_of(
                    figure.words, node, *keys, nth=text.count(figure.words, 0, figure.offset)
                )
                yield _finding(place, figure.words, rules)
    yield from _points(book)
    yield from _clocks(book)
    yield from _sentences(book)
    yield from _pages(book)


def _finding(place: Span, words: str, rules: Collection[str], hint: str = "") -> Finding:
    cited = _("、").join(dict.fromkeys(rules)) or _("它引的规则")
    return Finding(
        place, _("说的是“{words}”，{cited} 里没有这个数").format(words=words, cited=cited), hint or _(_HINT)
    )


def _points(book: Handbook) -> Iterator[Finding]:
    """Practice that says another figure than the sentence, the deadline or the basis of its rule."""
    for rule in book.provisions_in_force:
        for index, (at, words, __, ___) in rivals(rule):
            point = rule.practice[index]
            keys = ("practice", index, point.key) if point.key else ("practice", index)
            place = book.span_of(words, rule, *keys, nth=point.text.count(words, 0, at))
            hint = (
                _("{hint}建议管的是别的事，就写 beside 说明。").format(hint=_(_HINT))
                if point.recommended
                else _(_HINT)
            )
            yield _finding(place, words, (rule.id,), hint)


def _claims(book: Handbook) -> Iterator[_Claim]:
    for rule in book.provisions_in_force:
        yield _Claim(rule, ("title",), rule.title, (rule.id,))
    for checklist in book.checklists:
        yield from _on(checklist)
    for term in book.terms:
        if term.rules:
            yield _Claim(term, ("definition",), term.definition, term.rules)
    for situation in book.situations:
        yield _Claim(situation, ("title",), situation.title, situation.rules)
        yield _Claim(situation, ("prompt",), situation.prompt, situation.rules)


def _on(checklist: model.Checklist) -> Iterator[_Claim]:
    cited = [*_rules(checklist.items), *_rules(checklist.tables)]
    for key in ("title", "objective", "when"):
        yield _Claim(checklist, (key,), getattr(checklist, key), cited)
    for point in checklist.pause_points:
        table = point.table
        yield _Claim(
            point, ("title",), point.title, [*_rules(point.items), *_rules([table] if table else [])]
        )
        for item in point.items:
            yield _Claim(item, ("text",), item.text, item.rules)
            yield _Claim(item, ("when",), item.when or "", item.rules)
        if table:
            for r, row in enumerate(table.rows):
                yield from (_Claim(table, ("rows", r, c), cell, table.rules) for c, cell in enumerate(row))


def _rules(parts: Iterable[model.ChecklistItem | model.SheetTable]) -> Iterator[str]:
    return (id_ for part in parts for id_ in part.rules)


def _clocks(book: Handbook) -> Iterator[Finding]:
    """What a clock says about times must be one of its own, of the sum of steps, or of its rules.

    A note that cites an article which no rule cites is the place where its figures are written.
    """
    cited = {(one.authority, one.locator) for __, ___, one in law_places(book)}
    for clock, keys, part in sourced(book):
        own = isinstance(part, ClockNote) and part.locator and not part.rule
        if own and (part.authority, part.locator) not in cited:
            continue
        rules = [id_ for id_ in (*clock.rules, *(step.rule for step in clock.steps), part.rule) if id_]
        if unread(book, rules):
            continue
        there = known(book, rules) | _lengths(clock)
        for key in ("text", "when", "needs", "assumed", "title"):
            text = getattr(part, key, None) or ""
            for figure in figures(text):
                if figure.value not in there:
                    place = book.span_of(figure.words, clock, *keys, key)
                    yield _finding(place, figure.words, (_("时限推算 {clock_id}").format(clock_id=clock.id),))


def _lengths(clock: model.Clock) -> frozenset[Time]:
    """The length of every step, alone and from the event from which its chain starts."""
    found: dict[str, dict[str, float]] = {}
    for step in clock.steps:
        (value, unit), *__ = [figure.value for figure in figures(step.duration)] or [(0.0, "")]
        before = found.get(step.start, {})
        found[step.id] = {unit: value + before.get(unit, 0.0)}
    alone = {figure.value for step in clock.steps for figure in figures(step.duration)}
    return frozenset(alone | {(value, unit) for sums in found.values() for unit, value in sums.items()})


def _sentences(book: Handbook) -> Iterator[Finding]:
    """A sentence anywhere that names rules says their figures, or those of the rule in which it stands."""
    prose = prose_of(book)
    done = -1
    for match in NAMED.finditer(prose.text):
        start, sentence = _around(prose.text, match.start())
        if start == done:
            continue
        done = start
        named = NAMED.findall(sentence)
        node = prose.passage(match.start()).node
        inside = getattr(node, "id", "")
        beside = [inside] if inside in book.provision else list(getattr(node, "rules", ()))
        given = _given(node)
        for figure in unstated(book, sentence, [*named, *beside]):
            if figure.value not in given:
                yield _finding(prose.span(start + figure.offset, len(figure.words)), figure.words, named)


def _given(node: BaseModel) -> set[Time]:
    """What a question asks about: its reasons may repeat the figures of the stem and of wrong options."""
    wrong = [option.text for option in getattr(node, "options", None) or () if not option.correct]
    told = [] if getattr(node, "answer", None) is True else [getattr(node, "stem", "")]
    return {figure.value for text in (*told, *wrong) for figure in figures(text)}


def _around(text: str, offset: int) -> tuple[int, str]:
    start = max(text.rfind(mark, 0, offset) for mark in "。！？；\n\x1e") + 1
    match = SENTENCE.match(text, start)
    return start, match[0] if match else ""


def _pages(book: Handbook) -> Iterator[Finding]:
    """A sentence of a written page that names rules or a clause says their figures."""
    of_clause = {clause.number: [rule.id for rule in clause.rules_in_force] for clause in book.clauses}
    for name, text in book.pages.items():
        for number, line in enumerate(text.splitlines(), 1):
            for match in SENTENCE.finditer(line):
                sentence = match[0]
                named = NAMED.findall(sentence)
                named += [id_ for one in _CLAUSE.findall(sentence) for id_ in of_clause.get(one) or [one]]
                for figure in unstated(book, sentence, named):
                    column = match.start() + figure.offset + 1
                    place = Span(f"content/pages/{name}.md", number, column, column + len(figure.words))
                    yield _finding(place, figure.words, named)
