"""渠道、环节、责任人、核对单或时限推算不在表里

`channels`、`stages`、`bearer` 只能写 channels.yaml、stages.yaml、roles.yaml 里的 id。
写错的规则不会出现在任何渠道页和岗位页上。
`channels` 和 `stages` 还可以写 all，表示全部；
`channels` 还可以写 none，表示机构内部的事，哪个渠道的员工都不做。
situations.yaml 里的 `checklist` 只能写有的核对单，`clock` 只能写 clocks.yaml 里有的时限推算。

错误：

    channels: [telephone]
    bearer: teller

正确：

    channels: [phone]
    bearer: front-line
"""

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
