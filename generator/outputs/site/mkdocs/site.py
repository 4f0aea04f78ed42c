"""Runs MkDocs over the publication and puts the finished site in place in one step."""

from __future__ import annotations

import logging
import os
import socket
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, cast

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config

from generator.book.addresses import MANIFEST
from generator.content import site_settings
from generator.core.files import digests
from generator.outputs.site.mkdocs.plugin import BASE_CONFIG
from generator.outputs.target.atomic import put_in_place, work_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.outputs.site.mkdocs.plugin import HandbookPlugin
    from generator.outputs.site.workspace import Workspace

HOST = "127.0.0.1"
#: So many ports after one that is taken are tried for one to offer.
_NEAR = 50


def build(workspace: Workspace, site_dir: Path, epoch: int, waiting: Callable[[], None]) -> str:
    """Builds the site of a workspace that has read beside ``site_dir`` and then puts it there.

    ``epoch`` dates what needs a date; ``waiting`` is called when another build must be waited for. Returns
    its manifest's SHA-256. Raises what MkDocs raises, and OSError; ``site_dir`` is then as it was.
    """
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(epoch))
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    with work_folder(site_dir, waiting) as work:
        docs, new = work / "docs", work / "site"
        docs.mkdir()
        os.environ["HANDBOOK_ROOT"] = str(workspace.root.resolve())
        config = load_config(str(BASE_CONFIG), docs_dir=str(docs), site_dir=str(new))
        cast("HandbookPlugin", config.plugins["handbook"]).hand_over(workspace)
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build.build(config)
        made = digests.hexadecimal((new / MANIFEST).read_bytes())  # another build may soon take its place
        put_in_place(new, site_dir)
    return made


def serve(root: Path, port: int) -> None:
    """Shows the site while its author edits; returns when interrupted. ``port`` 0 takes a free one.

    Raises OSError when the port is taken.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        probe.bind((HOST, port))
        port = probe.getsockname()[1]
    from mkdocs.commands import serve as mkdocs_serve  # noqa: PLC0415 - brings a server, which builds need not

    os.environ["HANDBOOK_ROOT"] = str(root.resolve())
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    settings, _ = site_settings.read(root)  # its address has a path: the server's then has it too
    with tempfile.TemporaryDirectory(prefix="handbook-serve-") as work:
        docs = Path(work) / "docs"
        docs.mkdir()
        mkdocs_serve.serve(
            str(BASE_CONFIG),
            livereload=True,
            dev_addr=f"{HOST}:{port}",
            docs_dir=str(docs),
            site_url=settings.site_url,
        )


def free_port(after: int) -> int | None:
    """A port that is free, the next after a taken one if it can be; None when none near is."""
    for port in range(after + 1, min(after + _NEAR, 65536)):
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    return None
