"""What `handbook exam` does: composes the forms that are asked for and writes them, each in every format."""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.commands import paper_writers
from generator.commands.errors import CommandError
from generator.core import machine_faults
from generator.exams.composing.blueprint import ImpossibleError, parse
from generator.exams.composing.compose import compose
from generator.exams.composing.item_pool import item_pool_of
from generator.outputs import bank as exports
from generator.outputs.pdf.making.weasy import PdfError
from generator.outputs.pdf.requirements import PdfUnavailableError
from generator.views import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.book.handbook import Handbook
    from generator.exams.composing.form import TestForm
    from generator.outputs.papers.writers import Writer


@dataclass(frozen=True, slots=True)
class ExamRequest:
    """What is asked for: the fields of a blueprint as text, formats by name, and where to write."""

    fields: Mapping[str, str]
    formats: str
    folder: Path


def listed() -> Iterator[str]:
    """A line a format."""
    for one in paper_writers.registered().values():
        yield f"{one.name}\t{one.title}"


def run(book: Handbook, order: ExamRequest) -> Iterator[str]:
    """Writes the files and yields what there is to say. Raises CommandError."""
    chosen = _writers(order.formats)
    goods = item_pool_of(book)
    if not goods.units:
        raise CommandError("这本手册没有可以出卷的试题")
    try:
        blueprint = parse(order.fields, goods)
        forms = compose(goods, blueprint)
    except ImpossibleError as fault:
        raise CommandError(str(fault), usage=True) from fault
    try:
        order.folder.mkdir(parents=True, exist_ok=True)
        for form in forms:
            yield _told(form)
            for writer in chosen:
                yield from _put(order.folder, writer.write(book, form))
    except (PdfError, PdfUnavailableError) as fault:
        raise CommandError(str(fault)) from fault
    except OSError as fault:
        where = fault.filename or order.folder
        raise CommandError(f"写不了 {where}：{machine_faults.reason(fault)}") from fault
    yield f"网页上打开同一份试卷：{addresses.EXAM}{addresses.INDEX}#{blueprint.query}"


def _told(form: TestForm) -> str:
    parts = "，".join(f"{part.title}{len(part.items)}题（每题{part.marks_each}分）" for part in form.parts)
    return (
        f"{form.code}卷：{len(tuple(form))}题，满分{form.marks}分，及格{form.pass_mark}分，"
        f"{form.minutes}分钟；{parts}。"
    )


def _writers(text: str) -> list[Writer]:
    known = paper_writers.registered()
    names = list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"是否为 {near[0]}？" if near else ""
            raise CommandError(f"没有格式 {name}。{hint}有：{'、'.join(known)}。", usage=True)
    if not names:
        raise CommandError(f"--format 是空的。有：{'、'.join(known)}。", usage=True)
    return [known[name] for name in names]


def _put(folder: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """Whole or not at all."""
    for name, content in files.items():
        target = folder / name
        new = folder / f".{os.getpid()}.new"
        new.write_bytes(content)
        new.replace(target)
        if name.endswith(exports.LEFT_OUT):
            yield f"这种格式装不下的题，编号和原因在：{target}"
            continue
        yield f"已生成：{target}"
        if name + exports.LEFT_OUT not in files:
            (folder / (name + exports.LEFT_OUT)).unlink(missing_ok=True)  # of a paper written earlier
