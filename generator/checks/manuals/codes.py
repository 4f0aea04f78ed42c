"""The codes of all findings: their families, those that no check gives, and those that are retired.

The manual of a code that no check gives lies here, called after the code; a check's lies beside the check.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from generator.core.diagnostic import Severity


class Entry(NamedTuple):
    """One code; ``manual`` is the Markdown file that says what it means and how to mend it."""

    code: str
    severity: Severity
    manual: Path


#: First letter and digit of the codes → what the family is about, in the order of the page.
FAMILIES = {
    "S1": "读文件",
    "M2": "格式",
    "R1": "引用",
    "C2": "完整",
    "W3": "措辞",
    "D4": "时限",
    "V5": "用词表",
    "G6": "术语",
    "F7": "查找",
    "K7": "核对单",
    "I8": "试题",
    "T9": "试卷",
    "P9": "印刷",
}

#: Codes that findings once had → the code that says it now, or "". No check may take them: reports, and what
#: people wrote about them, keep their meaning.
RETIRED = {"W326": "W325"}

#: The file is usable all the same; every other code here means that something could not be read.
_WARNINGS = frozenset({"S104", "S109", "S121", "S132", "S153", "S157"})


def entries() -> tuple[Entry, ...]:
    """Every code that no check gives, but reading files and making papers and PDFs may, in order."""
    manuals = sorted(Path(__file__).parent.glob("*.md"))
    return tuple(
        Entry(one.stem, Severity.WARNING if one.stem in _WARNINGS else Severity.ERROR, one) for one in manuals
    )
