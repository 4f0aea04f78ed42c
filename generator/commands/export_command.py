"""Write the question bank or the rules in one FORMAT, and beside it a list of what it could not hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.book import addresses
from generator.book.bank import bank
from generator.commands.common import ROOT, refusals, sound_book
from generator.commands.errors import CommandError
from generator.content import report
from generator.core import machine_faults, suggestions
from generator.core.files import writing
from generator.core.texts import N_, _
from generator.outputs.bank import earlier, exports
from generator.outputs.bank.dialect import read_dialect
from generator.outputs.bank.formats import sheets
from generator.outputs.data import data_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.outputs.bank.exports import Format, Made

#: The rules as `handbook export` calls them → the file on the site.
RULES = {
    "rules-csv": "rules.csv",
    "rules-json": "handbook.json",
    "rules-xlsx": "rules.xlsx",
}
_RULES_TEXT = {
    "rules-csv": (N_("规则表（csv）"), N_("逗号分隔，UTF-8")),
    "rules-json": (N_("整本手册（json）"), N_("全部规则、核对单和试题")),
    "rules-xlsx": (N_("规则表（xlsx）"), N_("电子表格，一行一条规则")),
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
        raise click.UsageError(_("写上要哪种格式；./run export --list 列出全部格式"))
    book = sound_book(root)
    order = ExportRequest(name, output, chapter, not flags["undrafted"], flags["stale"], column_map, since)
    with refusals():
        for said in run(book, order):
            click.echo(said)


def listed() -> Iterator[str]:
    """A line a format."""
    for one in exports.registered().values():
        yield _("{name}\t试题\t{title}：{text}").format(name=one.name, title=_(one.title), text=_(one.text))
    for name, (title, text) in _RULES_TEXT.items():
        yield _("{name}\t规则\t{title}：{text}").format(name=name, title=_(title), text=_(text))


def run(book: Handbook, order: ExportRequest) -> Iterator[str]:
    """Writes the file and yields what there is to say. Raises CommandError."""
    try:
        yield from _rules(book, order) if order.name in RULES else _questions(book, order)
    except OSError as fault:
        where = fault.filename or order.output
        raise CommandError(
            _("读写不了 {where}：{reason}").format(where=where, reason=machine_faults.reason(fault))
        ) from fault


def _rules(book: Handbook, order: ExportRequest) -> Iterator[str]:
    if order.chooses:
        raise CommandError(
            _(
                "{order_name} 总是全部规则，不能同时写 --chapter、--no-drafted、--with-stale、--map、--since"
            ).format(order_name=order.name),
            usage=True,
        )
    name = RULES[order.name]
    target = order.output or Path(name)
    writing.write(target, data_files.files(book)[f"{addresses.DATA}{name}"])
    yield _("已生成：{target}（{count}条规则）").format(target=target, count=len(book.rules))


def _questions(book: Handbook, order: ExportRequest) -> Iterator[str]:
    wanted = _format(order)
    known = bank(book).chapters
    if not known:
        raise CommandError(_("这本手册没有试题"))
    if order.chapter and order.chapter not in known:
        raise CommandError(
            _("第{chapter}章没有试题。有试题的章：{known}。").format(
                chapter=order.chapter, known=_("、").join(known)
            ),
            usage=True,
        )
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
        writing.write(target, made.content)
        yield _("已生成：{target}（{count}道题）").format(target=target, count=made.count)
    else:
        yield from _changes(target, made, delta)
    for name, content in wanted.beside if made.count else ():
        writing.write(target.with_name(name), content())
        yield _("格式说明：{with_name}").format(with_name=target.with_name(name))
    beside = target.with_name(target.name + exports.LEFT_OUT)
    if made.left_out:
        writing.write(beside, exports.left_out_table(made.left_out))
        yield _("有{count}道题没有导出，编号和原因在：{beside}").format(
            count=len(made.left_out), beside=beside
        )
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
    counts = _("新增{count}道，改动{changed}道，停用{retired}道").format(
        count=len(delta.new), changed=len(delta.changed), retired=len(delta.retired)
    )
    if made.count:
        writing.write(target, made.content)
        yield _("已生成：{target}（{count}道题）。和那一版比：{counts}").format(
            target=target, count=made.count, counts=counts
        )
    else:
        yield _("没有要导出的题，没有生成 {target}。和那一版比：{counts}").format(
            target=target, counts=counts
        )
    beside = target.with_name(target.name + earlier.RETIRED)
    if delta.retired or delta.replaced or delta.waiting:
        writing.write(beside, earlier.retired_table(delta))
        yield _("平台上要停用的旧题（停用的、改动前的、待复核的）在：{beside}").format(beside=beside)
    else:
        beside.unlink(missing_ok=True)


def _format(order: ExportRequest) -> Format:
    known = exports.registered()
    if order.name not in known:
        names = [*known, *RULES]
        hint = suggestions.suggest(order.name, names, _("有：{known}。").format(known=_("、").join(names)))
        raise CommandError(
            _("没有格式 {order_name}。{hint}").format(order_name=order.name, hint=hint), usage=True
        )
    if order.column_map is None:
        return known[order.name]
    if order.name not in _MAPPED:
        raise CommandError(_("--map 只用于 {mapped}").format(mapped=_("、").join(_MAPPED)), usage=True)
    dialect, document, faults = read_dialect(order.column_map)
    if dialect is None or faults:
        shown = {document.path: document} if document else {}
        raise CommandError(report.render(tuple(faults), shown, report.Format.FULL))
    return _MAPPED[order.name](dialect)
