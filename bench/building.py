"""`handbook build --no-pdf` beside plain MkDocs on the same pages already in Markdown."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.measure import cost, table
from bench.roots import MKDOCS, REPO, roots


def run() -> None:
    """This handbook, then synthetic ones; whole processes."""
    rows = []
    with tempfile.TemporaryDirectory() as work:
        for number, (name, root) in enumerate(roots(Path(work)).items()):
            pages, site = Path(work) / f"pages-{number}", Path(work) / f"site-{number}"
            ours = [sys.executable, "-m", "generator"]
            cost([*ours, "pages", "--root", str(root), str(pages)], REPO, rounds=1)
            floor = cost([*MKDOCS, "build", "-q"], pages, rounds=2)
            built = cost(
                [*ours, "build", "--no-pdf", "--root", str(root), "--site-dir", str(site)], REPO, rounds=2
            )
            size_mb = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1024 / 1024
            rows.append((name, floor.cpu, built.cpu, built.cpu / floor.cpu, f"{built.memory:.0f}", size_mb))
    table(
        ("handbook", "plain mkdocs, CPU s", "handbook build, CPU s", "ratio", "memory, MB", "site, MB"), rows
    )
