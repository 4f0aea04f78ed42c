"""`handbook migrate`: an older handbook in folders says what it said, and every finding is where it was."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from generator.book.handbook import resolve
from generator.commands.cli import main
from generator.content import layout, loader
from generator.content.migrating.comparing import differences
from generator.core.diagnostic import has_errors
from tests.support.handbooks import BASE, CASES, copy, examine

if TYPE_CHECKING:
    from generator.core.diagnostic import Diagnostic

HERE = Path(__file__).parents[1] / "samples"


def _migrate(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["migrate", "--root", str(root), *words])


def _files(root: Path) -> dict[str, str]:
    paths = (path for path in (root / "content").rglob("*") if path.is_file())
    return {path.relative_to(root / "content").as_posix(): path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The base with a bank of questions, clocks and the rest: nothing is wrong with it."""
    for part in (BASE, HERE / "quiz/bank", HERE / "manuals"):
        shutil.copytree(part, tmp_path / "root", dirs_exist_ok=True)
    return tmp_path / "root"


def test_everything_lies_in_its_folder_and_says_the_same(root: Path) -> None:
    before = loader.load(root)
    book = resolve(before)
    done = _migrate(root)
    assert done.exit_code == 0, done.output
    assert (
        "chapters/01-counter.yaml → rules/01-counter/1.1.yaml、rules/01-counter/chapter.yaml" in done.output
    )
    after = loader.load(root)
    assert list(differences(before, after)) == []
    now = resolve(after)
    assert book is not None
    assert now is not None
    assert now.fingerprint == book.fingerprint
    assert [rule.keywords for rule in now.rules] == [rule.keywords for rule in book.rules]
    names = set(_files(root))
    assert {"rules/01-counter/chapter.yaml", "rules/01-counter/1.1.yaml", "search/01-counter.yaml"} <= names
    assert {"vocabulary/roles.yaml", "law/clocks.yaml", "law/supplements/01-counter.yaml"} <= names
    assert {"questions/01-counter/1.1.yaml", layout.STAMPS, "handbook.yaml", "outline.yaml"} <= names
    assert not [name for name in names if name.startswith(("chapters/", "quizzes/"))]
    assert examine(root)[1] == ()


def test_once_moved_there_is_nothing_to_do(root: Path) -> None:
    _migrate(root)
    before = _files(root)
    done = _migrate(root)
    assert (done.exit_code, done.output) == (0, "没有要迁移的：内容已经分放在各个文件夹里。\n")
    assert _files(root) == before


def test_a_trial_changes_nothing(root: Path) -> None:
    before = _files(root)
    done = _migrate(root, "--dry-run")
    assert done.exit_code == 0
    assert "只是试一试，什么也没有写" in done.output
    assert _files(root) == before
    assert [path.name for path in root.iterdir() if path.name.startswith(".")] == []


def test_what_cannot_be_read_stays_as_it_is(root: Path) -> None:
    path = root / "content/chapters/01-counter.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  - id: [\n", encoding="utf-8")
    before = _files(root)
    done = _migrate(root)
    assert done.exit_code == 1
    assert "content/chapters/01-counter.yaml" in done.output
    assert _files(root) == before


def test_what_nobody_reads_is_carried_along(root: Path) -> None:
    (root / "content/_drafts").mkdir()
    (root / "content/_drafts/later.yaml").write_text("x", encoding="utf-8")
    (root / "content/chapters/_note.txt").write_text("y", encoding="utf-8")
    assert _migrate(root).exit_code == 0
    files = _files(root)
    assert files["_drafts/later.yaml"] == "x"
    assert files["chapters/_note.txt"] == "y"


WRITTEN = """\
# 头一行的说明
# yaml-language-server: $schema=../../schemas/chapter.schema.json
chapter: 1   # 章号
title: 当面沟通
slug: counter
summary: 客户走进来以后怎么接待。
# 规则从这里开始
rules:   # 一条一项
  # 第一条上面的话

  - id: 1.1.1-1   # 编号
    clause: 1.1.1
    item: 1
    title: 先打招呼
    # 词上面的话
    keywords: ["问好", '打招呼', 迎客, hello]   # 常用的词
    modality: 应
    statement: 客户走近柜台时，员工应先向客户问好。
    rationale: |-
      没有人理的那十几秒，客户已经在想换一家。
        # 这不是注释，是正文
      最后一行。
    practice: [抬头看着客户说一句您好。, 手上的活没做完先说请您稍坐。]
    channels: all
    stages: [during]
    bearer: front-line
    said_as: [没人理,
      '干站着', "晾着"]
    asked_as:   # 问法
      # 最常听到的
      - 客户来了先说啥
      - "要不要站起来"
    origin: source

  # 第二条上面的话
  -
    id: 1.1.1-2
    clause: 1.1.1
    item: 2
    title: 起身送客
    modality: 应
    statement: 客户离开时，员工应起身送客。
    rationale: 走的时候没人看一眼，前面的客气都白费了。
    practice:
      - 站起来，说一句“您慢走”。
      - 看着客户转身再坐下。
    channels: all
    stages: [after]
    bearer: front-line
    keywords:
      - 送客
    origin: source
# 全部规则到此为止
"""


