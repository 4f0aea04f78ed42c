"""Files are whole or not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.core.files import writing


def test_a_file_is_made_with_the_folders_above_it(tmp_path: Path) -> None:
    writing.write(tmp_path / "a/b/c.txt", "一行\n两行\r\n")
    writing.write(tmp_path / "a/b/d.bin", b"\x00\xff")
    assert (tmp_path / "a/b/c.txt").read_bytes() == "一行\n两行\r\n".encode()
    assert (tmp_path / "a/b/d.bin").read_bytes() == b"\x00\xff"
    assert {path.name for path in (tmp_path / "a/b").iterdir()} == {"c.txt", "d.bin"}


def test_a_name_may_be_as_long_as_the_file_system_takes(tmp_path: Path) -> None:
    writing.write(tmp_path / ("n" * 255), b"all")
    assert (tmp_path / ("n" * 255)).read_bytes() == b"all"


def test_what_ended_too_early_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "file"
    writing.write(place, b"old")

    def half(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:1])
        raise OSError(28, "full", str(path))

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(OSError, match="full"):
        writing.write(place, b"new")
    assert place.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [place]


def test_what_a_killed_process_left_is_known_by_its_name(tmp_path: Path) -> None:
    with writing.replacing(tmp_path / "file") as new:
        assert writing.is_unfinished(new.name)
        new.touch()
    assert not writing.is_unfinished("file")
    assert not writing.is_unfinished(".file.new")
