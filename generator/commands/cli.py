"""The command ``handbook``. The only place that prints and that knows exit codes."""

from __future__ import annotations

import datetime
import errno
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from rich.console import Console

from generator import __version__
from generator.book import review as stamps
from generator.book import schemas, tables
from generator.checks.manuals import diagnostics_manual
from generator.commands.errors import CommandError
from generator.commands.progress import Shown
from generator.content import report, site_settings
from generator.content.loader import REVIEWED
from generator.core import machine_faults
from generator.core.diagnostic import has_errors
from generator.outputs.site.workspace import Workspace
from generator.outputs.target import atomic, site_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

OK, FAULTS, USAGE, INTERRUPTED = 0, 1, 2, 130


class _Commands(click.Group):
    """Whatever command runs: what the machine refuses is a sentence, and Ctrl-C says so to the shell."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - whatever a command returns
        """Runs a command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("已中断。", err=True)
            sys.exit(INTERRUPTED)
        except OSError as fault:
            if fault.errno == errno.EPIPE:  # the reader of our output has gone: click knows what to do
                raise
            click.echo(machine_faults.sentence(fault), err=True)
            sys.exit(FAULTS)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handbook")
def main() -> None:
    """Turns a policy written as YAML into a handbook people can use."""


ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    show_default="this folder",
    help="Folder of the handbook: the one that holds content/.",
)


@contextmanager
def _refusals() -> Iterator[None]:
    """Says why a command cannot do it: as wrong usage, or as a fault of the content."""
    try:
        yield
    except CommandError as fault:
        if fault.usage:
            raise click.UsageError(str(fault)) from fault
        click.echo(str(fault), err=True)
        sys.exit(FAULTS)


def _stop(workspace: Workspace, style: report.Format = report.Format.FULL) -> NoReturn:
    click.echo(workspace.report_text(style), err=True)
    sys.exit(FAULTS)


@main.command()
@ROOT
@click.option("--format", "style", type=click.Choice([f.value for f in report.Format]), default="full")
def check(root: Path, style: str) -> None:
    """Check all content; print every finding and a coverage table."""
    workspace = Workspace(root)
    workspace.examine(thorough=True)
    click.echo(workspace.report_text(report.Format(style)))
    if workspace.book is not None and style in {report.Format.FULL, report.Format.CONCISE}:
        Console().print(tables.coverage(workspace.book))
    sys.exit(FAULTS if has_errors(workspace.found) else OK)


@main.command()
@ROOT
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    help="Folder for the site: empty, missing, or an earlier site.  [default: site]",
)
@click.option("--no-pdf", "without_pdf", is_flag=True, help="Leave the PDFs out.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes for PDFs.  [default: one a processor]")
def build(root: Path, site_dir: Path | None, *, without_pdf: bool, jobs: int | None) -> None:
    """Build the whole publication into site/."""
    from generator.outputs.site.mkdocs import site  # noqa: PLC0415 - MkDocs takes a while to import; other commands do without

    settings, _ = site_settings.read(root)  # what is wrong with it is among the workspace's findings
    target = site_dir or root / (settings.site_dir or "site")
    _refuse(root, target)
    atomic.put_right(target.resolve())  # a site is better than none, whatever the content is like
    workspace = Workspace(root, offline=True)
    if not workspace.examine() or workspace.book is None:
        _stop(workspace)
    if workspace.found:
        click.echo(workspace.report_text(report.Format.CONCISE))
    workspace.publish(workspace.book, {} if without_pdf else _pdfs(workspace, workspace.book, jobs))
    effective = workspace.book.info.effective
    epoch = datetime.datetime(effective.year, effective.month, effective.day, tzinfo=datetime.UTC)
    _refuse(root, target)  # PDFs took a while
    waiting = partial(click.echo, "另一个构建正在同一个文件夹里写，等它写完。", err=True)
    try:
        site.build(workspace, target.resolve(), int(epoch.timestamp()), waiting)
    except OSError as fault:
        there = atomic.left(target.resolve(), fault)
        click.echo(f"网站没有写成，{there}：{machine_faults.sentence(fault)}", err=True)
        sys.exit(FAULTS)
    click.echo(f"已生成：{target / 'index.html'}")


