"""Build the whole publication into site/."""

from __future__ import annotations

import datetime
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from generator.commands.common import ROOT, stop
from generator.commands.errors import FAULTS
from generator.commands.progress import Shown
from generator.content import report, site_settings
from generator.core import gc_pause, machine_faults
from generator.core.files import digests
from generator.core.texts import _
from generator.outputs.site.mkdocs import site
from generator.outputs.site.workspace import Workspace
from generator.outputs.target import atomic, site_folder
from generator.outputs.target.last_build import LastBuild

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook


@click.command(help=__doc__)
@ROOT
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    help="Folder for the site: empty, missing, or an earlier site.  [default: site]",
)
@click.option("--no-pdf", "without_pdf", is_flag=True, help="Leave the PDFs out.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes for PDFs.  [default: one a processor]")
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    default="",
    help="Have the PDFs made by a Dask cluster: tcp://host:8786, tls://host:8786.",
)
@click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for PDFs made before, which others may share.  [default: .cache/pdf]",
)
def command(
    root: Path,
    site_dir: Path | None,
    *,
    without_pdf: bool,
    jobs: int | None,
    scheduler: str,
    cache: Path | None,
) -> None:
    """Checks, makes PDFs and pages, and puts the site in place only when all of it is there."""
    settings, __ = site_settings.read(root)  # what is wrong with it is among the workspace's findings
    target = site_dir or root / (settings.site_dir or "site")
    _refuse(root, target)
    atomic.put_right(target.resolve())  # a site is better than none, whatever the content is like
    workspace = Workspace(root, offline=True)
    last = LastBuild(root, target.resolve(), _told(without_pdf=without_pdf), workspace.cache)
    if (said := last.said()) is not None:
        _say(said)
        click.echo(_("没有改动，网站还是上次生成的：{target}").format(target=target / "index.html"))
        return
    if not workspace.examine() or workspace.book is None:
        stop(workspace)
    said = workspace.report_text(report.Format.CONCISE) if workspace.found else ""
    _say(said)
    gc_pause.keep()
    pdfs = {} if without_pdf else _pdfs(workspace, workspace.book, jobs, scheduler, cache)
    workspace.publish(workspace.book, pdfs)
    effective = workspace.book.info.effective
    epoch = datetime.datetime(effective.year, effective.month, effective.day, tzinfo=datetime.UTC)
    _refuse(root, target)  # PDFs took a while
    waiting = partial(click.echo, _("另一个构建正在同一个文件夹里写，等它写完。"), err=True)
    try:
        made = site.build(workspace, target.resolve(), int(epoch.timestamp()), waiting)
    except OSError as fault:
        there = atomic.left(target.resolve(), fault)
        click.echo(
            _("网站没有写成，{there}：{sentence}").format(
                there=there, sentence=machine_faults.sentence(fault)
            ),
            err=True,
        )
        sys.exit(FAULTS)
    last.note(made, said)
    click.echo(_("已生成：{target}").format(target=target / "index.html"))


def _told(*, without_pdf: bool) -> Iterator[str]:
    """What the site depends on besides content and program."""
    yield f"{without_pdf=}"
    if not without_pdf:
        from generator.outputs.pdf.making import provenance  # noqa: PLC0415 - a site without PDFs needs nothing of it

        yield digests.hexadecimal(provenance.machine())


def _say(findings: str) -> None:
    if findings:
        click.echo(findings)


def _refuse(root: Path, target: Path) -> None:
    """Ends the command when the site must not be put there: with 1 for a file, with 2 for a wrong folder."""
    if target.exists() and not target.is_dir():
        click.echo(
            _("网站没有写成：{target} 是一个文件，不是文件夹。换一个名字，或先把它移走。").format(
                target=target
            ),
            err=True,
        )
        sys.exit(FAULTS)
    if why := site_folder.refusal(root, target):
        raise click.UsageError(why)


def _pdfs(
    workspace: Workspace, book: Handbook, jobs: int | None, scheduler: str, cache: Path | None
) -> dict[str, bytes]:
    from generator.outputs.pdf import publication  # noqa: PLC0415 - a site without PDFs needs nothing of it
    from generator.outputs.pdf.making import faults  # noqa: PLC0415
    from generator.outputs.pdf.making.weasy import PdfError  # noqa: PLC0415
    from generator.outputs.pdf.requirements import PdfUnavailableError  # noqa: PLC0415

    try:
        with Shown(Console(stderr=True)) as observer:
            return publication.make(book, workspace.root, jobs, observer, scheduler=scheduler, shared=cache)
    except PdfUnavailableError as unavailable:
        click.echo(str(unavailable), err=True)
        sys.exit(FAULTS)
    except PdfError as fault:
        workspace.found = faults.diagnostics(book, fault)
        stop(workspace)
