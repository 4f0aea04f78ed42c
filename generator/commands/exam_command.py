"""Compose a paper from the question bank: for one seed and edition the same, here and on the site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.book import addresses
from generator.commands import paper_writers
from generator.commands.common import ROOT, refusals, sound_book
from generator.commands.errors import CommandError
from generator.core import machine_faults, suggestions
from generator.core.files import writing
from generator.core.texts import _
from generator.exams.composing.blueprint import ImpossibleError, parse
from generator.exams.composing.compose import compose
from generator.exams.composing.item_pool import item_pool_of
from generator.outputs.bank import exports
from generator.outputs.pdf.making.weasy import PdfError
from generator.outputs.pdf.requirements import PdfUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.book.handbook import Handbook
    from generator.exams.composing.form import TestForm
    from generator.outputs.papers.writers import Writer


@dataclass(frozen=True, slots=True)
class ExamRequest:
    """What is asked for: the fields of a blueprint as text, formats by name, and where to write."""

    fields: Mapping[str, str]
    formats: str
    folder: Path


@click.command(help=__doc__)
@ROOT
@click.option("--chapters", metavar="4,8", help="Chapters, or how many questions of each: 4=10,8=20.")
@click.option("--channel", metavar="ID", help="Only questions for this channel.")
@click.option("--role", metavar="ID", help="Only questions on rules that this role bears.")
@click.option(
    "--types", metavar="single=20,…", help="How many of single, multiple, true-false, match, order, case."
)
@click.option("--count", metavar="30", help="How many questions in all, in the usual mix of types.")
@click.option("--difficulty", metavar="easy,…", help="Of easy, medium, hard; or how many: easy=10,hard=5.")
@click.option("--no-drafted", "undrafted", is_flag=True, help="Without questions on drafted rules.")
@click.option(
    "--marks", metavar="single=2,…", help="Marks for one question of a type; the others add up to 100."
)
@click.option("--minutes", metavar="N", help="Time allowed.")
@click.option("--pass", "pass_mark", metavar="N", help="Pass mark.  [default: 60 % of full marks]")
@click.option("--title", metavar="TEXT", help="Title of the paper.")
@click.option("--seed", metavar="7", help="Number from which everything follows.  [default: 1]")
@click.option("--forms", metavar="A,B", help="Forms: same questions, other order.  [default: A]")
@click.option("--format", "formats", default="pdf,docx", show_default=True, help="Formats, see --list.")
@click.option("--list", "listing", is_flag=True, help="List the formats.")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="The folder to write into."
)
def command(
    root: Path, formats: str, output: Path | None, *, undrafted: bool, listing: bool, **fields: str | None
) -> None:
    """Writes each form in each format."""
    if listing:
        click.echo("\n".join(listed()))
        return
    if output is None:
        raise click.UsageError(_("写上 -o 和文件夹：试卷写在哪里"))
    book = sound_book(root)
    told = {"pass" if key == "pass_mark" else key: text for key, text in fields.items() if text}
    told["drafted"] = "0" if undrafted else ""
    with refusals():
        for said in run(book, ExamRequest(told, formats, output)):
            click.echo(said)


def listed() -> Iterator[str]:
    """A line a format."""
    for one in paper_writers.registered().values():
        yield f"{one.name}\t{one.shown}"


def run(book: Handbook, order: ExamRequest) -> Iterator[str]:
    """Writes the files and yields what there is to say. Raises CommandError."""
    chosen = _writers(order.formats)
    goods = item_pool_of(book)
    if not goods.units:
        raise CommandError(_("这本手册没有可以出卷的试题"))
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
        raise CommandError(
            _("写不了 {where}：{reason}").format(where=where, reason=machine_faults.reason(fault))
        ) from fault
    yield _("网页上打开同一份试卷：{exam}{index}#{query}").format(
        exam=addresses.EXAM, index=addresses.INDEX, query=blueprint.query
    )


def _told(form: TestForm) -> str:
    parts = _("，").join(
        _("{part_title}{count}题（每题{marks_each}分）").format(
            part_title=part.title, count=len(part.items), marks_each=part.marks_each
        )
        for part in form.parts
    )
    return _("{code}卷：{count}题，满分{marks}分，及格{pass_mark}分，{minutes}分钟；{parts}。").format(
        code=form.code,
        count=len(tuple(form)),
        marks=form.marks,
        pass_mark=form.pass_mark,
        minutes=form.minutes,
        parts=parts,
    )


def _writers(text: str) -> list[Writer]:
    known = paper_writers.registered()
    names = list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    for name in names:
        if name not in known:
            hint = suggestions.suggest(name, known, "")
            raise CommandError(
                _("没有格式 {name}。{hint}有：{known}。").format(
                    name=name, hint=hint, known=_("、").join(known)
                ),
                usage=True,
            )
    if not names:
        raise CommandError(_("--format 是空的。有：{known}。").format(known=_("、").join(known)), usage=True)
    return [known[name] for name in names]


def _put(folder: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """Writes the files of one form in one format, and yields what there is to say."""
    for name, content in files.items():
        target = folder / name
        writing.write(target, content)
        if name.endswith(exports.LEFT_OUT):
            yield _("这种格式装不下的题，编号和原因在：{target}").format(target=target)
            continue
        yield _("已生成：{target}").format(target=target)
        if name + exports.LEFT_OUT not in files:
            (folder / (name + exports.LEFT_OUT)).unlink(missing_ok=True)  # of a paper written earlier