@pytest.fixture
def commented(tmp_path: Path) -> Path:
    """A handbook with comments, quotes and blank lines wherever they may stand."""
    root = tmp_path / "root"
    copy(BASE, root)
    shutil.rmtree(root / "content")
    shutil.copytree(BASE / "content", root / "content")
    (root / "content/chapters/01-counter.yaml").write_text(WRITTEN, encoding="utf-8")
    return root


def _comments(files: dict[str, str]) -> Counter[str]:
    lines = [line for text in files.values() for line in text.splitlines()]
    found = [
        line.rpartition("# ")[2] for line in lines if "# " in line and "yaml-language-server" not in line
    ]
    return Counter(found)


def test_comments_quotes_and_texts_move_along(commented: Path) -> None:
    before, library = _files(commented), loader.load(commented)
    assert not has_errors(library.diagnostics)
    done = _migrate(commented)
    assert done.exit_code == 0, done.output
    after = _files(commented)
    assert list(differences(library, loader.load(commented))) == []
    assert _comments(before) - _comments(after) == Counter()
    words = after["search/01-counter.yaml"]
    assert words.startswith("# yaml-language-server: $schema=../../schemas/search.schema.json\nwords:\n")
    assert "      - \"问好\"\n      - '打招呼'\n      - 迎客\n      - hello\n" in words
    assert "    asked_as:   # 问法\n      # 最常听到的\n      - 客户来了先说啥\n" in words
    assert "      - '干站着'\n      - \"晾着\"\n" in words
    rules = after["rules/01-counter/1.1.yaml"]
    assert "      没有人理的那十几秒，客户已经在想换一家。\n        # 这不是注释，是正文\n" in rules
    assert "keywords" not in rules
    head = after["rules/01-counter/chapter.yaml"]
    assert "$schema=../../../schemas/chapter-head.schema.json" in head
    assert head.startswith("# 头一行的说明\n")


def test_windows_line_ends_and_a_lost_last_one_do_no_harm(commented: Path) -> None:
    path = commented / "content/chapters/01-counter.yaml"
    path.write_bytes(WRITTEN.rstrip("\n").replace("\n", "\r\n").encode())
    library = loader.load(commented)
    assert _migrate(commented).exit_code == 0
    assert list(differences(library, loader.load(commented))) == []


def test_what_stands_in_brackets_stays_and_is_told(commented: Path) -> None:
    path = commented / "content/chapters/01-counter.yaml"
    head, _, rest = WRITTEN.partition("rules:   # 一条一项\n")
    first = rest.partition("    # 词上面的话")[0]
    path.write_text(
        f"{head}rules: [{{id: 1.1.1-1, clause: 1.1.1, item: 1, title: 先打招呼, modality: 应, "
        "statement: 客户走近柜台时员工应先向客户问好。, rationale: 好, practice: [甲, 乙], channels: all, "
        "stages: [during], bearer: front-line, keywords: [问好], origin: source}]\n",
        encoding="utf-8",
    )
    assert first
    library = loader.load(commented)
    done = _migrate(commented)
    assert done.exit_code == 0, done.output
    assert "chapters/01-counter.yaml 留在原处：各项写在括号里，不能按行分开" in done.output
    files = _files(commented)
    assert "chapters/01-counter.yaml" in files
    assert "rules/02-complaints/chapter.yaml" in files
    assert list(differences(library, loader.load(commented))) == []


def test_rules_that_stand_out_of_order_stay_in_one_file(commented: Path) -> None:
    path = commented / "content/chapters/01-counter.yaml"
    text = WRITTEN.replace("1.1.1-2\n    clause: 1.1.1\n    item: 2\n", "1.2.1-1\n    clause: 1.2.1\n")
    first, second = text.index("  # 第一条上面的话"), text.index("  # 第二条上面的话")
    end = text.index("# 全部规则")
    path.write_text(text[:first] + text[second:end] + text[first:second] + text[end:], encoding="utf-8")
    library = loader.load(commented)
    assert [rule.id for rule in library.chapters[0].value.rules] == ["1.2.1-1", "1.1.1-1"]
    assert _migrate(commented).exit_code == 0
    assert "rules/01-counter/1.yaml" in _files(commented)
    assert list(differences(library, loader.load(commented))) == []


