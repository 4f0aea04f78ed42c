"""What a checklist may hold: the limits of one A4 page and of one pause, each with its reason.

Checks, the printed sheet and its tests all read the numbers here, so that they cannot disagree.
"""

from __future__ import annotations

import unicodedata

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

ROW = 9.0
"""Least height of an item, in mm: room for a pen."""
ROOMY_ROW = 11.0
"""Greatest height of an item: more would tear the sheet apart."""
BAR = 8.4
"""A pause point's bar with the space around it, in mm."""
BODY = 297.0 - 2 * 14 - 21 - 33
"""What A4 leaves for bars and items, in mm: less the margins, the head and the foot."""


def width(text: str) -> float:
    """How long text is, in Han characters: full-width signs count 1, Latin letters and digits a half."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def capacity(points: int) -> int:
    """How many items fit on the page beside so many pause points."""
    return int((BODY - points * BAR) // ROW)


def row_height(points: int, items: int) -> float:
    """The height of an item in mm that fills the page, between ROW and ROOMY_ROW."""
    fills = (BODY - points * BAR) / max(items, 1)
    return max(ROW, min(ROOMY_ROW, int(fills * 10) / 10))
