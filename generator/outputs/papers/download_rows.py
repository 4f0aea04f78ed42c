"""How pages offer the ready-made papers: a row a paper, with its sheets beside it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from generator.core.texts import _
from generator.exams.papers import acknowledgement
from generator.exams.papers.names import Sheet, acknowledgement_path, path
from generator.exams.papers.ready_papers import papers
from generator.outputs.data import data_files
from generator.outputs.papers.ready_files import sheets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.book.handbook import Handbook
    from generator.exams.papers.ready_papers import Ready

_KINDS = (("pdf", "PDF"), ("docx", "Word"))


@dataclass(frozen=True, slots=True)
class File:
    """A file to fetch."""

    path: str
    label: str
    """PDF, Word."""
    name: str
    """All of what it is, for those who hear the page."""
    size: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One sheet of a paper, in each format; no files if there is no such sheet."""

    label: str
    """试卷, 教师用卷, 答题卡."""
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """One paper."""

    title: str
    facts: str
    """20题，100分，25分钟."""
    chapter: str
    channel: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Papers of one kind."""

    title: str
    use: str
    offers: tuple[Offer, ...]


def paper_groups(book: Handbook, made: Mapping[str, bytes]) -> tuple[Group, ...]:
    """The papers by kind; ``made``: path → content of all files there are."""
    found = []
    for kind, members in groupby(papers(book).ready, key=lambda one: one.kind):
        found.append(Group(kind.title, kind.use, tuple(_offer(one, sheets(kind), made) for one in members)))
    return tuple(found)


def acknowledgements(book: Handbook, made: Mapping[str, bytes]) -> tuple[data_files.Download, ...]:
    """学习确认书 in each format."""
    if not papers(book).acknowledgement:
        return ()
    text = _("写明版次和内容指纹，学完、考完签名")
    return tuple(
        data_files.Download(
            at,
            _("{acknowledgement_title}（{label}）").format(
                acknowledgement_title=_(acknowledgement.TITLE), label=label
            ),
            text,
            data_files.size(len(made[at])),
        )
        for kind, label in _KINDS
        if (at := acknowledgement_path(kind)) in made
    )


def _offer(one: Ready, every: tuple[Sheet, ...], made: Mapping[str, bytes]) -> Offer:
    shown = one.view
    cells = []
    for sheet in every:
        files = tuple(
            File(at, label, f"{shown.heading} {sheet.label} {label}", data_files.size(len(made[at])))
            for kind, label in _KINDS
            if (at := path(one.name, sheet, kind)) in made
        )
        cells.append(Cell(sheet.label, files))
    facts = _("{count}题，{marks}分，{minutes}分钟").format(
        count=shown.count, marks=shown.marks, minutes=shown.minutes
    )
    return Offer(shown.heading, facts, one.chapter, one.channel, tuple(cells))


def of_chapter(found: tuple[Group, ...], number: str) -> tuple[Offer, ...]:
    """The papers that are about one chapter alone."""
    return tuple(offer for group in found for offer in group.offers if offer.chapter == number)


def of_channel(found: tuple[Group, ...], channel: str) -> tuple[Offer, ...]:
    """The papers that are about one channel alone."""
    return tuple(offer for group in found for offer in group.offers if offer.channel == channel)
