"""The words of printed papers for the script that draws the same papers in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.core.texts import _
from generator.exams.papers import scoring, view
from generator.exams.papers.items import RIGHT, WRONG, width

if TYPE_CHECKING:
    from generator.exams.composing.item_pool import ItemPool

_LATIN = "".join(map(chr, range(0x20, 0x7F)))


def wording(goods: ItemPool) -> dict[str, Any]:
    """Words by name; ``narrow``: the characters of a item_pool that are not as wide as Han characters."""
    questions = [question for unit in goods.units for question in unit.questions]
    texts = [one.text for question in questions for one in question.options]
    texts += [one.text for question in questions for one in question.choices]
    characters = {char for text in texts for char in text} | set(_LATIN)
    return {
        "tasks": [(kind.value, text) for kind, text in view.tasks().items()],
        "caseTask": view.case_task(),
        "notes": [_(note) for note in view.NOTES],
        "about": view.about(),
        "right": RIGHT,
        "wrong": WRONG,
        "how": _(scoring.HOW),
        "narrow": "".join(sorted(char for char in characters if width(char) < 1)),
    }