def _said(root: Path, found: tuple[Diagnostic, ...]) -> list[tuple[str, str, str]]:
    """Code, message and the text that a finding marks; where it lies is another matter."""
    said = []
    for one in found:
        path, span = root / one.span.path, one.span
        lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
        line = lines[span.line - 1] if span.line <= len(lines) else ""
        said.append((one.code, one.message, line[span.column - 1 : span.end_column - 1]))
    return sorted(said)


#: What says where a file lies, or that it is not there: told otherwise in folders, and rightly so.
OF_PLACES = {"C207", "C210", "C216", "I850"}


@pytest.mark.slow
@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_every_finding_is_where_it_was(case: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    copy(case, root)
    library = loader.load(root)
    if has_errors(library.diagnostics) or not library.chapters:
        return  # it is refused: another test
    before = _said(root, examine(root)[1])
    done = _migrate(root)
    assert done.exit_code == 0, done.output
    now = _said(root, examine(root)[1])
    assert [one for one in now if one[0] not in OF_PLACES] == [
        one for one in before if one[0] not in OF_PLACES
    ]


def _halve(root: Path, path: str, first: str, new: str) -> None:
    """What stands from ``first`` on in a file goes into another one of the same chapter."""
    file = root / "content" / path
    text = file.read_text(encoding="utf-8")
    head, at = text[: text.index(":\n  - id: ") + 2], text.index(first)
    file.write_text(text[:at], encoding="utf-8")
    file.with_name(new).write_text(head + text[at:], encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("quizzes/02-complaints.yaml", "  - id: 2.2.1-1-q1"),
        ("quizzes/02-complaints.yaml", "  - id: 2.1-1-q2"),
        ("quizzes/01-counter.yaml", "  - id: 1.1.1-2-q1"),
        ("chapters/01-counter.yaml", "  - id: 1.1.1-2"),
    ],
)
def test_a_second_file_of_a_chapter_stays_behind_the_first(root: Path, path: str, first: str) -> None:
    _halve(root, path, first, "09-more.yaml")
    before = loader.load(root)
    book = resolve(before)
    done = _migrate(root)
    assert done.exit_code == 0, done.output
    there = path.replace(path.partition("/")[2], "09-more.yaml")
    assert f"{there} 留在原处：{path} 写的也是第{path.partition('/0')[2][0]}章" in done.output
    assert (root / "content" / there).is_file()
    after = loader.load(root)
    now = resolve(after)
    assert book is not None
    assert now is not None
    assert [one.id for one in now.questions] == [one.id for one in book.questions]
    assert [one.id for one in now.rules] == [one.id for one in book.rules]
    again = _migrate(root)
    assert (again.exit_code, again.output.splitlines()[-1]) == (
        0,
        "没有要迁移的：别的内容已经分放在各个文件夹里。",
    )


def test_a_comparison_counts_every_file_of_a_chapter(root: Path) -> None:
    """Two questions of one section in two files: a reading that lost the first file says something else."""
    _halve(root, "quizzes/02-complaints.yaml", "  - id: 2.1-1-q2", "09-more.yaml")
    before = loader.load(root)
    (root / "content/quizzes/02-complaints.yaml").unlink()
    assert list(differences(before, loader.load(root))) == ["第2章的试题不一样"]


def test_comments_beside_a_quizs_chapter_and_among_stamps_stay(root: Path) -> None:
    quiz, stamps = root / "content/quizzes/01-counter.yaml", root / "content" / layout.OLDER_STAMPS
    text = quiz.read_text(encoding="utf-8")
    quiz.write_text(text.replace("chapter: 1\n", "chapter: '1'   # 柜台的题\n", 1), encoding="utf-8")
    noted = stamps.read_text(encoding="utf-8").replace("  1.1.1-1-q2:", "  # 和小组一起看的\n  1.1.1-1-q2:")
    stamps.write_text(noted, encoding="utf-8")
    library = loader.load(root)
    assert _migrate(root).exit_code == 0
    files = _files(root)
    assert files["questions/01-counter/1.1.yaml"].startswith("# 柜台的题\nquestions:\n")
    assert files[layout.STAMPS] == noted
    assert list(differences(library, loader.load(root))) == []


def test_a_comment_that_names_the_stamps_is_a_comment(root: Path) -> None:
    stamps = root / "content" / layout.OLDER_STAMPS
    text = stamps.read_text(encoding="utf-8")
    stamps.write_text("# stamps: 由程序写\n" + text.replace("\nstamps:", '\n"stamps":'), encoding="utf-8")
    library = loader.load(root)
    assert _migrate(root).exit_code == 0
    assert _files(root)[layout.STAMPS].startswith(
        f"# stamps: 由程序写\n{text.partition('stamps:')[0]}stamps:\n"
    )
    assert list(differences(library, loader.load(root))) == []
