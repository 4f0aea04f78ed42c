"""What a checklist may hold: the limits of one A4 page and of one pause, each with its reason.

Checks, the printed sheet and its tests all read the numbers here, so that they cannot disagree.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_TEXT = 22
"""Han characters of an item: one line at 12pt beside the box and the rules, read in one glance."""
MAX_HEADING = 25
"""Name and objective together: one line at 20pt."""
MAX_WHEN = 51
"""When to use the sheet: one line at 10pt."""
MAX_POINT = 20
"""A pause point's title; its bar is read from a distance."""
POINTS = range(2, 5)
"""Pause points of a sheet: one pause is a form to sign, five are an interruption of the work."""
ITEMS = range(5, 10)
"""Items of a pause point: what a person keeps in mind, and 60 to 90 seconds."""
NAME_WIDTH = 66
"""Room for a branch's name on a sheet, in mm."""

ROW = 9.0
"""Least height of an item, in mm: room for a pen."""
ROOMY_ROW = 14.0
"""Greatest height of an item: more would tear the sheet apart. What is left then goes to the notes."""
LEAST_SIZE, MOST_SIZE = 12.0, 16.0
"""Size of an item's text, in pt: larger where rows are higher, for a sheet that is read at arm's length."""
LINE = 6.0
"""What another line to write on needs, in mm."""
BAR = 8.4
"""A pause point's bar with the space around it, in mm."""
TABLE_LINE = 4.6
"""A line of a pause point's table, its head included, in mm."""
MAX_CASE, MAX_RECORD = 6, 4
"""Han characters of the case in which an item is asked, and of what is written down beside its tick."""
BODY = 297.0 - 2 * 14 - 21 - 33
"""What A4 leaves for bars and items, in mm: less the margins, the head and the foot."""

#: What a row holds beside its text, in mm; see templates/print/checklist.css. _RULE_EM is for two digits.
_ROW_WIDTH, _STOP, _BOX, _MARK, _RULE_GAP, _RULE_EM = 166.0, 6.5, 5.0, 3.0, 2.6, 3.4
#: The box 不适用 with its words and the case before it; the line to write on; the space below a table.
_CASE, _BLANK, _TABLE_GAP = 17.0, 21.0, 1.2
_PT = 25.4 / 72
_GROWTH = 1.5
"""How many pt a row's text gains for a mm more."""


def width(text: str) -> float:
    """How long text is, in Han characters: full-width signs count 1, Latin letters and digits a half."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def capacity(points: int, tables: Sequence[int] = ()) -> int:
    """How many items fit on the page beside so many pause points and tables of so many lines."""
    return int(_room(points, tables) // ROW)


def row_height(points: int, items: int, tables: Sequence[int] = ()) -> float:
    """The height of an item in mm that fills the page, between ROW and ROOMY_ROW."""
    fills = _room(points, tables) / max(items, 1)
    return max(ROW, min(ROOMY_ROW, int(fills * 10) / 10))


def _room(points: int, tables: Sequence[int]) -> float:
    return BODY - points * BAR - sum(lines * TABLE_LINE + _TABLE_GAP for lines in tables)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet fills its page."""

    row: float
    """Height of an item, in mm."""
    size: float
    """Size of its text, in pt."""
    spare: float
    """What the notes get beyond their line, in mm."""


class Row(NamedTuple):
    """What stands in an item's row beside its box: ``mark`` is the words before some of the rules."""

    text: str
    stop: bool
    mark: str
    rules: Sequence[str]
    when: str = ""
    record: str = ""


def layout(points: Sequence[Sequence[Row]], tables: Sequence[int] = ()) -> Layout:
    """The sheet with these items, point by point, filling its page: rows first, then the notes.

    ``tables`` holds how many lines each of its tables has.
    """
    items = [row for point in points for row in point]
    height = row_height(len(points), len(items), tables)
    left = _room(len(points), tables) - len(items) * height - 1  # lines are rounded
    size = min([LEAST_SIZE + (height - ROW) * _GROWTH, MOST_SIZE, *(_fitting(row) for row in items)])
    return Layout(height, max(LEAST_SIZE, int(size * 2) / 2), round(left, 1) if left >= LINE else 0.0)


def _fitting(row: Row) -> float:
    """The size in pt at which the text fits on its line."""
    room = _ROW_WIDTH - row.stop * _STOP - sum(_BOX + len(mark) * _MARK for mark in row.mark.split())
    room -= sum(width(rule) * _RULE_EM + _RULE_GAP for rule in row.rules)
    room -= (_CASE + width(row.when) * _MARK) if row.when else 0
    room -= (_BLANK + width(row.record) * _MARK) if row.record else 0
    return room / _PT / max(width(row.text), 1)
