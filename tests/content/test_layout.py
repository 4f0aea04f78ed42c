"""A handbook in folders: every part at its own place, both layouts side by side, and what does not belong."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.commands.cli import main
from generator.content import layout, loader
from generator.content.migrating.comparing import differences
from tests.support.handbooks import BASE, examine

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parents[1] / "samples"
RULES, WORDS = "content/rules/01-counter/1.1.yaml", "content/search/01-counter.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The base with its bank, moved into folders."""
    for part in (BASE, HERE / "quiz/bank", HERE / "manuals"):
        shutil.copytree(part, tmp_path / "root", dirs_exist_ok=True)
    assert CliRunner().invoke(main, ["migrate", "--root", str(tmp_path / "root")]).exit_code == 0
    return tmp_path / "root"


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _found(root: Path) -> list[tuple[str, str, int]]:
    return [(one.code, one.span.path, one.span.line) for one in examine(root)[1]]


def _line(path: Path, text: str) -> int:
    return path.read_text(encoding="utf-8").split("\n").index(text) + 1


def test_a_fault_is_told_where_it_stands(root: Path) -> None:
    _edit(root / RULES, "modality: 应", "modality: 必须")
    _edit(root / WORDS, "    keywords:\n", "    keywords:\n      - ''\n")
    line = _line(root / RULES, "    modality: 必须")
    assert ("M204", RULES, line) in _found(root) or [one for one in _found(root) if one[1:] == (RULES, line)]
    assert [one for one in _found(root) if one[1] == WORDS and one[2] == 4]


def test_what_a_check_says_of_words_points_at_the_words(root: Path) -> None:
    _edit(root / WORDS, "      - 问好\n", "")
    (one,) = [one for one in examine(root)[1] if one.span.path == WORDS]
    assert one.span.line == _line(root / WORDS, "    keywords:")


def test_a_file_a_clause_or_a_chapter_says_the_same(root: Path) -> None:
    before = loader.load(root)
    path = root / RULES
    path.rename(path.with_name("1.yaml"))
    assert list(differences(before, loader.load(root))) == []
    head, *rules = path.with_name("1.yaml").read_text(encoding="utf-8").split("  - id: ")
    path.with_name("1.yaml").unlink()
    for rule in rules:
        number = rule.partition("-")[0]
        file = path.with_name(f"{number}.yaml")
        text = file.read_text(encoding="utf-8") if file.exists() else head
        file.write_text(f"{text}  - id: {rule}", encoding="utf-8")
    assert path.with_name("1.1.1.yaml").exists()
    assert list(differences(before, loader.load(root))) == []


def test_files_are_read_in_the_order_of_their_numbers(root: Path) -> None:
    text = (root / RULES).read_text(encoding="utf-8")
    for number in ("1.10", "1.9"):
        rule = text[text.index("  - id: 1.1.1-1") : text.index("  - id: 1.1.1-2")]
        new = rule.replace("1.1.1", f"{number}.1")
        (root / f"content/rules/01-counter/{number}.yaml").write_text(f"rules:\n{new}", encoding="utf-8")
    ids = [rule.id for rule in loader.load(root).chapters[0].value.rules]
    assert ids[-2:] == ["1.9.1-1", "1.10.1-1"]


def test_an_edit_of_words_is_read_alone(root: Path) -> None:
    before = loader.load(root)
    _edit(root / WORDS, "      - 问好\n", "      - 问声好\n")
    after = loader.load(root, before)
    one, other = (
        {file.value.chapter: file.value for file in library.chapters} for library in (before, after)
    )
    assert other["2"] is one["2"]
    assert other["1"] != one["1"]
    assert "问声好" in other["1"].rules[0].keywords
    assert loader.load(root, after).chapters[0].value is after.chapters[0].value


def test_stamps_go_where_the_layout_has_them(root: Path) -> None:
    path = root / "content" / layout.STAMPS
    path.unlink()
    done = CliRunner().invoke(main, ["review", "--root", str(root), "--stamp", "--all"])
    assert done.exit_code == 0, done.output
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[1] == "stamps:"
    assert lines[2].startswith("  1.1.1-1-q1: {1.1.1-1: '")
    assert not (root / "content" / layout.OLDER_STAMPS).exists()


def test_an_older_handbook_keeps_its_stamps_where_they_were(tmp_path: Path) -> None:
    for part in (BASE, HERE / "quiz/bank"):
        shutil.copytree(part, tmp_path / "root", dirs_exist_ok=True)
    stamps = tmp_path / "root/content" / layout.OLDER_STAMPS
    stamps.unlink()
    assert (
        CliRunner().invoke(main, ["review", "--root", str(tmp_path / "root"), "--stamp", "--all"]).exit_code
        == 0
    )
    assert stamps.is_file()


