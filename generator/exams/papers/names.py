"""What the files of ready-made papers are called."""

from __future__ import annotations

from enum import StrEnum

from generator.book import addresses
from generator.core.texts import _

ACKNOWLEDGEMENT = "acknowledgement"


class Sheet(StrEnum):
    """What is made of a paper; the value ends the file's name."""

    PAPER = ""
    TEACHER = "-teacher"
    ANSWERS = "-answer-sheet"

    @property
    def label(self) -> str:
        """What people call it."""
        return {"": _("试卷"), "-teacher": _("教师用卷"), "-answer-sheet": _("答题卡")}[self.value]


def path(name: str, sheet: Sheet, kind: str) -> str:
    """downloads/papers/final-a-teacher.pdf."""
    return f"{addresses.PAPERS}{name}{sheet.value}.{kind}"


def acknowledgement_path(kind: str) -> str:
    """downloads/papers/acknowledgement.pdf."""
    return f"{addresses.PAPERS}{ACKNOWLEDGEMENT}.{kind}"
