"""Stocks of questions of any size, the same for the same arguments: for papers to be composed from."""

from __future__ import annotations

import random

from generator.book.bank import FALSE, FALSE_TEXT, TRUE, TRUE_TEXT, Option, Pair, Question, Scene, Step
from generator.core.vocabulary import Difficulty, Level, QuestionType, Setting
from generator.exams.composing.item_pool import ItemPool, units
from generator.views import words

CHANNELS = {"face-to-face": "面对面", "phone": "电话", "online": "网络"}
ROLES = {"front-line": "一线员工", "branch-manager": "网点负责人"}
#: Of twenty questions, how many are of a type.
_TYPES = (
    [QuestionType.SINGLE] * 11
    + [QuestionType.MULTIPLE] * 4
    + [QuestionType.TRUE_FALSE] * 3
    + [QuestionType.MATCH, QuestionType.ORDER]
)
_SIMPLE = (QuestionType.SINGLE, QuestionType.MULTIPLE, QuestionType.TRUE_FALSE)


def item_pool(
    size: int, *, chapters: int = 10, rules: int = 0, seed: int = 0, stale: float = 0.0
) -> ItemPool:
    """So many questions on half as many rules (or ``rules``); about one in ten belongs to a case."""
    chance = random.Random(seed)  # noqa: S311 - no secrets here
    made: list[Question] = []
    for number in range(1, chapters + 1):
        share = size * number // chapters - size * (number - 1) // chapters
        own = [f"{number}.1-{rule}" for rule in range(1, max(2, (rules or size // 2) // chapters + 1))]
        made += _chapter(chance, str(number), share, own, stale)
    found = units(made)
    names = {
        number: words.chapter_name(int(number)) for number in dict.fromkeys(unit.chapter for unit in found)
    }
    return ItemPool("合成手册", "测试版", names, CHANNELS, ROLES, found)


def _chapter(
    chance: random.Random, chapter: str, share: int, rules: list[str], stale: float
) -> list[Question]:
    made: list[Question] = []
    while len(made) < share:
        members = min(chance.randint(2, 4), share - len(made)) if chance.random() < 0.04 else 1
        scene = (
            Scene(f"case-{chapter}-{len(made)}", "一个上午", "客户来了，要办三件事。")
            if members > 1
            else None
        )
        tested = chance.sample(rules, min(members, len(rules)))
        for index in range(members):
            types = _SIMPLE if scene else _TYPES
            tests = [tested[index % len(tested)]]
            tests += chance.sample(rules, 1) if chance.random() < 0.1 and not scene else []
            made.append(
                _question(
                    chance, chapter, len(made), chance.choice(types), tests, scene, chance.random() < stale
                )
            )
    return made


def _question(  # noqa: PLR0913, PLR0917 - a question has many sides
    chance: random.Random,
    chapter: str,
    number: int,
    kind: QuestionType,
    rules: list[str],
    scene: Scene | None,
    stale: bool,  # noqa: FBT001
) -> Question:
    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    choices: tuple[Step, ...] = ()
    sequence: tuple[Step, ...] = ()
    answer = chance.random() < 0.5 if kind is QuestionType.TRUE_FALSE else None
    if kind is QuestionType.TRUE_FALSE:
        options = (
            Option(TRUE, TRUE_TEXT, answer is True, ""),
            Option(FALSE, FALSE_TEXT, answer is False, ""),
        )
    elif kind in {QuestionType.SINGLE, QuestionType.MULTIPLE}:
        count = chance.choice((3, 4, 4) if kind is QuestionType.SINGLE else (4, 5))
        right = set(
            chance.sample(range(count), 1 if kind is QuestionType.SINGLE else chance.randint(2, count - 1))
        )
        options = tuple(
            Option("abcde"[at], f"做法{number}之{at}", at in right, f"理由{at}") for at in range(count)
        )
    else:
        count = chance.randint(3, 5)
        letter = "r" if kind is QuestionType.MATCH else "s"
        steps = [Step(f"{letter}{at}", f"第{at}样") for at in range(1, count + 1)]
        choices = tuple(steps)
        mixed = chance.sample(steps, count)
        if kind is QuestionType.MATCH:
            pairs = tuple(
                Pair(f"l{at}", f"左{at}", step.id, step.text, "配得上")
                for at, step in enumerate(mixed, start=1)
            )
        else:
            sequence = tuple(mixed)
    return Question(
        id=f"{rules[0]}-q{number}",
        type=kind,
        stem=f"第{chapter}章第{number}题，该怎么做？",
        options=options,
        pairs=pairs,
        choices=choices,
        sequence=sequence,
        answer=answer,
        rationale="规则这样写。",
        rules=tuple(dict.fromkeys(rules)),
        difficulty=chance.choice(list(Difficulty)),
        level=Level.APPLY,
        setting=Setting.COUNTER,
        case=scene,
        stale=stale,
        drafted=chance.random() < 0.1,
        channels=tuple(chance.sample(list(CHANNELS), chance.randint(1, 3))),
        roles=(chance.choice(list(ROLES)),),
        fingerprint="0" * 12,
        chapter=chapter,
    )