def test_a_section_that_cannot_be_read_does_not_accuse_the_others(root: Path) -> None:
    (root / RULES).write_text("rules: [\n", encoding="utf-8")
    assert {one[1] for one in _found(root)} == {RULES}


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        (WORDS.replace("01-counter", "02-other"), "words:\n  1.1.1-1:\n    said_as: [站着等]\n", "S133"),
        (WORDS.replace("01-counter", "02-other"), "words:\n  1.1.1-9:\n    said_as: [站着等]\n", "S136"),
        ("content/rules/01-counter/1.2.yaml", "rules:\n  - id: 1.1.1-3\n    clause: 1.1.1\n", "S136"),
        ("content/rules/01-counter/more.yaml", "rules: []\n", "S135"),
        ("content/rules/01-counter/2.yml", "title: 又一个名字\n", "S133"),
        ("content/channels.yaml", "channels: []\n", "S133"),
        ("content/questions/01-counter/1.2.yaml", "questions:\n  - id: 1.1.1-1-q9\n", "S136"),
        ("content/rules/note.yaml", "x\n", "S132"),
        ("content/vocabulary/role.yaml", "x\n", "S132"),
        ("content/law/supplements/notes.txt", "x\n", "S132"),
        ("content/questions/01-counter/1.1.yaml.bak", "x\n", "S132"),
    ],
)
def test_what_does_not_belong_is_a_finding(root: Path, path: str, text: str, code: str) -> None:
    (root / path).write_text(text, encoding="utf-8")
    assert code in {one.code for one in loader.load(root).diagnostics if one.span.path == path}


def test_words_in_the_wrong_file_are_shown_by_their_id(root: Path) -> None:
    path = WORDS.replace("01-counter", "02-other")
    (root / path).write_text("words:\n  1.1.1-1:\n    said_as: [站着等]\n", encoding="utf-8")
    (one,) = [one for one in loader.load(root).diagnostics if one.span.path == path]
    assert (one.code, one.span.line, one.span.column, one.span.end_column) == ("S133", 2, 3, 10)


def test_of_a_chapter_with_an_unreadable_section_the_rest_is_known(root: Path) -> None:
    (root / "content/rules/01-counter/1.2.yaml").write_text("rules: [\n", encoding="utf-8")
    library = loader.load(root)
    assert library.unread == {"1"}
    assert "1" in library.broken
    assert [file.value.chapter for file in library.chapters] == ["1", "2"]


def test_questions_that_cannot_be_read_are_known_to_be_there(root: Path) -> None:
    (root / "content/questions/01-counter/1.2.yaml").write_text("questions: [\n", encoding="utf-8")
    library = loader.load(root)
    assert library.broken == {"quiz 01-counter"}
    assert [file.value.chapter for file in library.quizzes] == ["2"]


def test_a_chapter_is_the_one_that_it_says_whatever_its_folder_is_called(root: Path) -> None:
    (root / "content/rules/01-counter").rename(root / "content/rules/9-x")
    path = root / "content/rules/9-x/1.1.yaml"
    _edit(path, "modality: 应", "modality: 必须")
    assert "1" in loader.load(root).broken
    assert "9" not in loader.load(root).broken


def test_a_chapter_without_its_name_is_told(root: Path) -> None:
    (root / "content/rules/01-counter/chapter.yaml").unlink()
    assert ("S100", "content/rules/01-counter/chapter.yaml", 1) in _found(root)


def test_a_folder_of_another_name_than_its_chapter_is_told(root: Path) -> None:
    (root / "content/rules/01-counter").rename(root / "content/rules/1-x")
    (one,) = [one for one in examine(root)[1] if one.code == "C207"]
    assert one.message == "文件夹名 1-x 与章号、slug 不符"
    assert one.hint == "把文件夹改名为 01-counter，或改正 chapter 和 slug。"


@pytest.mark.parametrize("there", [True, False])
def test_a_year_that_is_missing_is_asked_for_where_the_layout_has_holidays(
    root: Path, *, there: bool
) -> None:
    path = root / "content/law/holidays.yaml"
    if there:
        _edit(path, "year: 2026", "year: 2020")
    else:
        path.unlink()
    asked = [one for one in examine(root)[1] if one.code == "D424"]
    assert asked
    assert {one.span.path for one in asked} == {"content/law/holidays.yaml"}
    assert all("content/law/holidays.yaml" in one.hint for one in asked)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def _file_instead(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("x\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "edit", "told"),
    [
        ("content/questions/01-counter", lambda path: path.rename(path.with_name("abc")), ["S135"]),
        (WORDS, lambda path: path.rename(path.with_name("abc.yaml")), ["S135"]),
        (WORDS, lambda path: _write(path, "words:\n"), ["M205"]),
        (WORDS, lambda path: _write(path, "- 问好\n"), ["M201"]),
        (WORDS, lambda path: _edit(path, "    asked_as:\n", "    asked: []\n    asked_as:\n"), ["M202"]),
        (RULES, lambda path: _write(path, "- id: 1.1.1-1\n"), ["M201"]),
        ("content/rules/01-counter/1.2.yaml", lambda path: _write(path, "rules:\n"), ["M205"]),
        ("content/rules/01-counter/1.2.yaml", lambda path: _write(path, "rules: 没有\n"), ["M205"]),
        ("content/rules/01-counter/1.yaml", lambda path: _write(path, "rules:\n"), ["M205"]),
        ("content/rules", shutil.rmtree, ["S100"]),
        ("content/rules", _empty, ["S100"]),
        ("content/rules", _file_instead, ["S101"]),
        ("content/vocabulary", _file_instead, ["S101"]),
        ("content/law", _file_instead, ["S101"]),
        ("content/law/supplements", _empty, ["S137"]),
        ("content/questions/02-complaints", _empty, ["I842", "I850"]),
    ],
)
def test_a_fault_of_the_layout_is_told_once(
    root: Path, path: str, edit: Callable[[Path], object], told: list[str]
) -> None:
    edit(root / path)
    assert sorted({one.code for one in examine(root)[1]}) == told
