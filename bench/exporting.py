"""The question bank in every format: CPU seconds and bytes for this handbook's questions and for 10,000."""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING

from bench.measure import table
from bench.roots import REPO
from generator.book.bank import bank
from generator.book.handbook import resolve
from generator.content import loader
from generator.core.files.cache import Results
from generator.outputs.bank import exports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.bank import Question
    from generator.outputs.bank.exports import Batch, Format

MANY = 10_000
ROUNDS = 3


def _copies(questions: tuple[Question, ...], chapters: int) -> Iterator[Question]:
    """The questions again and again, each time in chapters and cases of their own."""
    copy = 0
    while True:
        for one in questions:
            case = one.case and dataclasses.replace(one.case, id=f"{one.case.id}{copy or ''}")
            chapter = str(int(one.chapter) + copy * chapters)
            yield dataclasses.replace(one, id=f"{one.id}{copy or ''}", case=case, chapter=chapter)
        copy += 1


def _many(batch: Batch, count: int) -> Batch:
    source = _copies(batch.questions, len(batch.headings))
    questions = tuple(next(source) for _ in range(count))
    names = dict.fromkeys(one.chapter for one in questions)
    return dataclasses.replace(
        batch, questions=questions, headings=tuple((name, f"第{name}章") for name in names)
    )


def _cost(wanted: Format, batch: Batch) -> tuple[float, int]:
    """CPU seconds, the least of some rounds, and bytes."""
    held = tuple(one for one in batch.questions if not wanted.cannot(one))
    given = dataclasses.replace(batch, questions=held)
    least, size = float("inf"), 0
    for _ in range(ROUNDS):
        before = time.process_time()
        size = len(wanted.write(given))
        least = min(least, time.process_time() - before)
    return least, size


def run() -> None:
    """A row a format; then all of them, whole and by chapter, as a build makes them."""
    book = resolve(loader.load(REPO))
    assert book is not None
    few = exports._batch(book, bank(book).for_use().questions)
    many = _many(few, MANY)
    ratio = MANY / len(few.questions)
    rows: list[tuple[object, ...]] = []
    for name, wanted in exports.registered().items():
        (small, _), (large, size) = _cost(wanted, few), _cost(wanted, many)
        rows.append((name, small, large, large / small / ratio, size / 1024 / 1024))
    total = [sum(float(str(row[place])) for row in rows) for place in (1, 2, 4)]
    rows.append(("together", total[0], total[1], total[1] / total[0] / ratio, total[2]))
    head = (f"{len(few.questions)} questions, CPU s", f"{MANY:,} questions, CPU s", "a question, ratio", "MB")
    table(("format", *head), rows)
    before = time.process_time()
    found = exports.files(book, Results())
    took, size = time.process_time() - before, sum(map(len, found.values()))
    print(f"\nwhole and by chapter, {len(found)} files: {took:.2f} CPU s, {size / 1024 / 1024:.1f} MB")
