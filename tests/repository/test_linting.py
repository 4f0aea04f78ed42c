"""The linter and the formatter see every file of Python."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: What is the repository's own; a room may bear the name of a folder at the root that is left out.
FOLDERS = ("generator", "tests", "tools", "bench", ".ci")


def test_the_linter_leaves_no_file_out() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--show-files", "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    seen = {(ROOT / line).relative_to(ROOT) for line in shown.stdout.splitlines()}
    ours = {path.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")}
    assert ours
    assert ours - seen == set()
