"""Write the same pages as plain Markdown plus mkdocs.yml, for any engine."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.common import ROOT, stop
from generator.core.texts import _
from generator.outputs.site.pages import plain_pages
from generator.outputs.site.workspace import Workspace
from generator.outputs.target import site_folder


@click.command(help=__doc__)
@ROOT
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def command(root: Path, folder: Path) -> None:
    """Writes them into a folder that is empty or holds earlier ones."""
    if why := site_folder.refusal(root, folder, plain_pages.is_ours, _("网页")):
        raise click.UsageError(why)
    workspace = Workspace(root)
    workspace.read()
    if workspace.publication is None:
        stop(workspace)
    plain_pages.write(workspace.publication, folder)
    click.echo(_("已写出：{folder}").format(folder=folder))
