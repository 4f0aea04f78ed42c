"""A test paper as data: what composing makes, and what every writer of papers reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.book.bank import letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.bank import Question, Scene


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered question of a paper."""

    number: int
    """Counts through the whole paper, from 1."""
    question: Question
    order: tuple[str, ...]
    """Ids of its options (for match its right sides, for order its steps) in the order printed.
    True-false questions keep 对 before 错."""

    @property
    def key(self) -> tuple[str, ...]:
        """The key as printed letters: B; A C; for match 1C 2A; for order the letters in order."""
        letters = {id_: letter(place) for place, id_ in enumerate(self.order)}
        if self.question.pairs:
            return tuple(
                f"{row}{letters[pair.right_id]}" for row, pair in enumerate(self.question.pairs, start=1)
            )
        found = tuple(letters[id_] for id_ in self.question.key)
        return found if self.question.sequence else tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Group:
    """Items that stand together: one question, or a case whole with its scene printed once."""

    scene: Scene | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """一、单项选择题: the questions of one type, or the cases."""

    title: str
    """单项选择题, 多项选择题, 判断题, 连线题, 排序题, 案例题."""
    marks_each: int
    groups: tuple[Group, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Its items in order."""
        return tuple(item for group in self.groups for item in group.items)

    @property
    def marks(self) -> int:
        """What the part is worth."""
        return self.marks_each * len(self.items)


@dataclass(frozen=True, slots=True)
class TestForm:
    """试卷: one form of an exam. Two forms of one exam hold the same items in another order."""

    title: str
    """金融服务客户沟通规范 考试, without the form's letter."""
    code: str
    """The form's letter: A, B."""
    seed: int
    edition: str
    fingerprint: str
    """12 hex digits of its own questions: tells it from a paper of others, or of older ones."""
    minutes: int
    pass_mark: int
    parts: tuple[Part, ...]

    def __iter__(self) -> Iterator[Item]:
        return (item for part in self.parts for item in part.items)

    @property
    def marks(self) -> int:
        """Full marks."""
        return sum(part.marks for part in self.parts)
