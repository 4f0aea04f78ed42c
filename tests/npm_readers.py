"""Programs that others wrote for node, to read with what we write; .cache gets what readers/ locks."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "readers"
CACHE = Path(__file__).parent.parent / ".cache/readers"
MODULES = CACHE / "node_modules"


@cache
def _missing() -> str:
    """Installs what the lock names; why that cannot be, if it cannot."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "no node and npm"
    lock = (HERE / "package-lock.json").read_text(encoding="utf-8")
    stamp = CACHE / "installed"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != lock:
        CACHE.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, CACHE)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=CACHE, capture_output=True, text=True, check=False)
        if done.returncode:
            return f"npm cannot install the readers: {done.stderr[-300:]}"
        stamp.write_text(lock, encoding="utf-8")
    return ""


def installed() -> Path:
    """The folder with node_modules; the test is skipped where there is no npm."""
    if missing := _missing():
        pytest.skip(missing)
    return CACHE