def _refuse(root: Path, target: Path) -> None:
    """Ends the command when the site must not be put there: with 1 for a file, with 2 for a wrong folder."""
    if target.exists() and not target.is_dir():
        click.echo(f"网站没有写成：{target} 是一个文件，不是文件夹。换一个名字，或先把它移走。", err=True)
        sys.exit(FAULTS)
    if why := site_folder.refusal(root, target):
        raise click.UsageError(why)


def _pdfs(workspace: Workspace, book: Handbook, jobs: int | None) -> dict[str, bytes]:
    from generator.outputs.pdf import publication  # noqa: PLC0415 - other commands do without
    from generator.outputs.pdf.making import faults  # noqa: PLC0415 - other commands do without
    from generator.outputs.pdf.making.weasy import PdfError  # noqa: PLC0415
    from generator.outputs.pdf.requirements import PdfUnavailableError  # noqa: PLC0415

    try:
        with Shown(Console(stderr=True)) as observer:
            return publication.make(book, workspace.root, jobs, observer)
    except PdfUnavailableError as unavailable:
        click.echo(str(unavailable), err=True)
        sys.exit(FAULTS)
    except PdfError as fault:
        workspace.found = faults.diagnostics(book, fault)
        _stop(workspace)


@main.command()
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
def checklist(
    root: Path, sheet: str | None, branch: str | None, table: Path | None, output: Path | None
) -> None:
    """Print SHEET, or every sheet, for one branch or for each of a list; without any of these list them."""
    from generator.commands import checklist_command  # noqa: PLC0415 - WeasyPrint takes a while to import

    workspace = Workspace(root)
    if not workspace.examine() or workspace.book is None:
        _stop(workspace)
    if branch is not None and table is not None:
        raise click.UsageError("--branch 和 --branches 只用一个")
    with _refusals():
        for said in checklist_command.run(workspace.book, sheet, branch, table, output):
            click.echo(said.text, err=said.fault)


@main.command()
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
def export(
    root: Path,
    name: str | None,
    output: Path | None,
    chapter: str,
    column_map: Path | None,
    since: Path | None,
    **flags: bool,
) -> None:
    """Write the question bank or the rules in one FORMAT, and beside it a list of what it could not hold."""
    from generator.commands import export_command  # noqa: PLC0415 - other commands need no spreadsheets

    if flags["listing"]:
        click.echo("\n".join(export_command.listed()))
        return
    if name is None:
        raise click.UsageError("写上要哪种格式；./run export --list 列出全部格式")
    workspace = Workspace(root)
    if not workspace.examine() or workspace.book is None:
        _stop(workspace)
    order = export_command.ExportRequest(
        name, output, chapter, not flags["undrafted"], flags["stale"], column_map, since
    )
    with _refusals():
        for said in export_command.run(workspace.book, order):
            click.echo(said)


@main.command()
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
def exam(
    root: Path, formats: str, output: Path | None, *, undrafted: bool, listing: bool, **fields: str | None
) -> None:
    """Compose a paper from the question bank: for one seed and edition the same, here and on the site."""
    from generator.commands import exam_command  # noqa: PLC0415 - other commands need no papers

    if listing:
        click.echo("\n".join(exam_command.listed()))
        return
    if output is None:
        raise click.UsageError("写上 -o 和文件夹：试卷写在哪里")
    workspace = Workspace(root)
    if not workspace.examine() or workspace.book is None:
        _stop(workspace)
    told = {"pass" if key == "pass_mark" else key: text for key, text in fields.items() if text}
    told["drafted"] = "0" if undrafted else ""
    with _refusals():
        for said in exam_command.run(workspace.book, exam_command.ExamRequest(told, formats, output)):
            click.echo(said)


@main.command()
@ROOT
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def pages(root: Path, folder: Path) -> None:
    """Write the same pages as plain Markdown plus mkdocs.yml, for any engine."""
    from generator.outputs.site.pages import plain_pages  # noqa: PLC0415

    if why := site_folder.refusal(root, folder, plain_pages.is_ours, "网页"):
        raise click.UsageError(why)
    workspace = Workspace(root)
    workspace.read()
    if workspace.publication is None:
        _stop(workspace)
    plain_pages.write(workspace.publication, folder)
    click.echo(f"已写出：{folder}")


