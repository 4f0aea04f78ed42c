"""How characters are read: what pypinyin says, asked once, and kept as long as it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypinyin
import pytest

from generator.core.files.cache import Cache
from generator.search import readings
from generator.search.readings import Readings
from generator.search.sounds import Sounds, common_characters

if TYPE_CHECKING:
    from pathlib import Path


def test_alone_a_character_is_read_as_pypinyin_reads_it() -> None:
    ours = Readings()
    for char in common_characters():
        theirs = pypinyin.pinyin(char, style=pypinyin.Style.NORMAL, heteronym=True)[0]
        assert ours.alone(char)[0] == pypinyin.lazy_pinyin(char)[0]
        assert sorted(ours.alone(char)) == sorted(set(theirs))
    assert ours.alone("a") == ours.alone("，") == []


def test_within_a_text_every_character_has_a_reading() -> None:
    assert Readings().within("银行A，行为") == ["yin", "hang", "A", "，", "xing", "wei"]


def test_what_was_asked_for_is_not_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Readings(Cache(tmp_path))
    sounds = Sounds(["银行", "行为"], first)
    first.keep()
    for name in ("_alone", "_within"):
        monkeypatch.setattr(readings, name, lambda text: pytest.fail(f"asked for {text}"))
    assert Sounds(["银行", "行为"], Readings(Cache(tmp_path))).readings == sounds.readings


def test_only_what_is_still_asked_for_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    for text in ("银行", "行为"):
        asked = Readings(cache)
        asked.within(text)
        asked.keep()
    monkeypatch.setattr(readings, "_within", lambda text: [f"asked for {text}"])
    assert Readings(cache).within("行为") == ["xing", "wei"]
    assert Readings(cache).within("银行") == ["asked for 银行"]
