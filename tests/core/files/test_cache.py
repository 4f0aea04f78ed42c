"""What was made before: what is damaged is not there, no file is half written, equal values are enough."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator.core.files import program
from generator.core.files.cache import Cache, Results

if TYPE_CHECKING:
    from pathlib import Path

KEY, OTHER = "ab" * 32, "cd" * 32


def _file(cache: Cache) -> Path:
    (path,) = cache.folder.glob("??/*")
    return path


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.get(KEY) is None
    cache.put(KEY, b"content")
    assert cache.get(KEY) == b"content"
    assert cache.get(OTHER) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:0],
        lambda data: data[:-1],
        lambda data: data[:10],
        lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
        lambda data: data + b"more",
    ],
)
def test_a_damaged_entry_is_ignored_and_can_be_put_again(tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    cache = Cache(tmp_path)
    cache.put(KEY, b"content that is long enough to be cut")
    _file(cache).write_bytes(damage(_file(cache).read_bytes()))
    assert cache.get(KEY) is None
    cache.put(KEY, b"again")
    assert cache.get(KEY) == b"again"


def test_a_folder_in_the_place_of_an_entry_is_no_error(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    (tmp_path / KEY[:2] / KEY).mkdir(parents=True)
    assert cache.get(KEY) is None
    cache.put(KEY, b"content")
    assert list((tmp_path / KEY[:2]).iterdir()) == [tmp_path / KEY[:2] / KEY]


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    cache = Cache(tmp_path / "file")
    cache.put(KEY, b"content")
    assert cache.get(KEY) is None


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=250)
    keys = [f"{number:02d}" * 32 for number in range(4)]
    for age, key in enumerate(keys):
        cache.put(key, bytes(68))  # with its digest 100 bytes
        os.utime(tmp_path / key[:2] / key, (1000 + age, 1000 + age))
    assert cache.get(keys[0]) is not None  # used just now
    cache.prune()
    assert [key for key in keys if cache.get(key) is not None] == [keys[0], keys[3]]


def test_results_are_made_once_for_equal_values(tmp_path: Path) -> None:
    made: list[str] = []

    def make(what: str) -> bytes:
        made.append(what)
        return what.encode()

    for __ in range(2):  # as in two processes: only the folder is common
        results = Results(Cache(tmp_path))
        assert results.get("work", ("a", 1), lambda: make("first")) == b"first"
        assert results.get("work", ("a", 2), lambda: make("other value")) == b"other value"
        assert results.get("more work", ("a", 1), lambda: make("other work")) == b"other work"
    assert made == ["first", "other value", "other work"]


def test_another_program_makes_its_own_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    results = Results(Cache(tmp_path))
    assert results.get("work", "value", lambda: b"of this one") == b"of this one"
    monkeypatch.setattr(program, "fingerprint", lambda: "another")
    assert results.get("work", "value", lambda: b"of that one") == b"of that one"


def test_without_a_cache_everything_is_made() -> None:
    results = Results()
    assert [results.get("work", "value", lambda n=n: bytes([n])) for n in range(2)] == [b"\0", b"\1"]


def test_a_text_that_is_no_unicode_is_a_value_too(tmp_path: Path) -> None:
    assert Results(Cache(tmp_path)).get("work", "\ud800", lambda: b"made") == b"made"
