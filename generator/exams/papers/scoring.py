"""What scoring a paper takes: the table of answers, the sheet to answer on, marks turned into hundredths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from generator.book.bank import letter
from generator.core.texts import N_, _
from generator.exams.papers.items import RIGHT, WRONG, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.exams.papers.items import ItemView
    from generator.exams.papers.view import PaperView, PartView

Entry = TypeVar("Entry")

FULL = 100
MOST = 300
"""Of more marks than this there is no table, only the rule: it would take pages."""
_TABLE = 44.0
"""How many characters wide the cells of a table are together; the same in PDF and Word."""
_ACROSS = (10, 5, 4, 3, 2)
"""Into how many columns answers may fall; one if they are too long for any."""
_PAD = 0.6
_SCALE_ACROSS = 16
_HALF = 0.5
#: Items across the answer sheet → how many boxes an item may then have; a place to write into is two of them.
_BOXES = {8: 2, 4: 5, 2: 12}
_SHEET_ACROSS = (8, 4, 2)
_PLACE = 2
HOW = N_("选中的框涂满或者画一道斜线；要改，就在选错的框上画一道横线，再选对的。要写字母的，一框写一个。")


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """The answers of a part, so many across."""

    part: PartView
    across: int
    rows: tuple[tuple[ItemView, ...], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A score, and what it is of 100."""

    raw: int
    percent: int
    passed: bool


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Where one item is answered: boxes to fill in, or places to write letters into."""

    number: int
    boxes: tuple[str, ...]
    places: int


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A part on the answer sheet."""

    part: PartView
    across: int
    rows: tuple[SheetRow, ...]


def answers(paper: PaperView) -> tuple[AnswerTable, ...]:
    """The table of answers, a piece a part."""
    found = []
    for part in paper.parts:
        longest = max(width(item.brief) for item in part.items) + _PAD
        across = next((number for number in _ACROSS if longest <= _TABLE / number), 1)
        found.append(AnswerTable(part, across, _rows(part.items, across)))
    return tuple(found)


def said(paper: PaperView) -> str:
    """The pass mark, and how marks become hundredths."""
    rule = (
        _("满分就是100分，得分就是百分制成绩。")
        if paper.marks == FULL
        else _("百分制成绩＝得分÷{marks}×100，四舍五入。").format(marks=paper.marks)
    )
    shown = _("下表里粗体的及格。") if scale(paper) else ""
    return _("满分{marks}分，{pass_mark}分及格。{rule}{shown}").format(
        marks=paper.marks, pass_mark=paper.pass_mark, rule=rule, shown=shown
    )


def scale(paper: PaperView) -> tuple[tuple[Mark, ...], ...]:
    """换算表: every score in hundredths, halves rounded up; nothing when full marks are 100 anyway."""
    if paper.marks == FULL or not 0 < paper.marks <= MOST:
        return ()
    marks = [
        Mark(raw, int(raw * FULL / paper.marks + _HALF), raw >= paper.pass_mark)
        for raw in range(paper.marks + 1)
    ]
    return _rows(marks, _SCALE_ACROSS)


def sheet(paper: PaperView) -> tuple[SheetPart, ...]:
    """The answer sheet. Every item of a part has as many boxes as the one with most options."""
    return tuple(_sheet_part(part) for part in paper.parts)


def _sheet_part(part: PartView) -> SheetPart:
    most = max((len(item.choices) for item in part.items if _boxed(item)), default=0)
    letters = tuple(letter(place) for place in range(most))
    rows = tuple(_sheet_row(item, letters) for item in part.items)
    widest = max(len(row.boxes) + _PLACE * row.places for row in rows)
    return SheetPart(part, next((one for one in _SHEET_ACROSS if widest <= _BOXES[one]), 1), rows)


def _sheet_row(item: ItemView, letters: tuple[str, ...]) -> SheetRow:
    if item.type == "true-false":
        return SheetRow(item.number, (RIGHT, WRONG), 0)
    if _boxed(item):
        return SheetRow(item.number, letters, 0)
    return SheetRow(item.number, (), len(item.key))


def _boxed(item: ItemView) -> bool:
    return item.type in {"single", "multiple"}


def _rows(entries: Sequence[Entry], across: int) -> tuple[tuple[Entry, ...], ...]:
    return tuple(tuple(entries[at : at + across]) for at in range(0, len(entries), across))
