"""`handbook check` beside PyYAML's C loader only composing the same files."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.measure import cost, table
from bench.roots import REPO, roots

COMPOSE = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
"""


def run() -> None:
    """This handbook, then synthetic ones of 2,000 and 10,000 rules; whole processes."""
    rows = []
    with tempfile.TemporaryDirectory() as work:
        for name, root in roots(Path(work)).items():
            floor = cost([sys.executable, "-c", COMPOSE, str(root / "content")])
            ours = cost(
                [sys.executable, "-m", "generator", "check", "--format", "concise", "--root", str(root)], REPO
            )
            rows.append((name, floor.cpu, ours.cpu, ours.cpu / floor.cpu, f"{ours.memory:.0f}"))
    table(("handbook", "compose, CPU s", "handbook check, CPU s", "ratio", "memory, MB"), rows)
