"""渠道、环节、责任人或核对单不在表里

`channels`、`stages`、`bearer` 只能写 channels.yaml、stages.yaml、roles.yaml 里的 id。
写错的规则不会出现在任何渠道页和岗位页上。
`channels` 和 `stages` 还可以写 all，表示全部。situations.yaml 里的 `checklist` 只能写有的核对单。

错误：

    channels: [telephone]
    bearer: teller

正确：

    channels: [phone]
    bearer: front-line
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks import Finding
from generator.checks._near import suggest
from generator.diagnostic import Severity
from generator.handbook import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator import model
    from generator.diagnostic import Span
    from generator.handbook import Handbook

CODE = "R101"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every channel, stage, bearer and checklist that is not there."""
    channels = {channel.id for channel in book.channels} | {ALL}
    stages = {stage.id for stage in book.stages} | {ALL}
    roles = {role.id for role in book.roles}
    sheets = {sheet.id for sheet in book.checklists}
    for situation in book.situations:
        if situation.checklist and situation.checklist not in sheets:
            yield _finding(book.span(situation, "checklist"), "核对单", situation.checklist, sheets)
    for rule in book.provisions:
        if rule.bearer not in roles:
            yield _finding(book.span(rule, "bearer"), "责任人", rule.bearer, roles)
        if not channels.issuperset(rule.channels):
            yield from _unknown(book, rule, "channels", channels)
        if not stages.issuperset(rule.stages):
            yield from _unknown(book, rule, "stages", stages)


def _unknown(book: Handbook, rule: model.Provision, field: str, known: set[str]) -> Iterator[Finding]:
    name = "渠道" if field == "channels" else "环节"
    for index, word in enumerate(getattr(rule, field)):
        if word not in known:
            yield _finding(book.span(rule, field, index), name, word, known)


def _finding(span: Span, name: str, word: str, known: set[str]) -> Finding:
    hint = suggest(
        word, sorted(known), f"可以写：{'、'.join(sorted(known))}。" if known else "表里还没有，先写一个。"
    )
    return Finding(span, f"{name}不在表里：{word}", hint)
