"""Show the site at this computer's address and rebuild it at every change."""

from __future__ import annotations

import errno
import sys
from typing import TYPE_CHECKING

import click

from generator.commands.common import ROOT
from generator.commands.errors import FAULTS
from generator.core.texts import _
from generator.outputs.site.mkdocs import site

if TYPE_CHECKING:
    from pathlib import Path


@click.command(help=__doc__)
@ROOT
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
def command(root: Path, port: int) -> None:
    """Serves until it is interrupted; a port that is taken is told with one that is free."""
    try:
        site.serve(root, port)
    except OSError as fault:
        if fault.errno != errno.EADDRINUSE:
            raise
        offer = site.free_port(port)
        other = (
            _("换一个：./run serve --port {offer}").format(offer=offer)
            if offer
            else _("换一个：./run serve --port 0")
        )
        click.echo(_("端口 {port} 已经有程序在用。{other}").format(port=port, other=other), err=True)
        sys.exit(FAULTS)
