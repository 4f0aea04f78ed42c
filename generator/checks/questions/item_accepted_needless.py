"""Finds every acceptance that accepts nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks import item_judges
from generator.checks.shared.finding import Finding
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.checks.shared.items import Owner

CODE = "I843"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields every acceptance that accepts nothing."""
    owners: list[Owner] = [*book.quizzes, *book.questions, *book.cases]
    given = [
        (owner, index, accepted.code) for owner in owners for index, accepted in enumerate(owner.accepted)
    ]
    judges = item_judges()
    wanted = {code for __, ___, code in given} & judges.keys()
    met = {(id(owner), code) for code in wanted for judged in judges[code](book) for owner in judged.owners}
    for owner, index, code in given:
        place = book.span(owner, "accepted", index, "code")
        if code not in judges:
            yield Finding(
                place, _("{code} 不能接受").format(code=code), _("只有试题的警告可以写理由接受；这一条要改。")
            )
        elif (id(owner), code) not in met:
            yield Finding(place, _("没有 {code} 这条警告").format(code=code), _("删掉这一项。"))
