"""Programs of npm that read exports back, installed into .cache from the lock in tests/readers."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "readers"
CACHE = Path(__file__).parent.parent / ".cache/readers"
MODULES = CACHE / "node_modules"


def install() -> None:
    """Once for each lock. Without node and npm the test that needs them is skipped."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("no node and npm: nothing is read back by programs of npm")
    lock = (HERE / "package-lock.json").read_text(encoding="utf-8")
    stamp = CACHE / "installed"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == lock:
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, CACHE)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=CACHE, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"npm cannot install the readers: {done.stderr[-300:]}")
    stamp.write_text(lock, encoding="utf-8")
