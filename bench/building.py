"""`handbook build --no-pdf` beside plain MkDocs on the same pages already in Markdown."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench import synthetic
from bench.measure import cost, table

REPO = Path(__file__).resolve().parent.parent


def run() -> None:
    """This handbook, then synthetic ones; whole processes."""
    rows = []
    with tempfile.TemporaryDirectory() as work:
        roots = {"this handbook": REPO}
        for size in (2_000, 10_000):
            roots[f"{size:,} rules"] = Path(work) / str(size)
            synthetic.write(roots[f"{size:,} rules"], size)
        for number, (name, root) in enumerate(roots.items()):
            pages, site = Path(work) / f"pages-{number}", Path(work) / f"site-{number}"
            ours = [sys.executable, "-m", "generator"]
            cost([*ours, "pages", "--root", str(root), str(pages)], REPO, rounds=1)
            floor = cost([sys.executable, "-m", "mkdocs", "build", "-q"], pages, rounds=2)
            built = cost(
                [*ours, "build", "--no-pdf", "--root", str(root), "--site-dir", str(site)], REPO, rounds=2
            )
            size_mb = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1024 / 1024
            rows.append((name, floor.cpu, built.cpu, built.cpu / floor.cpu, f"{built.memory:.0f}", size_mb))
    table(
        ("handbook", "plain mkdocs, CPU s", "handbook build, CPU s", "ratio", "memory, MB", "site, MB"), rows
    )
