"""`handbook export`: formats, choices, messages, and the trainer's own column map."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from generator.book import addresses
from generator.book.handbook import resolve
from generator.commands.cli import main
from generator.content import loader
from generator.outputs.bank import dialect as dialects
from generator.outputs.bank import exports
from generator.outputs.data import data_files
from tests.support.handbooks import copy

HERE = Path(__file__).parents[1] / "samples/quiz"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small bank with the rules that it is for."""
    shutil.copytree(HERE / "bank", tmp_path / "root")
    copy(HERE / "none", tmp_path / "root")
    return tmp_path / "root"


def _run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, words)])


def test_the_list_names_every_format() -> None:
    done = _run("--list")
    names = [line.split("\t")[0] for line in done.output.splitlines()]
    assert names == [*exports.registered(), "rules-csv", "rules-json", "rules-xlsx"]
    assert done.exit_code == 0


def test_every_format_can_be_written(root: Path, tmp_path: Path) -> None:
    for name in exports.registered():
        target = tmp_path / "out" / f"{name}.file"
        done = _run(name, "--root", root, "-o", target)
        assert done.exit_code == 0, done.output
        assert target.stat().st_size > 0
        beside = target.with_name(target.name + exports.LEFT_OUT)
        assert beside.exists() == (str(beside) in done.output)
    assert (tmp_path / "out" / f"gift.file{exports.LEFT_OUT}").exists()


def test_rules_are_the_files_of_the_site(root: Path, tmp_path: Path) -> None:
    book = resolve(loader.load(root))
    assert book is not None
    for name, file in (("csv", "rules.csv"), ("xlsx", "rules.xlsx"), ("json", "handbook.json")):
        target = tmp_path / file
        assert _run(f"rules-{name}", "--root", root, "-o", target).exit_code == 0
        assert target.read_bytes() == data_files.files(book)[f"{addresses.DATA}{file}"]
    assert _run("rules-csv", "--root", root, "--chapter", "1", "-o", target).exit_code == 2


def test_a_chapter(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "one.json"
    assert _run("json", "--root", root, "--chapter", "2", "-o", target).exit_code == 0
    assert {one["chapter"] for one in json.loads(target.read_text(encoding="utf-8"))["questions"]} == {"2"}
    done = _run("json", "--root", root, "--chapter", "7", "-o", target)
    assert (done.exit_code, "有试题的章：1、2" in done.output) == (2, True)


def test_stale_questions_only_when_asked_for(root: Path, tmp_path: Path) -> None:
    path = root / "content/quizzes/reviewed.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("1.1.1-1-q1")
    stamp = text.index("1.1.1-1:", start + 12)
    end = text.index("\n", stamp)
    path.write_text(f"{text[:stamp]}1.1.1-1: 000000000000{text[end:]}", encoding="utf-8")
    target = tmp_path / "bank.json"
    beside = tmp_path / f"bank.json{exports.LEFT_OUT}"

    def ids(*more: str) -> set[str]:
        assert _run("json", "--root", root, "-o", target, *more).exit_code == 0
        return {one["id"] for one in json.loads(target.read_text(encoding="utf-8"))["questions"]}

    without = ids()
    (named,) = list(csv.reader(io.StringIO(beside.read_text(encoding="utf-8-sig"))))[1:]
    assert (named[0], "待复核" in named[2]) == ("1.1.1-1-q1", True)
    assert ids("--with-stale") - without == {"1.1.1-1-q1"}
    assert not beside.exists()


def test_a_wrong_name_gets_a_hint(root: Path) -> None:
    done = _run("moodle", "--root", root)
    assert (done.exit_code, "是否为 moodle-xml？" in done.output) == (2, True)
    assert _run("--root", root).exit_code == 2


def test_a_column_map_of_ones_own(root: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    text = (dialects.FOLDER / "generic.yaml").read_text(encoding="utf-8")
    own.write_text(
        text.replace("head: 题干", "head: 问题").replace("options: 8", "options: 4"), encoding="utf-8"
    )
    target = tmp_path / "own.xlsx"
    assert _run("xlsx", "--root", root, "--map", own, "-o", target).exit_code == 0
    heads = [cell.value for cell in openpyxl.load_workbook(target).active[1]]
    assert heads == [
        "编号",
        "题型",
        "问题",
        "选项A",
        "选项B",
        "选项C",
        "选项D",
        "正确答案",
        "解析",
        "难度",
        "标签",
        "规则",
    ]
    assert _run("docx", "--root", root, "--map", own, "-o", target).exit_code == 2


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("field: stem", "field: stemm", "own.yaml:"),
        ('head: "选项{}"', "head: 选项", "own.yaml:"),
        ("title: 通用表格", "titel: 通用表格", "own.yaml:6:1"),
        ("options: 8", "options: 80", "own.yaml:"),
        ("  easy: 易\n", "", "own.yaml:"),
        ("  - name: 试题", "  - name: a/b", "own.yaml:"),
    ],
)
def test_a_wrong_column_map_is_explained(root: Path, tmp_path: Path, old: str, new: str, place: str) -> None:
    own = tmp_path / "own.yaml"
    text = (dialects.FOLDER / "generic.yaml").read_text(encoding="utf-8")
    assert old in text
    own.write_text(text.replace(old, new), encoding="utf-8")
    target = tmp_path / "own.xlsx"
    done = _run("xlsx", "--root", root, "--map", own, "-o", target)
    assert (done.exit_code, place in done.output, target.exists()) == (1, True, False)
