"""`./run` on a machine without a network: one line says what would help."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_without_a_network_one_line_names_mirror_proxy_and_wheels(tmp_path: Path) -> None:
    for name in ("run", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
    found = subprocess.run(
        [tmp_path / "run", "setup"], env=os.environ | nowhere, capture_output=True, text=True, check=False
    )
    assert found.returncode == 3
    making, said = found.stderr.splitlines()
    assert making.startswith("run: making .venv")
    assert all(
        word in said for word in ("PIP_INDEX_URL=", "https_proxy=", "PIP_FIND_LINKS=", "PIP_NO_INDEX=1")
    )
    assert (ROOT / "docs/deploy/offline.md").is_file()
    assert "docs/deploy/offline.md" in said
