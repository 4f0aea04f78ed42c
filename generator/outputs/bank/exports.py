"""The question bank in the formats of other programs: one module a format.

A module of formats/ has ``FORMATS``, a tuple of :class:`Format`; dropping it in registers them. A question
that a format cannot hold is named in a list beside the file, never dropped in silence.
"""

from __future__ import annotations

import csv
import importlib
import io
import pkgutil
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from generator.book import addresses
from generator.book.bank import Bank, bank
from generator.core.texts import _
from generator.core.vocabulary import Mark
from generator.outputs.bank import formats
from generator.outputs.data.data_files import defused
from generator.views import words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from generator.book.bank import Question
    from generator.book.handbook import Handbook
    from generator.core.files.cache import Results

#: How the list of what is not in a file is called: the file's name plus this.
LEFT_OUT = ".left-out.csv"


@dataclass(frozen=True, slots=True)
class Batch:
    """What one file is made from: the whole bank or a chapter of it, and the names that go with it."""

    title: str
    """The handbook's."""
    edition: str
    effective: datetime.date
    headings: tuple[tuple[str, str], ...]
    """Number and heading of every chapter that has questions here."""
    questions: tuple[Question, ...]
    marks: tuple[tuple[str, int], ...] = ()
    """Of an exam's form, what each question is worth, by id."""
    rules: tuple[tuple[str, str], ...] = ()
    """Id and title of what the questions test; where a title is missing, the id is all that is shown."""
    part: str = ""
    """What of the bank the file holds, 整个题库 or 单章文件; empty for an exam's form."""

    def heading(self, question: Question) -> str:
        """第4章 … of a question's chapter."""
        return dict(self.headings)[question.chapter]


@dataclass(frozen=True, slots=True)
class Format:
    """A registered format."""

    name: str
    title: str
    text: str
    """For what, in a phrase."""
    suffix: str
    write: Callable[[Batch], bytes]
    """Called only with questions that the format can hold."""
    cannot: Callable[[Question], str]
    """Why the format cannot hold a question; empty if it can."""
    beside: tuple[tuple[str, Callable[[], bytes]], ...] = ()
    """Files that belong to every file of the format, whatever it holds: name and content."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question that is not in a file, and why."""

    question: Question
    reason: str


@dataclass(frozen=True, slots=True)
class Made:
    """A file, how many questions are in it, and which are not."""

    content: bytes
    count: int
    left_out: tuple[LeftOut, ...]


def everything(__: Question) -> str:
    """For formats that can hold every question."""
    return ""


@cache
def registered() -> dict[str, Format]:
    """Every format by name, in order of name."""
    found: dict[str, Format] = {}
    for entry in pkgutil.iter_modules(formats.__path__):
        module = importlib.import_module(f"{formats.__name__}.{entry.name}")
        found |= {one.name: one for one in getattr(module, "FORMATS", ())}
    return dict(sorted(found.items()))


def make(
    book: Handbook,
    wanted: Format,
    *,
    chapter: str = "",
    drafted: bool = True,
    stale: bool = False,
    only: frozenset[str] | None = None,
) -> Made:
    """A file of the bank, of a chapter, of ``only`` these ids; none that wait for review unless asked for."""
    chosen = bank(book).where(
        lambda one: (
            (drafted or not one.drafted) and chapter in {"", one.chapter} and (only is None or one.id in only)
        )
    )
    waiting = [
        LeftOut(one, _("{stale}：所考的规则改过了").format(stale=Mark.STALE.label))
        for one in chosen
        if one.stale and not stale
    ]
    part = _("单章文件") if chapter else _("整个题库")
    narrowed = (
        (not drafted, _("不含{drafted}").format(drafted=Mark.DRAFTED.label)),
        (stale, _("含{stale}").format(stale=Mark.STALE.label)),
        (only is not None, _("新增和改动")),
    )
    part += "".join(f"·{name}" for narrow, name in narrowed if narrow)
    return _made(book, wanted, chosen.for_use(stale=stale), waiting, part)


def _made(book: Handbook, wanted: Format, usable: Bank, waiting: list[LeftOut], part: str) -> Made:
    reasons = [(one, wanted.cannot(one)) for one in usable]
    held = tuple(one for one, reason in reasons if not reason)
    left_out = waiting + [LeftOut(one, reason) for one, reason in reasons if reason]
    return Made(wanted.write(_batch(book, held, part)), len(held), tuple(left_out))


def _batch(book: Handbook, questions: tuple[Question, ...], part: str = "") -> Batch:
    titles = {chapter.number: chapter.title for chapter in book.chapters}
    numbers = dict.fromkeys(question.chapter for question in questions)
    headings = tuple(
        (number, f"{words.chapter_name(number)} {titles.get(number, '')}".rstrip()) for number in numbers
    )
    tested = dict.fromkeys(rule for question in questions for rule in question.rules)
    rules = tuple((id_, book.provision[id_].title) for id_ in tested if id_ in book.provision)
    info = book.info
    return Batch(info.title, info.edition, info.effective, headings, questions, rules=rules, part=part)


def left_out_table(left_out: tuple[LeftOut, ...]) -> bytes:
    """The list of what is not in a file. No cell begins as a formula does."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((_("编号"), _("题型"), _("没有导出的原因"), _("题干")))
    cells = ((one.question.id, one.question.type.label, one.reason, one.question.stem) for one in left_out)
    writer.writerows(map(defused, row) for row in cells)
    return text.getvalue().encode("utf-8-sig")


def file_name(wanted: Format, chapter: str = "") -> str:
    """quiz.xml, or chapter-04.xml."""
    return (addresses.quiz_name(chapter) if chapter else "quiz") + wanted.suffix


def path(wanted: Format, chapter: str = "") -> str:
    """Where a file stands on the site."""
    return f"{addresses.BANKS}{wanted.name}/{file_name(wanted, chapter)}"


def beside_path(wanted: Format, name: str) -> str:
    """Where a file that belongs to a format stands on the site."""
    return f"{addresses.BANKS}{wanted.name}/{name}"


def files(book: Handbook, results: Results) -> dict[str, bytes]:
    """Path on the site → content: in every format the bank and each chapter, each with what was left out.

    ``results`` has the files of the same questions from before.
    """
    found: dict[str, bytes] = {}
    numbers = bank(book).chapters
    for wanted in registered().values() if numbers else ():
        found |= {beside_path(wanted, name): content() for name, content in wanted.beside}
        for number in ("", *numbers):
            made = make(book, _remembering(wanted, results), chapter=number)
            found[path(wanted, number)] = made.content
            if made.left_out:
                found[path(wanted, number) + LEFT_OUT] = left_out_table(made.left_out)
    return found


def _remembering(wanted: Format, results: Results) -> Format:
    def write(batch: Batch) -> bytes:
        return results.get(f"bank {wanted.name}", batch, lambda: wanted.write(batch))

    return replace(wanted, write=write)
