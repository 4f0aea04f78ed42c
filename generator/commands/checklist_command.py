"""Print SHEET, or every sheet, for one branch or for each of a list; without any of these list them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from generator.book import branches
from generator.book.branches import Branch, BranchError
from generator.commands.common import ROOT, refusals, sound_book
from generator.commands.errors import CommandError
from generator.core import machine_faults, suggestions
from generator.core.diagnostic import Span, error
from generator.core.files import writing
from generator.core.texts import _
from generator.outputs.pdf.kinds.checklist import combined
from generator.outputs.pdf.layout import outlines, stamping
from generator.outputs.pdf.making.weasy import PdfError
from generator.outputs.pdf.requirements import PdfUnavailableError
from generator.views.catalog import catalog_of
from generator.views.pages.checklist import views

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook
    from generator.views.pages.checklist import ChecklistView

    Sheets = tuple[ChecklistView, ...]


#: How files with every sheet begin, and the one in which all branches are joined: no branch's file is named
#: so.
_ALL, _JOINED = "checklists", "all-branches.pdf"


class Said(NamedTuple):
    """A line for the terminal."""

    text: str
    fault: bool = False


@click.command(help=__doc__)
@ROOT
@click.argument("sheet", required=False)
@click.option("--branch", help="The branch's name, set on the sheet.")
@click.option(
    "--branches",
    "table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV with a branch a row: one file each.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The PDF to write, or the folder with --branches.",
)
def command(
    root: Path, sheet: str | None, branch: str | None, table: Path | None, output: Path | None
) -> None:
    """Writes PDFs that can be filled in and printed."""
    book = sound_book(root)
    if branch is not None and table is not None:
        raise click.UsageError(_("--branch 和 --branches 只用一个"))
    with refusals():
        for said in run(book, sheet, branch, table, output):
            click.echo(said.text, err=said.fault)


def run(
    book: Handbook, sheet: str | None, branch: str | None, table: Path | None, output: Path | None
) -> Iterator[Said]:
    """Does it and yields what there is to say. Raises CommandError.

    Without a sheet and without branches it lists the sheets; without a sheet, every sheet is printed for
    each branch.
    """
    found = views(catalog_of(book))
    if not found:
        raise CommandError(_("这本手册没有核对单"), usage=True)
    if sheet is None and branch is None and table is None:
        if output is not None:
            raise CommandError(
                _("写上要哪张核对单：{found}").format(found=_("、").join(view.id for view in found)),
                usage=True,
            )
        yield from (Said(f"{view.id}\t{view.heading}") for view in found)
        return
    chosen = found if sheet is None else (_chosen(found, sheet),)
    stem = _ALL if sheet is None else sheet
    try:
        if table is not None:
            yield from _for_all(chosen, stem, table, output or Path(f"{stem}-branches"))
        elif branch is not None:
            yield _for_one(chosen, stem, branch, output)
        else:
            yield _written(output or Path(f"{stem}.pdf"), combined(chosen))
    except (BranchError, outlines.NoOutlineError, PdfError, PdfUnavailableError) as fault:
        raise CommandError(str(fault)) from fault
    except OSError as fault:
        where = fault.filename2 or fault.filename or output
        raise CommandError(
            _("读不了或写不了 {where}：{reason}").format(where=where, reason=machine_faults.reason(fault))
        ) from fault


def _chosen(found: tuple[ChecklistView, ...], sheet: str) -> ChecklistView:
    known = {view.id: view for view in found}
    if sheet in known:
        return known[sheet]
    hint = suggestions.suggest(sheet, known, _("有：{known}。").format(known=_("、").join(known)))
    raise CommandError(_("没有核对单 {sheet}。{hint}").format(sheet=sheet, hint=hint), usage=True)


def _for_one(chosen: Sheets, stem: str, name: str, output: Path | None) -> Said:
    branch = Branch(branches.cleaned(name), 1)
    stamp = stamping.stamp(branch.title)  # a strange character is found before the sheet is set
    target = output or Path(next(branches.file_names(stem, [branch])))
    return _written(target, next(stamping.stamped(combined(chosen), [stamp])))


def _for_all(chosen: Sheets, stem: str, table: Path, folder: Path) -> Iterator[Said]:
    """Sheets for all rows that can be printed; then, if any cannot, CommandError with their number.

    One file a branch; of all sheets one more, in which all branches are joined.
    """
    try:
        listed = branches.read(table.read_bytes())
    except BranchError as fault:
        raise CommandError(_finding(table, 1, fault)) from fault
    named: list[Branch] = []
    refused: list[Said] = []
    for row in listed:
        try:
            named.append(replace(row, name=branches.cleaned(row.name), code=_code(row.code)))
        except BranchError as fault:
            refused.append(Said(_finding(table, row.line, fault), fault=True))
    doubled = len(named) - len(once := branches.distinct(named))
    wanted: list[tuple[Branch, stamping.Stamp]] = []
    for one in once:
        try:
            wanted.append((one, stamping.stamp(one.title)))
        except outlines.NoOutlineError as fault:
            refused.append(Said(_finding(table, one.line, fault), fault=True))
    yield from refused
    if wanted:
        yield from _set(chosen, stem, wanted, folder)
    if doubled:
        yield Said(
            _("重复的{doubled}行只印一次；同名的几家网点，加一列“代码”来区分。").format(doubled=doubled)
        )
    if refused:
        raise CommandError(_("有{count}行没有生成，见上。").format(count=len(refused)))


def _set(
    chosen: Sheets, stem: str, wanted: list[tuple[Branch, stamping.Stamp]], folder: Path
) -> Iterator[Said]:
    base = combined(chosen)
    stamps = [stamp for __, stamp in wanted]
    files = branches.file_names(stem, (branch for branch, __ in wanted))
    for name, data in zip(files, stamping.stamped(base, stamps), strict=True):
        writing.write(folder / name, data)
    sheets = _("{count}张核对单，").format(count=len(chosen)) if len(chosen) > 1 else ""
    yield Said(
        _("已生成{count}个文件，一个网点一个（{sheets}可以填写）：{folder}").format(
            count=len(wanted), sheets=sheets, folder=folder
        )
    )
    if stem == _ALL:
        writing.write(folder / _JOINED, stamping.joined(base, stamps))
        yield Said(_("合成一个、只用来打印的：{folder}").format(folder=folder / _JOINED))


def _code(code: str) -> str:
    return branches.cleaned(code) if code else ""


def _finding(table: Path, line: int, fault: Exception) -> str:
    """A finding in the list, as `handbook check` words its own."""
    one = error(Span(str(table), line), "P904", str(fault))
    return f"{one.span}: {one.severity.label} {one.code} {one.message}"


def _written(target: Path, data: bytes) -> Said:
    writing.write(target, data)
    return Said(_("已生成：{target}").format(target=target))
