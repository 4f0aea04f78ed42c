"""A paper's fingerprint is that of its own questions: other questions may change, come or go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bench import questions
from generator.exams.composing.blueprint import parse
from generator.exams.composing.compose import compose

if TYPE_CHECKING:
    from generator.exams.composing.item_pool import ItemPool

POOL = questions.item_pool(200, chapters=4, seed=1)
FIRST = min(POOL.chapters)


def _fingerprint(pool: ItemPool, **fields: str) -> str:
    one, other = compose(pool, parse({"chapters": FIRST, "count": "10", "forms": "A,B", **fields}, pool))
    assert one.fingerprint == other.fingerprint, "the same questions in another order"
    return one.fingerprint


def test_another_chapters_questions_leave_it_alone() -> None:
    kept = tuple(unit for unit in POOL.units if unit.chapter == FIRST)
    assert _fingerprint(replace(POOL, units=kept)) == _fingerprint(POOL)


def test_any_of_its_own_questions_changes_it() -> None:
    before = _fingerprint(POOL)
    asked = {
        item.question.id
        for form in compose(POOL, parse({"chapters": FIRST, "count": "10"}, POOL))
        for item in form
    }
    seen = {before}
    for at, unit in enumerate(POOL.units):
        if asked & {one.id for one in unit.questions}:
            edited = tuple(replace(one, fingerprint="f" * 12) for one in unit.questions)
            units = (*POOL.units[:at], replace(unit, questions=edited), *POOL.units[at + 1 :])
            seen.add(_fingerprint(replace(POOL, units=units)))
    assert len(seen) > len(asked) // 2
    assert _fingerprint(POOL, seed="2") not in seen
    assert all(len(one) == 12 and int(one, 16) >= 0 for one in seen)
