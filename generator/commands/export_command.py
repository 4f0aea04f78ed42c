"""Write the question bank or the rules in one FORMAT, and beside it a list of what it could not hold."""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.book.bank import bank
from generator.commands.common import ROOT, refusals, sound_book
from generator.commands.errors import CommandError
from generator.content import report
from generator.core import machine_faults
from generator.outputs import bank as exports
from generator.outputs.bank import dialect as dialects
from generator.outputs.bank import earlier
from generator.outputs.bank.formats import sheets
from generator.outputs.data import data_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.outputs.bank import Format, Made

#: The rules as `handbook export` calls them → the file on the site.
RULES = {
    "rules-csv": "rules.csv",
    "rules-json": "handbook.json",
    "rules-xlsx": "rules.xlsx",
}
_RULES_TEXT = {
    "rules-csv": ("规则表（csv）", "逗号分隔，UTF-8"),
    "rules-json": ("整本手册（json）", "全部规则、核对单和试题"),
    "rules-xlsx": ("规则表（xlsx）", "电子表格，一行一条规则"),
}
_MAPPED = {"xlsx": sheets.spreadsheet_by, "csv": sheets.csv_by}


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What is asked for."""

    name: str
    output: Path | None = None
    chapter: str = ""
    drafted: bool = True
    stale: bool = False
    column_map: Path | None = None
    since: Path | None = None
    """An earlier edition's handbook.json: only what is new or changed since."""

    @property
    def chooses(self) -> bool:
        """Whether anything is said that is about questions only."""
        return bool(self.chapter or self.stale or self.column_map or self.since or not self.drafted)


@click.command(help=__doc__)
@ROOT
@click.argument("name", metavar="FORMAT", required=False)
@click.option("--list", "listing", is_flag=True, help="List the formats.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@click.option("--chapter", default="", metavar="N", help="Only questions of this chapter.")
@click.option("--no-drafted", "undrafted", is_flag=True, help="Without questions on drafted rules.")
@click.option("--with-stale", "stale", is_flag=True, help="Also questions whose rules changed since.")
@click.option(
    "--map",
    "column_map",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="For xlsx and csv: a column map of your own (YAML).",
)
@click.option(
    "--since",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Only what is new or changed since the edition whose handbook.json this is, and what it retired.",
)
def command(
    root: Path,
    name: str | None,
    output: Path | None,
    chapter: str,
    column_map: Path | None,
    since: Path | None,
    **flags: bool,
) -> None:
    """Writes the file."""
    if flags["listing"]:
        click.echo("\n".join(listed()))
        return
    if name is None:
        raise click.UsageError("写上要哪种格式；./run export --list 列出全部格式")
    book = sound_book(root)
    order = ExportRequest(name, output, chapter, not flags["undrafted"], flags["stale"], column_map, since)
    with refusals():
        for said in run(book, order):
            click.echo(said)


def listed() -> Iterator[str]:
    """A line a format."""
    for one in exports.registered().values():
        yield f"{one.name}\t试题\t{one.title}：{one.text}"
    for name, (title, text) in _RULES_TEXT.items():
        yield f"{name}\t规则\t{title}：{text}"


def run(book: Handbook, order: ExportRequest) -> Iterator[str]:
    """Writes the file and yields what there is to say. Raises CommandError."""
    try:
        yield from _rules(book, order) if order.name in RULES else _questions(book, order)
    except OSError as fault:
        where = fault.filename or order.output
        raise CommandError(f"读写不了 {where}：{machine_faults.reason(fault)}") from fault


def _rules(book: Handbook, order: ExportRequest) -> Iterator[str]:
    if order.chooses:
        raise CommandError(
            f"{order.name} 总是全部规则，不能同时写 --chapter、--no-drafted、--with-stale、--map、--since",
            usage=True,
        )
    name = RULES[order.name]
    target = order.output or Path(name)
    _put(target, data_files.files(book)[f"{data_files.FOLDER}{name}"])
    yield f"已生成：{target}（{len(book.rules)}条规则）"


def _questions(book: Handbook, order: ExportRequest) -> Iterator[str]:
    wanted = _format(order)
    known = bank(book).chapters
    if not known:
        raise CommandError("这本手册没有试题")
    if order.chapter and order.chapter not in known:
        raise CommandError(f"第{order.chapter}章没有试题。有试题的章：{'、'.join(known)}。", usage=True)
    delta = _delta(book, order) if order.since else None
    made = exports.make(
        book,
        wanted,
        chapter=order.chapter,
        drafted=order.drafted,
        stale=order.stale,
        only=delta.new | delta.changed if delta else None,
    )
    target = order.output or Path(exports.file_name(wanted, order.chapter))
    if delta is None:
        _put(target, made.content)
        yield f"已生成：{target}（{made.count}道题）"
    else:
        yield from _changes(target, made, delta)
    for name, content in wanted.beside if made.count else ():
        _put(target.with_name(name), content())
        yield f"格式说明：{target.with_name(name)}"
    beside = target.with_name(target.name + exports.LEFT_OUT)
    if made.left_out:
        _put(beside, exports.left_out_table(made.left_out))
        yield f"有{len(made.left_out)}道题没有导出，编号和原因在：{beside}"
    else:
        beside.unlink(missing_ok=True)  # of an export made earlier: it would be wrong now


def _delta(book: Handbook, order: ExportRequest) -> earlier.Delta:
    assert order.since is not None  # noqa: S101 - for the type checker
    try:
        was = earlier.read(order.since)
        return earlier.compare(
            was, bank(book), title=book.info.title, chapter=order.chapter, drafted=order.drafted
        )
    except earlier.UnreadableError as fault:
        raise CommandError(str(fault)) from fault


def _changes(target: Path, made: Made, delta: earlier.Delta) -> Iterator[str]:
    """The file with what is new and changed, if anything is, and the list of what to take out."""
    counts = f"新增{len(delta.new)}道，改动{len(delta.changed)}道，停用{len(delta.retired)}道"
    if made.count:
        _put(target, made.content)
        yield f"已生成：{target}（{made.count}道题）。和那一版比：{counts}"
    else:
        yield f"没有要导出的题，没有生成 {target}。和那一版比：{counts}"
    beside = target.with_name(target.name + earlier.RETIRED)
    if delta.retired or delta.replaced or delta.waiting:
        _put(beside, earlier.retired_table(delta))
        yield f"平台上要停用的旧题（停用的、改动前的、待复核的）在：{beside}"
    else:
        beside.unlink(missing_ok=True)


def _format(order: ExportRequest) -> Format:
    known = exports.registered()
    if order.name not in known:
        near = difflib.get_close_matches(order.name, [*known, *RULES], n=1)
        hint = f"是否为 {near[0]}？" if near else f"有：{'、'.join([*known, *RULES])}。"
        raise CommandError(f"没有格式 {order.name}。{hint}", usage=True)
    if order.column_map is None:
        return known[order.name]
    if order.name not in _MAPPED:
        raise CommandError(f"--map 只用于 {'、'.join(_MAPPED)}", usage=True)
    dialect, document, faults = dialects.read(order.column_map)
    if dialect is None or faults:
        shown = {document.path: document} if document else {}
        raise CommandError(report.render(tuple(faults), shown, report.Format.FULL))
    return _MAPPED[order.name](dialect)


def _put(target: Path, content: bytes) -> None:
    """Whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f".{os.getpid()}.new")
    new.write_bytes(content)
    new.replace(target)
