"""Programs that others wrote for node: readers/ locks those that read what we write, scripts/ a linter."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.support.shared import locked

HERE = Path(__file__).parents[1] / "readers"
_CACHE = Path(__file__).parents[2] / ".cache"
MODULES = _CACHE / "readers/node_modules"


@cache
def _missing(name: str) -> str:
    """Installs what a folder's lock names; why that cannot be, if it cannot."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "no node and npm"
    here, cache = HERE.parent / name, _CACHE / name
    lock = (here / "package-lock.json").read_text(encoding="utf-8")
    stamp = cache / "installed"
    with locked(cache.with_suffix(".lock")):
        if not stamp.is_file() or stamp.read_text(encoding="utf-8") != lock:
            cache.mkdir(parents=True, exist_ok=True)
            for file in ("package.json", "package-lock.json"):
                shutil.copy(here / file, cache)
            command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            done = subprocess.run(command, cwd=cache, capture_output=True, text=True, check=False)
            if done.returncode:
                return f"npm cannot install {name}: {done.stderr[-300:]}"
            stamp.write_text(lock, encoding="utf-8")
    return ""


def installed(name: str = "readers") -> Path:
    """The folder with node_modules; the test is skipped where there is no npm."""
    if missing := _missing(name):
        pytest.skip(missing)
    return _CACHE / name
