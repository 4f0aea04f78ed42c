"""`handbook exam`: files that others' readers read back in the form's order, refusals that say what to do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from generator.commands import exam_command, paper_writers
from generator.commands.cli import main
from generator.commands.errors import CommandError
from generator.exams.composing.blueprint import parse
from generator.exams.composing.compose import compose
from generator.exams.composing.item_pool import item_pool_of
from generator.outputs.bank import exports
from generator.outputs.data import question_data
from generator.outputs.papers import exam_files as files
from generator.outputs.papers import writers
from tests.outputs.bank.test_exports import READERS, said
from tests.outputs.bank.test_exports_gift import read  # noqa: F401 - a fixture
from tests.support.handbooks import copy

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.book.handbook import Handbook
    from generator.exams.composing.form import TestForm
    from tests.outputs.bank.test_exports import File

HERE = Path(__file__).parents[1] / "samples/quiz"
EVERY_KIND = {"types": "single=6,multiple=4,true-false=4,match=2,order=2,case=6", "forms": "A,B", "seed": "3"}
#: What a format of the bank is called as a format of papers.
WRITTEN_AS = {"docx": "docx-import"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small bank with the rules that it is for."""
    shutil.copytree(HERE / "bank", tmp_path / "root")
    copy(HERE / "none", tmp_path / "root")
    return tmp_path / "root"


@pytest.fixture(scope="module")
def forms(real_book: Handbook) -> tuple[TestForm, ...]:
    goods = item_pool_of(real_book)
    return compose(goods, parse(EVERY_KIND, goods))


def _run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["exam", *map(str, words)])


# ---- what is written ----


@pytest.mark.parametrize("name", [name for name in READERS if name not in {"json", "scorm12"}])
def test_a_form_comes_back_in_its_order(name: str, forms: tuple[TestForm, ...], real_book: Handbook) -> None:
    """Questions as the form numbers them, options as it prints them, what cannot be held in a list beside."""
    writer = writers.registered()[WRITTEN_AS.get(name, name)]
    wanted = exports.registered()[name]
    for form in forms:
        written = dict(writer.write(real_book, form))
        (content,) = (data for file, data in written.items() if not file.endswith(exports.LEFT_OUT))
        asked = [files.as_printed(item) for item in form]
        held = [one for one in asked if not wanted.cannot(one)]
        found = READERS[name](content).questions
        if name != "xlsx-surveyking":  # there a sheet holds one type
            assert list(found) == [one.id for one in held]
        for one in held:
            if name == "docx":
                assert found[one.id].options == said(one).options
            else:
                assert found[one.id] == said(one)
        beside = [data.decode() for file, data in written.items() if file.endswith(exports.LEFT_OUT)]
        missing = [one for one in asked if wanted.cannot(one)]
        assert bool(beside) == bool(missing)
        assert all(one.id in beside[0] for one in missing)


def test_gift_comes_back_in_its_order(
    forms: tuple[TestForm, ...],
    real_book: Handbook,
    read: Callable[[bytes], File],  # noqa: F811 - the fixture
) -> None:
    for form in forms:
        written = writers.registered()["gift"].write(real_book, form)
        found = read(written[f"{writers.stem(form)}.gift.txt"]).questions
        held = [files.as_printed(item) for item in form if not item.question.sequence]
        assert {id_: one.options for id_, one in found.items()} == {one.id: said(one).options for one in held}
        assert list(found) == [one.id for one in held]


def test_moodle_gives_each_question_its_marks_in_one_category(
    forms: tuple[TestForm, ...], real_book: Handbook
) -> None:
    for form in forms:
        text = writers.registered()["moodle-xml"].write(real_book, form)[f"{writers.stem(form)}.xml"].decode()
        assert text.count('type="category"') == 1
        assert f"<text>$course$/top/{form.title}/{form.edition}/{form.code}卷 种子3</text>" in text
        for part in form.parts:
            assert text.count(f"<defaultgrade>{part.marks_each}</defaultgrade>") >= len(part.items)


