"""How the page of downloads offers the bank: a row a format, with its chapters beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.texts import _
from generator.outputs.bank import exports
from generator.outputs.data import data_files
from generator.views import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: What most trainers look for stands first: platforms, then exam systems, then oneself, then any program.
ORDER = (
    "moodle-xml", "qti21", "scorm12", "xlsx-chaoxing", "wjx", "xlsx-surveyking", "docx", "anki",
    "xlsx", "csv", "gift", "json",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChapterFile:
    """One chapter's file in one format."""

    number: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One format: the whole bank, its chapters, and the list of what it could not hold, if any."""

    title: str
    text: str
    path: str
    size: str
    chapters: tuple[ChapterFile, ...]
    left_out: str
    beside: tuple[str, ...]
    """Paths of what explains the format."""


def offers(found: Mapping[str, bytes], numbers: Sequence[str]) -> tuple[Offer, ...]:
    """The formats among the files of :func:`exports.files`; ``numbers``: the chapters that have questions."""
    rows = []
    for one in sorted(exports.registered().values(), key=_place):
        path = exports.path(one)
        if path in found:
            chapters = tuple(
                ChapterFile(number, words.chapter_name(number), exports.path(one, number))
                for number in numbers
            )
            left_out = path + exports.LEFT_OUT
            rows.append(
                Offer(
                    _(one.title),
                    _(one.text),
                    path,
                    data_files.size(len(found[path])),
                    chapters,
                    left_out if left_out in found else "",
                    tuple(exports.beside_path(one, name) for name, _ in one.beside),
                )
            )
    return tuple(rows)


def _place(one: exports.Format) -> int:
    return ORDER.index(one.name) if one.name in ORDER else len(ORDER)
