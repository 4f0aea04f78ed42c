"""GIFT read back by gift-pegjs, which runs in node. Without npm only the writing itself is tested."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from generator.book.bank import bank
from generator.core.vocabulary import QuestionType
from generator.outputs.bank import exports
from generator.outputs.bank.formats import gift
from tests.outputs.bank.test_exports import (
    BEGINNINGS,
    HOSTILE,
    File,
    Read,
    batch,
    check,
    hostile,
    one_of_each,
)
from tests.support.npm_readers import HERE, installed

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.book.handbook import Handbook


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], File]:
    """Reads GIFT with gift-pegjs."""
    cache = installed()
    folder = tmp_path_factory.mktemp("gift")

    def reader(content: bytes) -> File:
        (folder / "file.txt").write_bytes(content)
        command = ["node", str(HERE / "gift.js"), str(cache), str(folder / "file.txt")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-1000:]
        return _file(json.loads(done.stdout))

    return reader


def _restored(text: str) -> str:
    """gift-pegjs leaves Moodle's marks for escaped characters in right sides; Moodle turns them back."""
    return re.sub(r"&&(\d{3});?", lambda mark: chr(int(mark[1])), text)


def _file(items: list[dict[str, Any]]) -> File:
    found = File({}, {}, {})
    for one in items:
        if one["type"] == "Category":
            continue
        id_, stem = one["id"], one["stem"]["text"]
        assert one["title"] == id_
        assert one["stem"]["format"] == "plain"
        choices = one.get("choices", [])
        texts = tuple(choice["text"]["text"] for choice in choices)
        if one["type"] == "TF":
            found.questions[id_] = Read("true-false", stem, (), (str(one["isTrue"]).lower(),))
        elif one["type"] == "Matching":
            pairs = [
                (pair["subquestion"]["text"], _restored(pair["subanswer"])) for pair in one["matchPairs"]
            ]
            options = tuple(sorted(right for _, right in pairs))
            found.questions[id_] = Read("match", stem, options, tuple("→".join(pair) for pair in pairs))
        else:
            assert one["type"] == "MC"
            single = any(choice["isCorrect"] for choice in choices)
            right = tuple(
                choice["text"]["text"]
                for choice in choices
                if choice["isCorrect"] or (not single and choice["weight"] > 0)
            )
            found.questions[id_] = Read("single" if single else "multiple", stem, texts, right)
        feedback = [one["globalFeedback"], *(choice["feedback"] for choice in choices)]
        found.explained[id_] = "\n".join(part["text"] for part in feedback)
        found.tags[id_] = tuple(one["tags"])
    return found


@pytest.mark.slow
def test_the_bank_comes_back(read: Callable[[bytes], File], real_book: Handbook) -> None:
    made = exports.make(real_book, exports.registered()["gift"])
    expected = tuple(one for one in bank(real_book).for_use() if one.type is not QuestionType.ORDER)
    assert made.count == len(expected) > 400
    check("gift", read(made.content), expected)


@pytest.mark.slow
def test_any_mark_survives(read: Callable[[bytes], File], real_book: Handbook) -> None:
    """All texts in one file: each under an id of its own."""
    questions = [
        dataclasses.replace(hostile(one, text), id=f"{one.id}-{number}")
        for number, text in enumerate((HOSTILE.replace("->", "-"), "一\n\n二", *BEGINNINGS))
        for one in one_of_each(real_book)
        if one.type is not QuestionType.ORDER
    ]
    kept = tuple(sorted(questions, key=lambda one: int(one.chapter)))
    assert not any(map(gift._cannot, kept))
    check("gift", read(gift._write(batch(kept, real_book))), kept)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("~ = # { } :", r"\~ \= \# \{ \} \:"),
        (r"\neq", r"\\neq"),
        (r"\=", r"\\\="),
        ("一\n\n二", r"一\n\n二"),
        ("->", "->"),
    ],
)
def test_escapes(text: str, escaped: str) -> None:
    assert gift._text(text) == escaped


def test_what_gift_cannot_hold_is_named(real_book: Handbook) -> None:
    kinds = {one.type: one for one in one_of_each(real_book)}
    assert "排序题" in gift._cannot(kinds[QuestionType.ORDER])
    assert "->" in gift._cannot(hostile(kinds[QuestionType.MATCH], "甲->乙"))
    assert not gift._cannot(kinds[QuestionType.MATCH])
