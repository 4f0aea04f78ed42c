"""Finds every rule of a question that does not exist, is withdrawn, or stands there twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.checks.shared.items import items
from generator.checks.shared.near import suggest_rule
from generator.checks.shared.references import may_be_unread
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model

CODE = "I804"
SEVERITY = Severity.ERROR


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every rule of a question that does not exist, is withdrawn, or stands there twice."""
    for item in items(book):
        for index, id_ in enumerate(item.question.rules):
            rule = book.provision.get(id_)
            if rule is None:
                if may_be_unread(book, id_):
                    continue
                message, hint = (
                    _("试题考的规则不存在：{id}").format(id=id_),
                    suggest_rule(book, id_, _("改成手册里有的编号。")),
                )
            elif rule.withdrawn is not None:
                message, hint = _("试题考的规则已废止：{id}").format(id=id_), _instead(rule)
            elif id_ in item.question.rules[:index]:
                message, hint = _("规则写了两遍：{id}").format(id=id_), _("删掉一个。")
            else:
                continue
            yield Finding(book.span(item.question, "rules", index), message, hint)


def _instead(rule: model.Provision) -> str:
    others = _("、").join(rule.withdrawn.replaced_by) if rule.withdrawn else ""
    return _("改考 {others}，或删掉这道题。").format(others=others) if others else _("删掉这道题。")
