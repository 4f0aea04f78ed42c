"""`handbook export FORMAT --since FILE`: what is new, changed, retired, and what a wrong file is told."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from generator.commands.cli import main
from generator.outputs.bank import exports
from generator.outputs.bank.earlier import RETIRED
from tests.support.handbooks import copy

HERE = Path(__file__).parents[1] / "samples/quiz"
FIRST = "1.1.1-1-q1"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small bank with the rules that it is for."""
    shutil.copytree(HERE / "bank", tmp_path / "root")
    copy(HERE / "none", tmp_path / "root")
    return tmp_path / "root"


def _run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, words)])


def _earlier(root: Path, tmp_path: Path, name: str = "rules-json") -> Path:
    path = tmp_path / "earlier.json"
    assert _run(name, "--root", root, "-o", path).exit_code == 0
    return path


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def _ids(path: Path) -> list[str]:
    return [one.text for one in etree.parse(path).iterfind("question/idnumber")]


def _retired(target: Path) -> dict[str, list[str]]:
    text = target.with_name(target.name + RETIRED).read_text(encoding="utf-8-sig")
    return {row[0]: row[1:] for row in list(csv.reader(io.StringIO(text)))[1:]}


@pytest.mark.parametrize("name", ["rules-json", "json"])
def test_nothing_new_is_no_file(root: Path, tmp_path: Path, name: str) -> None:
    earlier, target = _earlier(root, tmp_path, name), tmp_path / "delta.xml"
    done = _run("moodle-xml", "--root", root, "--since", earlier, "-o", target)
    assert (done.exit_code, target.exists()) == (0, False)
    assert "没有要导出的题" in done.output
    assert not target.with_name(target.name + RETIRED).exists()


def test_new_changed_and_retired(root: Path, tmp_path: Path) -> None:
    earlier, target = _earlier(root, tmp_path), tmp_path / "delta.xml"
    data = json.loads(earlier.read_text(encoding="utf-8"))
    questions = {one["id"]: one for one in data["questions"]}
    gone = dict(questions["1.1.1-1-q2"], id="1.1.1-1-q9", stem="=以前的题？")
    data["questions"] = [one for id_, one in questions.items() if id_ != "1.1.1-2-q1"] + [gone]
    earlier.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    _edit(root / "content/quizzes/01-counter.yaml", questions[FIRST]["stem"], "有人来了，头一件事是什么？")
    done = _run("moodle-xml", "--root", root, "--since", earlier, "-o", target)
    assert done.exit_code == 0, done.output
    assert "新增1道，改动1道，停用1道" in done.output
    assert _ids(target) == [FIRST, "1.1.1-2-q1"]
    retired = _retired(target)
    assert list(retired) == ["1.1.1-1-q9", FIRST]
    assert retired["1.1.1-1-q9"] == ["停用", "判断题", "'=以前的题？"]
    assert retired[FIRST][0].startswith("改动")
    assert retired[FIRST][2] == questions[FIRST]["stem"]
    # of a chapter that nothing of this is in
    done = _run("moodle-xml", "--root", root, "--since", earlier, "-o", tmp_path / "2.xml", "--chapter", "2")
    assert "新增0道，改动0道，停用0道" in done.output


def test_what_awaits_review_is_neither_exported_nor_forgotten(root: Path, tmp_path: Path) -> None:
    earlier, target = _earlier(root, tmp_path), tmp_path / "delta.csv"
    stamps = root / "content/quizzes/reviewed.yaml"
    text = stamps.read_text(encoding="utf-8")
    start = text.index("1.1.1-1:", text.index(FIRST) + len(FIRST))
    stamps.write_text(
        f"{text[:start]}1.1.1-1: 000000000000{text[text.index(chr(10), start) :]}", encoding="utf-8"
    )
    done = _run("csv", "--root", root, "--since", earlier, "-o", target)
    assert (done.exit_code, target.exists()) == (0, False)
    assert _retired(target)[FIRST][0].startswith("待复核")


@pytest.mark.parametrize("name", exports.registered())
def test_every_format_can_hold_a_part(root: Path, tmp_path: Path, name: str) -> None:
    earlier, target = _earlier(root, tmp_path), tmp_path / "delta"
    data = json.loads(earlier.read_text(encoding="utf-8"))
    data["questions"] = [one for one in data["questions"] if one["id"] != FIRST]
    earlier.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    done = _run(name, "--root", root, "--since", earlier, "-o", target)
    assert "（1道题）" in done.output
    assert target.stat().st_size > 0


def _changed(**changes: Any) -> str:  # noqa: ANN401
    one = {"id": "9.9.9-9-q9", "type": "single", "stem": "题", "fingerprint": "0" * 12}
    whole = {"schema": 1, "handbook": {"title": "别的手册", "edition": "一版"}, "questions": [one]}
    return json.dumps(whole | changes, ensure_ascii=False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "第1行第1列：不是JSON"),
        ('{"questions":\n [,]}', "第2行第3列：不是JSON"),
        ("[1]", "没有试题（questions）"),
        ('{"schema": 1, "rules": []}', "没有试题（questions）"),
        (_changed(schema=2), "数据格式是第2版"),
        (_changed(questions=[]), "一道题也没有"),
        (_changed(questions=[{"id": "1.1.1-1-q1"}]), "没有 id、type、stem 或 fingerprint"),
        (_changed(questions=["1.1.1-1-q1"]), "没有 id、type、stem 或 fingerprint"),
        (_changed(), "这是《别的手册》一版的数据"),
        ("[" * 100_000, "层次太深"),
    ],
)
def test_a_wrong_file_is_explained(root: Path, tmp_path: Path, text: str, said: str) -> None:
    wrong, target = tmp_path / "wrong.json", tmp_path / "delta.xml"
    wrong.write_text(text, encoding="utf-8")
    done = _run("moodle-xml", "--root", root, "--since", wrong, "-o", target)
    assert (done.exit_code, target.exists()) == (1, False)
    assert said in done.output


def test_bytes_that_are_no_text_are_explained(root: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "rules.xlsx"
    wrong.write_bytes(b"PK\x03\x04\xff\xfe")
    done = _run("csv", "--root", root, "--since", wrong)
    assert (done.exit_code, "不是UTF-8文字" in done.output) == (1, True)


def test_rules_know_no_delta(root: Path, tmp_path: Path) -> None:
    done = _run("rules-csv", "--root", root, "--since", _earlier(root, tmp_path))
    assert (done.exit_code, "--since" in done.output) == (2, True)
    assert _run("csv", "--root", root, "--since", tmp_path / "missing.json").exit_code == 2
