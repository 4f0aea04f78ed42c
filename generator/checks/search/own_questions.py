"""Finds every question that finds its rule in none of the first three clauses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.checks.shared.files import incomplete
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _
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
        hint = _("用 ./run search 一句一句地试。")
        yield Finding(
            book.span(book.info),
            _("规则有{count}条，超过{many}条，没有逐句比对问法").format(count=len(rules), many=MANY),
            hint,
        )
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
            first = _("、").join(result.best.entry.id for result in results)
            hint = _("排在前面的是 {first}；把这句话说得更具体，或给规则补关键词。").format(
                first=first or _("（没有）")
            )
            yield Finding(
                book.span(rule, "asked_as", nth),
                _("{rule_id} 自己的问法找不到它：{question}").format(rule_id=rule.id, question=question),
                hint,
            )