def test_json_says_all_of_a_form(forms: tuple[TestForm, ...], real_book: Handbook) -> None:
    for form in forms:
        ((name, content),) = writers.registered()["json"].write(real_book, form).items()
        assert name == f"exam-3-{form.code}.json"
        data: dict[str, Any] = json.loads(content)
        assert data["exam"]["marks"] == sum(part["marks"] for part in data["parts"]) == form.marks
        items = [item for part in data["parts"] for group in part["groups"] for item in group["items"]]
        assert [(item["number"], tuple(item["options"]), tuple(item["key"])) for item in items] == [
            (item.number, item.order, item.key) for item in form
        ]
        assert data["questions"] == [question_data.record(item.question).plain() for item in form]
        named = {group["case"] for part in data["parts"] for group in part["groups"]} - {None}
        assert {case["id"] for case in data["cases"]} == named != set()


def test_files_of_one_form_have_different_names(forms: tuple[TestForm, ...], real_book: Handbook) -> None:
    names = [
        name for form in forms for one in writers.registered().values() for name in one.write(real_book, form)
    ]
    assert len(names) == len(set(names))
    assert all(name.startswith(("exam-3-A.", "exam-3-B.")) for name in names)


# ---- the command ----


def test_it_writes_both_forms_and_says_what(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    wanted = ("--count", "3", "--seed", "7", "--forms", "A,B", "--format", "json,gift,csv", "-o", out)
    done = _run("--root", root, *wanted)
    assert done.exit_code == 0, done.output
    assert "A卷：3题，满分" in done.output
    assert "quiz/exam/index.html#count=3&seed=7&forms=A,B" in done.output
    named = {path.name for path in out.iterdir()}
    assert named >= {f"exam-7-{code}{end}" for code in "AB" for end in (".json", ".gift.txt", ".csv")}
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert _run("--root", root, *wanted).exit_code == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_list_of_what_was_left_out_earlier_goes(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    beside = out / f"exam-1-A.gift.txt{exports.LEFT_OUT}"
    assert _run("--root", root, "--types", "order=1", "--format", "gift", "-o", out).exit_code == 0
    assert beside.exists()
    assert _run("--root", root, "--types", "single=1", "--format", "gift", "-o", out).exit_code == 0
    assert not beside.exists()


def test_the_list_names_every_writer() -> None:
    names = [line.split("\t")[0] for line in _run("--list").output.splitlines()]
    assert names == list(paper_writers.registered())
    assert {"json", "csv", "gift", "moodle-xml", "docx-import"} <= set(names)


@pytest.mark.parametrize(
    ("words", "said_why"),
    [
        (["--format", "moodle"], "没有格式 moodle。是否为 moodle-xml？有：anki、"),
        (["--format", ","], "--format 是空的。有：anki、"),
        (["--types", "single=500", "--format", "json"], "单项选择题要500道，符合条件的有"),
        (["--chapters", "99", "--format", "json"], "章：没有“99”。有：1（第一章）、2（第二章）。"),
        (["--seed", "七", "--format", "json"], "种子：“七”不是0到999999999的整数。"),
        (["--count", "3", "--pass", "999", "--format", "json"], "及格分要999分，满分只有"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(
    root: Path, tmp_path: Path, words: list[str], said_why: str
) -> None:
    done = _run("--root", root, *words, "-o", tmp_path / "out")
    assert done.exit_code == 2
    assert said_why in done.output
    assert "Traceback" not in done.output
    assert not (tmp_path / "out").exists()


def test_a_folder_must_be_named(root: Path) -> None:
    done = _run("--root", root, "--format", "json")
    assert (done.exit_code, "写上 -o 和文件夹" in done.output) == (2, True)


def test_a_handbook_without_questions_says_so(tmp_path: Path) -> None:
    copy(HERE / "none", tmp_path / "root")
    done = _run("--root", tmp_path / "root", "--format", "json", "-o", tmp_path / "out")
    assert (done.exit_code, "没有可以出卷的试题" in done.output) == (1, True)


def test_a_place_that_cannot_be_written_is_named(real_book: Handbook, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    order = exam_command.ExamRequest({"count": "3"}, "json", tmp_path / "file" / "out")
    with pytest.raises(CommandError, match=r"写不了 .*out：路径中间有一个不是文件夹"):
        list(exam_command.run(real_book, order))


def test_drafted_rules_can_be_left_out(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert _run("--root", root, "--count", "2", "--no-drafted", "--format", "json", "-o", out).exit_code == 0
    data = json.loads((out / "exam-1-A.json").read_text(encoding="utf-8"))
    assert not any(question["drafted"] for question in data["questions"])
