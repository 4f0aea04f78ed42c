"""The program's fingerprint: another for any change of a file or a library, the same otherwise."""

from __future__ import annotations

import shutil
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.core.files import program


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of a few files."""
    core = Path(program.__file__).parents[1]
    shutil.copytree(core, tmp_path / "core", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(program, "_ROOT", tmp_path)
    return tmp_path


def _fingerprint() -> str:
    program.fingerprint.cache_clear()
    try:
        return program.fingerprint()
    finally:
        program.fingerprint.cache_clear()


def test_it_is_of_every_file_and_library(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _fingerprint()
    assert _fingerprint() == before
    (copy / "core/__pycache__").mkdir()
    (copy / "core/__pycache__/names.pyc").write_bytes(b"compiled")
    assert _fingerprint() == before
    seen = {before}
    table = copy / "core/fonts.txt"
    table.write_bytes(table.read_bytes() + b"\n")
    seen.add(_fingerprint())
    table.rename(table.with_name("other.txt"))
    seen.add(_fingerprint())
    monkeypatch.setattr(metadata, "distributions", lambda: [SimpleNamespace(name="mkdocs", version="9")])
    seen.add(_fingerprint())
    assert len(seen) == 4
