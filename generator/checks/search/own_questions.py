"""规则自己的问法找不到它

`asked_as` 里的每一句，拿去搜索都应在前三条里找到这条规则；找不到，说明别的规则更像这句话的答案，
或者这句话里没有一个词和规则的标题、条文、做法有关。法定补充在搜索结果里排在规则后面，只和别的法定补充比。

比对时不算“一字不差”的加分：真正提问的人不会恰好这样写。规则超过 1500 条的手册不比对（那要等十几秒以上），
只说一声没有比对；用 `./run search 问法` 可以一句一句地试。

错误（4.3.2-2 讲投诉几天回复，这句话却更像 10.1.3-1）：

    asked_as:
      - 多久查一次

正确：

    asked_as:
      - 投诉多久给回话
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.checks.shared.files import incomplete
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.search import Index, Kind, catalogue_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

CODE = "F701"
SEVERITY = Severity.WARNING
THOROUGH = True

FIRST = 3
MANY = 1_500


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every question that finds its rule in none of the first three clauses."""
    if incomplete(book):
        return  # what is found depends on all that there is
    rules = book.provisions_in_force
    if len(rules) > MANY:
        hint = "用 ./run search 一句一句地试。"
        yield Finding(book.span(book.info), f"规则有{len(rules)}条，超过{MANY}条，没有逐句比对问法", hint)
        return
    catalogue = catalogue_of(book)
    kinds = (Kind.RULE, Kind.SUPPLEMENT)
    index = Index(replace(catalogue, entries=tuple(one for one in catalogue.entries if one.kind in kinds)))
    for rule in rules:
        own = Kind.RULE if rule.id in book.rule else Kind.SUPPLEMENT
        for nth, question in enumerate(rule.asked_as):
            if index.finds(question, rule.id, FIRST):
                continue
            found = index.search(question, exact=False)
            results = [result for result in found if result.best.entry.kind is own][:FIRST]
            first = "、".join(result.best.entry.id for result in results)
            hint = f"排在前面的是 {first or '（没有）'}；把这句话说得更具体，或给规则补关键词。"
            yield Finding(book.span(rule, "asked_as", nth), f"{rule.id} 自己的问法找不到它：{question}", hint)