@main.command()
@ROOT
@click.option("--stamp", "stamping", is_flag=True, help="Record that the questions were looked at.")
@click.option("--all", "every", is_flag=True, help="With --stamp: all questions of the bank.")
@click.argument("questions", nargs=-1)
def review(root: Path, questions: tuple[str, ...], *, stamping: bool, every: bool) -> None:
    """List questions whose rules changed; with --stamp record a fresh look at some of them."""
    workspace = Workspace(root)
    if not workspace.examine() or workspace.book is None:
        _stop(workspace)
    book = workspace.book
    known = {question.id for question in book.questions}
    if unknown := [id_ for id_ in questions if id_ not in known]:
        raise click.UsageError(f"没有这道题：{'、'.join(unknown)}")
    if stamping != bool(questions or every) or (questions and every):
        raise click.UsageError("写成 ./run review --stamp 试题编号……，或 ./run review --stamp --all")
    if stamping:
        chosen = known if every else set(questions)
        path = root / "content" / REVIEWED
        path.parent.mkdir(exist_ok=True)
        atomic.replace_text(path, stamps.stamped(book, chosen))
        click.echo(f"已盖戳：{len(chosen)}道题，记在 {path}")
        return
    waiting = stamps.pending(book)
    for one in waiting:
        why = f"{'、'.join(one.changed)} 改过了" if one.changed else "还没有复核戳"
        click.echo(f"{one.question}\t{why}\t{' '.join(one.stem.split())}")
    stale = sum(bool(one.changed) for one in waiting)
    click.echo(f"待复核 {stale} 道，没有复核戳 {len(waiting) - stale} 道，共 {len(known)} 道题。")


@main.command()
@ROOT
def docs(root: Path) -> None:
    """Write what is derived from the code: docs/diagnostics.md, and the schemas that editors use."""
    workspace = Workspace(root)
    workspace.examine()
    if workspace.book is None:
        _stop(workspace)
    written = {root / "docs/diagnostics.md": diagnostics_manual.markdown()}
    written |= {root / "schemas" / name: text for name, text in schemas.schemas(workspace.book).items()}
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    click.echo(f"已写出：docs/diagnostics.md 和 schemas/ 里的 {len(written) - 1} 个文件")


@main.command()
@ROOT
@click.argument("query", nargs=-1, required=True)
@click.option("--top", type=click.IntRange(1, 100), default=5, show_default=True, help="How many results.")
def search(root: Path, query: tuple[str, ...], top: int) -> None:
    """Search as the site does, and say why each result is where it is."""
    from generator.search import Index, catalogue_of, explain  # noqa: PLC0415

    workspace = Workspace(root)
    workspace.examine()
    if workspace.book is None:
        _stop(workspace)
    click.echo(explain(Index(catalogue_of(workspace.book)), " ".join(query), top))


@main.command()
@ROOT
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def serve(root: Path, port: int) -> None:
    """Show the site at this computer's address and rebuild it at every change."""
    from generator.outputs.site.mkdocs import site  # noqa: PLC0415

    try:
        site.serve(root, port)
    except OSError as fault:
        if fault.errno != errno.EADDRINUSE:
            raise
        offer = site.free_port(port)
        other = f"换一个：./run serve --port {offer}" if offer else "换一个：./run serve --port 0"
        click.echo(f"端口 {port} 已经有程序在用。{other}", err=True)
        sys.exit(FAULTS)


@main.command()
@ROOT
@click.argument("site", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def verify(root: Path, site: Path | None) -> None:
    """Compare a deployed SITE with its manifest: what is missing, changed, added.  [default: site]"""
    from generator.commands import verify_command  # noqa: PLC0415 - other commands do without

    said, is_well = verify_command.run(site or root / (site_settings.read(root)[0].site_dir or "site"))
    click.echo(said)
    sys.exit(OK if is_well else FAULTS)
