"""Finds every channel, stage, bearer, checklist and clock that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.book.handbook import ALL, NONE
from generator.checks.shared.finding import Finding
from generator.checks.shared.near import named, suggest
from generator.core.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model
    from generator.core.diagnostic import Span

CODE = "R101"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every channel, stage, bearer, checklist and clock that is not there."""
    channels = named(book.channels) | {ALL: ALL, "全部": ALL, NONE: NONE}
    stages = named(book.stages) | {ALL: ALL, "全部": ALL}
    roles = named(book.roles)
    sheets = named(book.checklists)
    clocks = named(book.clocks)
    unread = book.library.broken
    for situation in book.situations:
        if situation.clock and situation.clock not in clocks.values() and "clocks.yaml" not in unread:
            yield _finding(book.span(situation, "clock"), "时限推算", situation.clock, clocks)
        if situation.checklist and situation.checklist not in {*sheets.values(), *unread}:
            yield _finding(book.span(situation, "checklist"), "核对单", situation.checklist, sheets)
    for rule in book.provisions:
        if roles.get(rule.bearer) != rule.bearer:
            yield _finding(book.span(rule, "bearer"), "责任人", rule.bearer, roles)
        if not all(channels.get(word) == word for word in rule.channels):
            yield from _unknown(book, rule, "channels", channels)
        if not all(stages.get(word) == word for word in rule.stages):
            yield from _unknown(book, rule, "stages", stages)


def _unknown(book: Handbook, rule: model.Provision, field: str, known: dict[str, str]) -> Iterator[Finding]:
    name = "渠道" if field == "channels" else "环节"
    for index, word in enumerate(getattr(rule, field)):
        if known.get(word) != word:
            yield _finding(book.span(rule, field, index), name, word, known)


def _finding(span: Span, name: str, word: str, known: dict[str, str]) -> Finding:
    ids = "、".join(sorted(set(known.values())))
    hint = suggest(word, known, f"可以写：{ids}。" if known else "表里还没有，先写一个。")
    return Finding(span, f"{name}不在表里：{word}", hint)
