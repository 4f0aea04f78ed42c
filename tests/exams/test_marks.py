"""What readers must know of a question's standing is in every face of it, in the same words."""

from __future__ import annotations

import dataclasses
import io
import sqlite3
import zipfile
from typing import TYPE_CHECKING

import pytest

from generator.book.bank import bank
from generator.exams.papers import view
from generator.outputs.bank import exports
from generator.outputs.bank.exports import Batch
from generator.outputs.data.data_files import defused
from generator.outputs.papers import site_data
from generator.views import words

if TYPE_CHECKING:
    from pathlib import Path

    from generator.book.bank import Question
    from generator.book.handbook import Handbook

CARRIED = {"stale": "待复核", "drafted": "拟定", "added": "本机构增补", "law": "法定补充"}


def _said(content: bytes, folder: Path) -> str:
    """All text of a file, or of the files in a package."""
    if content[:2] != b"PK":
        return content.decode()
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            data = package.read(name)
            if name.endswith("anki2"):
                path = folder / "anki"
                path.write_bytes(data)
                with sqlite3.connect(path) as deck:
                    found += [" ".join(row) for row in deck.execute("select flds, tags from notes")]
            else:
                found.append(data.decode(errors="ignore"))
    return "\n".join(found)


def _question(book: Handbook, mark: str) -> Question:
    """A plain single-choice question that bears one mark only."""
    one = next(one for one in bank(book) if one.type == "single" and one.case is None)
    none = dict.fromkeys(CARRIED, False)
    return dataclasses.replace(one, **(none | ({mark: True} if mark else {})))


@pytest.mark.parametrize("mark", CARRIED)
@pytest.mark.parametrize("name", exports.registered())
def test_every_format_shows_every_mark(name: str, mark: str, real_book: Handbook, tmp_path: Path) -> None:
    def written(question: Question) -> str:
        info = real_book.info
        headings = ((question.chapter, "第一章"),)
        batch = Batch(info.title, info.edition, info.effective, headings, (question,))
        return _said(exports.registered()[name].write(batch), tmp_path)

    without = written(_question(real_book, "")).count(CARRIED[mark])
    assert written(_question(real_book, mark)).count(CARRIED[mark]) > without


def test_papers_and_the_browser_get_the_same_marks(real_book: Handbook) -> None:
    assert set(view.about()) == set(CARRIED.values())
    for mark, label in CARRIED.items():
        question = _question(real_book, mark)
        assert words.quiz_marks(question) == (label,)
        assert site_data._question(question)["marks"] == (label,)


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
@pytest.mark.parametrize("before", ["", " ", "\u3000", "\u00a0", "\t", "\n "])
def test_no_cell_of_a_table_begins_as_a_formula(before: str, sign: str) -> None:
    assert defused(f"{before}{sign}1+1") == f"'{before}{sign}1+1"


@pytest.mark.parametrize("cell", ["1-1", "甲=乙", "（+）", "", " 甲", "4.3.2-2"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert defused(cell) == cell
