"""Finds every rule that is tested too seldom or only for memory, every chapter without questions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.checks.shared.files import countable
from generator.checks.shared.finding import Finding
from generator.checks.shared.item_limits import QUESTIONS_PER_RULE
from generator.checks.shared.items import Judged, items, unaccepted
from generator.content import layout
from generator.core.diagnostic import Severity
from generator.core.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.book.toc import Chapter
    from generator.content import model

CODE = "I850"
SEVERITY = Severity.WARNING


def find(book: Handbook) -> Iterator[Finding]:
    """Yields what nobody accepted."""
    return unaccepted(CODE, judge(book))


def judge(book: Handbook) -> Iterator[Judged]:
    """Yields every rule that is tested too seldom or only for memory, every chapter without questions."""
    if not book.quizzes or any(name.startswith("quiz ") for name in book.library.broken):
        return
    tested: Counter[str] = Counter()
    applied: set[str] = set()
    for item in items(book):
        rules = set(item.question.rules)
        tested.update(rules)
        if item.question.level.is_applied:
            applied.update(rules)
    quiz_of = {quiz.chapter: quiz for quiz in book.quizzes}
    for chapter in countable(book):
        rules_in_force = [rule for rule in chapter.rules if rule.withdrawn is None]
        quiz = quiz_of.get(chapter.number)
        if quiz is None:
            if not rules_in_force:
                continue
            place, message = (
                book.outline_span(chapter.number),
                _("第 {number} 章没有试题文件").format(number=chapter.number),
            )
            yield Judged((), Finding(place, message, _("新建 {file}。").format(file=_file(book, chapter))))
            continue
        for rule in rules_in_force:
            if tested[rule.id] < QUESTIONS_PER_RULE:
                message = _("{rule_id} 只有{tested}道题，至少要{questions_per_rule}道").format(
                    rule_id=rule.id, tested=tested[rule.id], questions_per_rule=QUESTIONS_PER_RULE
                )
            elif rule.id not in applied:
                message = _("{rule_id} 没有一道应用题").format(rule_id=rule.id)
            else:
                continue
            hint = _("在 {file} 补一道有情形的题。").format(file=_file(book, chapter, rule))
            yield Judged((quiz,), Finding(book.span(rule, "id"), message, hint))


def _file(book: Handbook, chapter: Chapter, rule: model.Rule | None = None) -> str:
    """Where a question on a rule belongs."""
    if not book.library.has_folders:
        return f"content/{layout.OLDER_QUESTIONS}/{chapter.path}.yaml"
    section = ".".join(rule.clause.split(".")[:2]) if rule else chapter.sections[0].number
    return f"content/{layout.QUESTIONS}/{chapter.path}/{section}.yaml"
