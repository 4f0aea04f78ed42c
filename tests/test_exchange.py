"""A finished folder takes the place of another in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import exchange

if TYPE_CHECKING:
    from pathlib import Path


def _folder(path: Path, word: str) -> Path:
    path.mkdir()
    (path / "page").write_text(word, encoding="utf-8")
    return path


def test_first_build_simply_moves(tmp_path: Path) -> None:
    new, target = _folder(tmp_path / "new", "new"), tmp_path / "site"
    exchange.put_in_place(new, target)
    assert (target / "page").read_text(encoding="utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("kernel_can_exchange", [True, False])
def test_old_folder_is_replaced_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, kernel_can_exchange: bool
) -> None:
    if not kernel_can_exchange:
        monkeypatch.setattr(exchange, "_swap", lambda _one, _other: False)
    target = _folder(tmp_path / "site", "old")
    (target / "gone").touch()
    exchange.put_in_place(_folder(tmp_path / "new", "new"), target)
    assert (target / "page").read_text(encoding="utf-8") == "new"
    assert not (target / "gone").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_target_never_lacks_while_exchanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, seen = _folder(tmp_path / "site", "old"), []
    monkeypatch.setattr(
        exchange.shutil, "rmtree", lambda path: seen.append((path, target.joinpath("page").read_text()))
    )
    exchange.put_in_place(_folder(tmp_path / "new", "new"), target)
    assert seen == [(tmp_path / "new", "new")]
    assert (tmp_path / "new" / "page").read_text(encoding="utf-8") == "old"
