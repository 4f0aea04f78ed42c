"""引用的规则不存在

`see`、`withdrawn.replaced_by`、术语和情形里写的规则编号，都必须是手册里有的规则。

错误：

    see:
      - rule: 4.3.9-1
        kind: 配合

正确：

    see:
      - rule: 4.3.2-1
        kind: 配合
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from generator.checks import Finding
from generator.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from generator.handbook import Handbook
    from generator.source import Key

CODE = "R102"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every reference to a rule id that no rule has."""
    known = set(book.rule) | set(book.library.broken)
    for node, keys, target in _references(book):
        if target not in known:
            near = difflib.get_close_matches(target, book.rule, n=1, cutoff=0.5)
            hint = f"是否为 {near[0]}？" if near else "改成手册里有的编号，或删掉这一项。"
            yield Finding(book.span(node, *keys), f"引用的规则不存在：{target}", hint)


def _references(book: Handbook) -> Iterator[tuple[BaseModel, tuple[Key, ...], str]]:
    for rule in book.rules:
        for index, see in enumerate(rule.see):
            yield rule, ("see", index, "rule"), see.rule
        if rule.withdrawn:
            for index, target in enumerate(rule.withdrawn.replaced_by):
                yield rule, ("withdrawn", "replaced_by", index), target
    for term in book.terms:
        for index, target in enumerate(term.rules):
            yield term, ("rules", index), target
    for situation in book.situations:
        for index, target in enumerate(situation.rules):
            yield situation, ("rules", index), target
