"""Item pool + blueprint → forms. scripts/exam/composing does it for browsers; a test compares both."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from generator.core.texts import N_, _
from generator.core.vocabulary import Difficulty
from generator.exams.composing import marks
from generator.exams.composing.arrange import arranged
from generator.exams.composing.blueprint import ImpossibleError, usual_title
from generator.exams.composing.choose import Choice, Quotas, Short, apportioned, choose
from generator.exams.composing.form import TestForm
from generator.exams.composing.item_pool import CASE, KINDS, MULTIPLE, SINGLE, TRUE_FALSE
from generator.exams.composing.random_numbers import Random

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.exams.composing.blueprint import Blueprint
    from generator.exams.composing.item_pool import ItemPool, Unit

Named = TypeVar("Named", bound=str)

#: Of six questions nobody told the kinds of: four single, one multiple, one true-false.
_USUAL = {SINGLE: 4, MULTIPLE: 1, TRUE_FALSE: 1}
#: Who stands in for a kind of which there are too few.
_STAND_IN = (SINGLE, TRUE_FALSE, MULTIPLE, "match", "order")
#: How often chance is asked again when numbers that were told cannot be kept.
_ATTEMPTS = 12
_ATTEMPTS_WHEN_SHORT = 3
#: A kind of no question: for choosing when kinds do not matter.
_ANY = "any"
_HINT = N_("请减少题数，或放宽章、渠道、责任人、难度的范围。")


def compose(item_pool: ItemPool, blueprint: Blueprint) -> tuple[TestForm, ...]:
    """The forms of an exam, in the order in which they are asked for. Raises ImpossibleError."""
    pool = [unit for unit in item_pool.units if _fits(unit, blueprint)]
    units = _chosen(item_pool, pool, blueprint)
    counts = Counter(dict.fromkeys(KINDS, 0))
    for unit in units:
        counts[unit.kind] += unit.size
    kinds = {kind: number for kind, number in counts.items() if number}
    each = marks.each(kinds, dict(blueprint.marks))
    total = sum(each[kind] * number for kind, number in kinds.items())
    pass_mark = blueprint.pass_mark or marks.pass_mark(total)
    if pass_mark > total:
        raise ImpossibleError(
            _("及格分要{pass_mark}分，满分只有{total}分。").format(pass_mark=pass_mark, total=total)
        )
    fingerprint = _fingerprint(units)
    return tuple(
        TestForm(
            title=blueprint.title or usual_title(item_pool),
            code=code,
            seed=blueprint.seed,
            edition=item_pool.edition,
            fingerprint=fingerprint,
            minutes=blueprint.minutes or marks.minutes(kinds),
            pass_mark=pass_mark,
            parts=arranged(units, each, code, lambda *words: _chance(item_pool, blueprint, *words)),
        )
        for code in blueprint.forms
    )


def _fingerprint(units: list[Unit]) -> str:
    """12 hex digits: the same for the same questions, whatever becomes of others.

    Not SHA-256, which no browser has at once; the numbers that questions are shuffled by tell papers apart.
    """
    numbers = Random(*sorted(f"{one.id} {one.fingerprint}" for unit in units for one in unit.questions))
    return "".join(f"{numbers.below(1 << 16):04x}" for __ in range(3))


def _chance(item_pool: ItemPool, blueprint: Blueprint, *words: str) -> Random:
    return Random(item_pool.title, item_pool.edition, str(blueprint.seed), *words)


def _fits(unit: Unit, blueprint: Blueprint) -> bool:
    """Whether a unit may be asked; of a case every question must."""
    chapters, difficulties = dict(blueprint.chapters), dict(blueprint.difficulty)
    return (not chapters or unit.chapter in chapters) and all(
        (blueprint.drafted or not question.drafted)
        and (not difficulties or question.difficulty in difficulties)
        and (not blueprint.channel or blueprint.channel in question.channels)
        and (not blueprint.role or blueprint.role in question.roles)
        for question in unit.questions
    )


# ---- which units ----


def _chosen(item_pool: ItemPool, pool: list[Unit], blueprint: Blueprint) -> list[Unit]:
    if blueprint.types:
        kinds = dict(blueprint.types)
        _refuse(_missing(item_pool, pool, kinds, blueprint))
        choice = _choice(item_pool, pool, kinds, blueprint)
        if isinstance(choice, Short):
            raise _refusal([_too_alike(pool, kinds, choice)])
        return [pool[place] for place in choice.places]
    return _of_usual_kinds(item_pool, pool, blueprint)


def _choice(
    item_pool: ItemPool, pool: list[Unit], kinds: dict[str, int], blueprint: Blueprint
) -> Choice | Short:
    """The first choice that keeps the numbers that were told. Raises ImpossibleError if none does."""
    quotas = Quotas(kinds, _chapter_quotas(pool, kinds, blueprint), _told(blueprint.difficulty))
    told_chapters = _told(blueprint.chapters)
    short: list[Short] = []
    for attempt in range(_ATTEMPTS):
        found = choose(pool, quotas, _chance(item_pool, blueprint, "choose", str(attempt)))
        if isinstance(found, Short):
            short.append(found)
            if len(short) == _ATTEMPTS_WHEN_SHORT:
                return max(short, key=lambda one: one.reached)
        elif not (found.chapters_missed if told_chapters else 0) + found.difficulties_missed:
            return found
    raise ImpossibleError(_unreachable(item_pool, pool, quotas, blueprint))


def _told(counts: tuple[tuple[Named, int], ...]) -> dict[Named, int]:
    return {name: number for name, number in counts if number}


def _chapter_quotas(pool: list[Unit], kinds: dict[str, int], blueprint: Blueprint) -> dict[str, int]:
    """As told, else in proportion to the questions that each chapter has of these kinds."""
    if told := _told(blueprint.chapters):
        return told
    there: Counter[str] = Counter()
    for unit in pool:
        there[unit.chapter] += unit.size if unit.kind in kinds else 0
    shares = apportioned(sum(kinds.values()), list(there.values()))
    return dict(zip(there, shares, strict=True))


def _of_usual_kinds(item_pool: ItemPool, pool: list[Unit], blueprint: Blueprint) -> list[Unit]:
    """Kinds nobody told: as many questions as asked for, else as many as can be, down to the least."""
    asked = [unit for unit in pool if unit.kind != CASE]
    there, least = sum(unit.size for unit in asked), blueprint.at_least or blueprint.count
    _refuse(_missing_in_all(item_pool, asked, replace(blueprint, count=least)))
    for total in range(min(blueprint.count, there), least, -1):
        found = _usual_choice(item_pool, pool, replace(blueprint, count=total))
        if not isinstance(found, Short):
            return found
    found = _usual_choice(item_pool, pool, replace(blueprint, count=least))
    if isinstance(found, Short):
        raise _refusal(
            [
                _("要{total}道题，一条规则只考一次，最多排出{reached}道。").format(
                    total=least, reached=found.reached
                )
            ]
        )
    return found


def _usual_choice(item_pool: ItemPool, pool: list[Unit], blueprint: Blueprint) -> list[Unit] | Short:
    """So many of the usual kinds; where a kind has too few, others stand in for it."""
    limits = _there(pool)
    del limits[CASE]
    total = blueprint.count
    usual = {kind: weight for kind, weight in _USUAL.items() if limits[kind]} or {
        kind: 1 for kind, number in limits.items() if number
    }
    kinds = dict(zip(usual, apportioned(total, list(usual.values())), strict=True))
    while True:
        for kind in _STAND_IN:
            excess = kinds.get(kind, 0) - limits[kind]
            if excess > 0:
                kinds[kind] = limits[kind]
                for other in _STAND_IN:
                    room = min(excess, max(0, limits[other] - kinds.get(other, 0)))
                    kinds[other] = kinds.get(other, 0) + room
                    excess -= room
        reached = sum(kinds.values())
        if reached < total:
            return _of_any_kind(item_pool, [unit for unit in pool if unit.kind != CASE], blueprint)
        kinds = {kind: kinds[kind] for kind in KINDS if kinds.get(kind, 0)}
        choice = _choice(item_pool, pool, kinds, blueprint)
        if not isinstance(choice, Short):
            return [pool[place] for place in choice.places]
        limits[choice.kind] = choice.reached


def _of_any_kind(item_pool: ItemPool, pool: list[Unit], blueprint: Blueprint) -> list[Unit] | Short:
    """So many, of whatever kinds they are."""
    alike = [replace(unit, kind=_ANY) for unit in pool]
    choice = _choice(item_pool, alike, {_ANY: blueprint.count}, blueprint)
    return choice if isinstance(choice, Short) else [pool[place] for place in choice.places]


# ---- what cannot be ----


def _refuse(lines: list[str]) -> None:
    if lines:
        raise _refusal(lines)


def _refusal(lines: list[str]) -> ImpossibleError:
    return ImpossibleError("\n".join([*lines, _(_HINT)]))


def _there(pool: list[Unit]) -> Counter[str]:
    """Kind → how many questions there are."""
    found = Counter(dict.fromkeys(KINDS, 0))
    for unit in pool:
        found[unit.kind] += unit.size
    return found


def _missing(item_pool: ItemPool, pool: list[Unit], kinds: dict[str, int], blueprint: Blueprint) -> list[str]:
    """A line for every kind, chapter and difficulty of which there are too few."""
    lines = []
    there = _there(pool)
    for kind, number in kinds.items():
        units = [unit for unit in pool if unit.kind == kind]
        if there[kind] < number:
            lines.append(
                _("{kinds}要{number}道，符合条件的有{counted}。").format(
                    kinds=_(KINDS[kind]), number=number, counted=_counted(item_pool, units)
                )
            )
        elif kind == CASE and (near := _near_sums([unit.size for unit in units], number)):
            sizes = _("道或").join(map(str, near))
            lines.append(
                _("{kinds}要{number}道，案例整个出，凑不成{number}道；可以是{sizes}道。").format(
                    kinds=_(KINDS[kind]), number=number, sizes=sizes
                )
            )
    asked = [unit for unit in pool if unit.kind in kinds]
    return [*lines, *_missing_told(item_pool, asked, blueprint)]


def _missing_told(item_pool: ItemPool, asked: list[Unit], blueprint: Blueprint) -> list[str]:
    lines = []
    for chapter, number in _told(blueprint.chapters).items():
        units = [unit for unit in asked if unit.chapter == chapter]
        if sum(unit.size for unit in units) < number:
            lines.append(
                _("{chapters}要{number}道，符合条件的有{counted}。").format(
                    chapters=item_pool.chapters[chapter], number=number, counted=_counted(item_pool, units)
                )
            )
    for level, number in _told(blueprint.difficulty).items():
        having = sum(question.difficulty is level for unit in asked for question in unit.questions)
        if having < number:
            lines.append(
                _("难度“{difficulty_label}”要{number}道，符合条件的有{having}道。").format(
                    difficulty_label=level.label, number=number, having=having
                )
            )
    return lines


def _missing_in_all(item_pool: ItemPool, asked: list[Unit], blueprint: Blueprint) -> list[str]:
    lines = []
    if sum(unit.size for unit in asked) < blueprint.count:
        lines.append(
            _("要{count}道题，符合条件的有{counted}。").format(
                count=blueprint.count, counted=_counted(item_pool, asked)
            )
        )
    return [*lines, *_missing_told(item_pool, asked, blueprint)]


def _too_alike(pool: list[Unit], kinds: dict[str, int], short: Short) -> str:
    kind, there = short.kind, _there(pool)[short.kind]
    beside = _("，和别的题型一起") if len(kinds) > 1 else ""
    most = _("一条规则只考一次{beside}，最多排出{reached}道").format(beside=beside, reached=short.reached)
    return _("{kinds}要{kinds2}道，{most}（符合条件的有{there}道）。").format(
        kinds=_(KINDS[kind]), kinds2=kinds[kind], most=most, there=there
    )


def _unreachable(item_pool: ItemPool, pool: list[Unit], quotas: Quotas, blueprint: Blueprint) -> str:
    """The numbers that were told, each beside what there is."""
    there = _there(pool)
    asked = [unit for unit in pool if unit.kind in quotas.kinds]
    lines = [_("按这些数目排不出一份试卷（一条规则只考一次）：")]
    lines += [
        _("{kinds}要{number}道，有{there}道。").format(kinds=_(KINDS[kind]), number=number, there=there[kind])
        for kind, number in quotas.kinds.items()
        if kind in KINDS
    ]
    for chapter, number in _told(blueprint.chapters).items():
        units = [unit for unit in asked if unit.chapter == chapter]
        lines.append(
            _("{chapters}要{number}道，有{counted}。").format(
                chapters=item_pool.chapters[chapter], number=number, counted=_counted(item_pool, units)
            )
        )
    questions = [question for unit in asked for question in unit.questions]
    for level, number in quotas.difficulties.items():
        having = sum(question.difficulty is level for question in questions)
        lines.append(
            _("难度“{difficulty_label}”要{number}道，有{having}道。").format(
                difficulty_label=level.label, number=number, having=having
            )
        )
    return "\n".join([*lines, _(_HINT)])


def _counted(item_pool: ItemPool, units: list[Unit]) -> str:
    """23道（第四章12道，第八章11道；易10道，中11道，难2道）."""
    questions = [question for unit in units for question in unit.questions]
    chapters = [
        _("{name}{number}道").format(name=name, number=number)
        for chapter, name in item_pool.chapters.items()
        if (number := sum(unit.size for unit in units if unit.chapter == chapter))
    ]
    levels = [
        _("{level_label}{number}道").format(level_label=level.label, number=number)
        for level in Difficulty
        if (number := sum(question.difficulty is level for question in questions))
    ]
    return _("{count}道").format(count=len(questions)) + (
        _("（{chapters}；{levels}）").format(chapters=_("，").join(chapters), levels=_("，").join(levels))
        if questions
        else ""
    )


def _near_sums(sizes: Sequence[int], number: int) -> list[int]:
    """The nearest totals of cases below and above a number that no cases make; empty if some do."""
    sums = {0}
    for size in sizes:
        sums |= {one + size for one in sums}
    if number in sums:
        return []
    below = max((one for one in sums if one < number), default=0)
    above = min((one for one in sums if one > number), default=0)
    return [one for one in (below, above) if one]


__all__ = ["ImpossibleError", "compose"]
