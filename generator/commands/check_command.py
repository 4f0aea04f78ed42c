"""Check all content; print every finding and a coverage table."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from rich.console import Console

from generator.book import tables
from generator.commands.common import ROOT
from generator.commands.errors import FAULTS, OK
from generator.content import report
from generator.core.diagnostic import has_errors
from generator.outputs.site.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


@click.command(help=__doc__)
@ROOT
@click.option("--format", "style", type=click.Choice([f.value for f in report.Format]), default="full")
def command(root: Path, style: str) -> None:
    """Judges everything, prints it, ends with 1 when there is an error."""
    workspace = Workspace(root)
    workspace.examine(thorough=True)
    click.echo(workspace.report_text(report.Format(style)))
    if workspace.book is not None and style in {report.Format.FULL, report.Format.CONCISE}:
        Console().print(tables.coverage(workspace.book))
    sys.exit(FAULTS if has_errors(workspace.found) else OK)
