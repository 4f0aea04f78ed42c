"""Runs MkDocs over the publication and puts the finished site in place in one step."""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, cast

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config

from generator.exchange import put_in_place

if TYPE_CHECKING:
    from generator.desk import Desk
    from generator.plugin import HandbookPlugin

BASE_CONFIG = Path(__file__).parent / "mkdocs-base.yml"


def _config_file(root: Path) -> str:
    """The handbook's own mkdocs.yml, or ours when it has none; either way the plugin is told the root."""
    os.environ["HANDBOOK_ROOT"] = str(root.resolve())
    own = root / "mkdocs.yml"
    return str(own if own.is_file() else BASE_CONFIG)


def build(desk: Desk, site_dir: Path, epoch: int) -> None:
    """Builds the site of a desk that has read beside ``site_dir`` and then puts it there.

    ``epoch`` dates what needs a date. Raises what MkDocs raises; ``site_dir`` is then as it was.
    """
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(epoch))
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{site_dir.name}-", dir=site_dir.parent) as work:
        docs, new = Path(work) / "docs", Path(work) / "site"
        docs.mkdir()
        config = load_config(_config_file(desk.root), docs_dir=str(docs), site_dir=str(new))
        cast("HandbookPlugin", config.plugins["handbook"]).hand_over(desk)
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build.build(config)
        put_in_place(new, site_dir)


def serve(root: Path, port: int) -> None:
    """Shows the site while its author edits; returns when interrupted."""
    with tempfile.TemporaryDirectory(prefix="handbook-serve-") as work:
        docs = Path(work) / "docs"
        docs.mkdir()
        mkdocs_serve.serve(
            _config_file(root), livereload=True, dev_addr=f"127.0.0.1:{port}", docs_dir=str(docs)
        )
