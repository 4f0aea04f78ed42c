"""The handbook restates the policy; no run of 15 characters is taken from it. See tools/own_words.py."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.content.reading import source
from tools.own_words import RUN, SIZE, fingerprint, folded, read, runs, taken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.reading.source import Data

ROOT = Path(__file__).parents[2]
KNOWN = read(ROOT / "tests/samples/data/source-15grams.bin")
FILES = sorted(path for folder in ("content", "checklists") for path in (ROOT / folder).rglob("*.*"))


def _texts(data: Data) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    else:
        for value in data.values() if isinstance(data, dict) else data:
            yield from _texts(value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_run_is_taken_from_the_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    document = source.parse(text, path.name)[0] if path.suffix == ".yaml" else None
    texts = [text] if document is None else list(_texts(document.data))
    assert {run: text for text in texts for run in taken(text, KNOWN)} == {}


def test_the_fingerprint_is_of_a_whole_policy() -> None:
    raw = (ROOT / "tests/samples/data/source-15grams.bin").read_bytes()
    hashes = [raw[at : at + SIZE] for at in range(0, len(raw), SIZE)]
    assert len(raw) % SIZE == 0
    assert hashes == sorted(set(hashes))
    assert 7_000 < len(hashes) < 12_000


def test_a_copied_sentence_is_noticed_however_it_is_set(tmp_path: Path) -> None:
    policy = "# 投诉\n\n员工收到投诉后,应当场记下时间、事由(含金额),并交给主管。\n"
    (tmp_path / "print").write_bytes(fingerprint(policy))
    known = read(tmp_path / "print")
    assert taken("我们说：收到投诉后， 应当场记下\n时间、事由（含金额）。", known)
    assert not taken("收到投诉后，应当场记下时", known)
    assert not taken("《员工收到投诉后，应当场记下时间、事由》", known)
    assert not taken("收到投诉，马上记下时间、事由，写清金额，交给主管。", known)


def test_folding() -> None:
    assert folded("# 甲 乙,丙:\n丁(戊)") == "甲乙，丙：丁（戊）"
    assert len(runs("字" * (RUN + 2))) == 3
    assert runs("字" * (RUN - 1)) == []
