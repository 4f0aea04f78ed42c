"""Finds every recommended point of a rule on which a law is stricter and nothing says what it asks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _
from generator.core.vocabulary import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.content import model

CODE = "V505"
SEVERITY = Severity.ERROR
_ARTICLE = re.compile("第[^第条]+条(?:之[一二三四五六七八九十]+)?")


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every recommended point of a rule on which a law is stricter and nothing says what it asks."""
    titles = {one.id: one.short_title.strip("《》") for one in book.authorities}
    for rule in book.rules_in_force:
        said = {place for point in rule.practice if point.law for place in _articles(point.law)}
        left = [
            _("《{titles}》{locator}").format(
                titles=titles.get(one.authority, one.authority), locator=one.locator
            )
            for one in rule.citations
            if one.relation is Relation.STRICTER and not _articles(one) <= said
        ]
        if not left or rule.caution:
            continue
        for index, point in enumerate(rule.practice):
            if point.recommended and not point.beside:
                yield Finding(
                    book.span(rule, "practice", index, "recommend"),
                    _("{left}在这一点上更严，{rule_id} 却只有建议").format(
                        left=_("、").join(left), rule_id=rule.id
                    ),
                    _(
                        "法律要的写成 law: 和它的依据，或写一条合规提示；"
                        "这一点管的是别的事，就写 beside 说明。"
                    ),
                )


def _articles(place: model.Basis | model.PointBasis) -> set[tuple[str, str]]:
    """The articles of a law that a place names; paragraphs and items of one article are read together."""
    return {(place.authority, one) for one in _ARTICLE.findall(place.locator) or [place.locator]}
