"""What commands have in common: whose handbook, reading it, and ending with what is wrong."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator.commands.errors import FAULTS, CommandError
from generator.content import report
from generator.outputs.site.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.book.handbook import Handbook

ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    show_default="this folder",
    help="Folder of the handbook: the one that holds content/.",
)


def sound_book(root: Path) -> Handbook:
    """The handbook below ``root``; the command ends with the findings when one of them is an error."""
    workspace = Workspace(root)
    if not workspace.examine() or workspace.book is None:
        stop(workspace)
    return workspace.book


def readable_book(root: Path) -> Handbook:
    """The same, whatever is wrong with it, as long as it can be read."""
    workspace = Workspace(root)
    workspace.examine()
    if workspace.book is None:
        stop(workspace)
    return workspace.book


def stop(workspace: Workspace) -> NoReturn:
    """Ends the command with what was found."""
    click.echo(workspace.report_text(report.Format.FULL), err=True)
    sys.exit(FAULTS)


@contextmanager
def refusals() -> Iterator[None]:
    """Says why a command cannot do it: as wrong usage, or as a fault of the content."""
    try:
        yield
    except CommandError as fault:
        if fault.usage:
            raise click.UsageError(str(fault)) from fault
        click.echo(str(fault), err=True)
        sys.exit(FAULTS)
