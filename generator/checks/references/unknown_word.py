"""Finds every channel, stage, bearer, checklist and clock that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.book.handbook import ALL, NONE
from generator.checks.shared.finding import Finding
from generator.checks.shared.near import named, suggest
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model
    from generator.core.diagnostic import Span

CODE = "R101"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every channel, stage, bearer, checklist and clock that is not there."""
    channels = named(book.channels) | {ALL: ALL, _("全部"): ALL, NONE: NONE}
    stages = named(book.stages) | {ALL: ALL, _("全部"): ALL}
    roles = named(book.roles)
    sheets = named(book.checklists)
    clocks = named(book.clocks)
    unread = book.library.broken
    for situation in book.situations:
        if situation.clock and situation.clock not in clocks.values() and "clocks.yaml" not in unread:
            yield _finding(book.span(situation, "clock"), _("时限推算"), situation.clock, clocks)
        if situation.checklist and situation.checklist not in {*sheets.values(), *unread}:
            yield _finding(book.span(situation, "checklist"), _("核对单"), situation.checklist, sheets)
    for rule in book.provisions:
        if roles.get(rule.bearer) != rule.bearer:
            yield _finding(book.span(rule, "bearer"), _("责任人"), rule.bearer, roles)
        if not all(channels.get(word) == word for word in rule.channels):
            yield from _unknown(book, rule, "channels", channels)
        if not all(stages.get(word) == word for word in rule.stages):
            yield from _unknown(book, rule, "stages", stages)


def _unknown(book: Handbook, rule: model.Provision, field: str, known: dict[str, str]) -> Iterator[Finding]:
    name = _("渠道") if field == "channels" else _("环节")
    for index, word in enumerate(getattr(rule, field)):
        if known.get(word) != word:
            yield _finding(book.span(rule, field, index), name, word, known)


def _finding(span: Span, name: str, word: str, known: dict[str, str]) -> Finding:
    ids = _("、").join(sorted(set(known.values())))
    hint = suggest(
        word, known, _("可以写：{ids}。").format(ids=ids) if known else _("表里还没有，先写一个。")
    )
    return Finding(span, _("{name}不在表里：{word}").format(name=name, word=word), hint)
