"""Files that are not what they should be: one finding, in place, with the mend, and in little effort."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from generator import checks
from generator.book.handbook import resolve
from generator.content import layout, loader
from generator.content.model import ChapterFile
from generator.content.reading import source
from generator.content.report import Format, render, summary
from generator.content.validation.validate import validate
from generator.core.diagnostic import ENOUGH, MORE, Severity, Span, error, in_order, warning
from tests.support.effort import counted
from tests.support.handbooks import BASE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = [
    *(f"content/{name}" for name in layout.SINGLE_FILES),
    f"content/{layout.OLDER_STAMPS}",
    "content/chapters/03-x.yaml",
    "content/quizzes/03-x.yaml",
    "content/pages/x.md",
    "checklists/x.yaml",
]


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["folder", "fifo"])
@pytest.mark.parametrize("name", FILES)
def test_what_is_no_file_is_a_finding_for_every_file(
    name: str, make: Callable[[Path], object], tmp_path: Path
) -> None:
    root = shutil.copytree(BASE, tmp_path / "handbook")
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    make(path)
    assert [(one.code, one.span.path) for one in loader.load(root).diagnostics] == [("S101", name)]


@pytest.mark.parametrize("name", ["content/chapters", "content/quizzes", "content/pages", "checklists"])
def test_a_file_for_a_folder_is_a_finding(name: str, tmp_path: Path) -> None:
    root = shutil.copytree(BASE, tmp_path / "handbook")
    if (root / name).is_dir():
        shutil.rmtree(root / name)
    (root / name).touch()
    assert [(one.code, one.span.path) for one in loader.load(root).diagnostics] == [("S101", name)]


HEAD = "chapter: 1\nrules:\n"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: b\ntitle：甲\nc: d\n", (2, 6), "全角冒号"),
        ("title：甲\na: b\n", (1, 6), "全角冒号"),
        ("a:甲\nb: c\n", (1, 2), "缺一个空格"),
        ("p:\n  - 甲\n  -从\n  - 乙\n", (3, 3), "“-”后面缺一个空格"),
        ("p:\n  -从\n  - 乙\nq: 1\n", (2, 3), "“-”后面缺一个空格"),
        ("p:\n  - recommend：当天\n", (2, 5), "recommend 后面的冒号不对"),
        ("p:\n  - 甲\n    evidence:台账\n", (3, 5), "evidence 后面的冒号不对"),
        ("a: b\n<<<<<<< HEAD\nc: d\n=======\n", (2, 1), "冲突标记"),
        ("\ta: b\n\tc: d\n", (1, 1), "后面还有 1 处"),
        ("r:\n  - id: 1\n    m: 应\n     s: 甲\n    t: 1\n", (4, 6), "多了1个空格"),
        ("r:\n  - id: 1\n    p:\n      - x\n     s: y\n", (5, 6), "多了1个空格"),
        ("r:\n  - id: 1\n    s: y\n - id: 2\n", (4, 2), "少了1个空格"),
        ('a: "甲"后面\nb: c\n', (1, 7), "引号关得太早"),
        ('- "甲"、"乙"\n- b\n', (1, 6), "引号关得太早"),
        ('p: "甲\nq: "乙"\nr: 1\n', (1, 4), "引号没有闭合"),
        ("a: [甲, 乙 #1, 丙]\nb: c\n", (1, 10), "注释"),
        ("a: 甲 #1\n  乙\nb: c\n", (1, 6), "注释"),
        ("a: 甲 #1 乙\n", (1, 6), "注释"),
        ("a: app #1\n", (1, 8), "注释"),
        ("a:\n  - 甲\n    # 注\n    乙\n  - 丙\n", (3, 5), "中间有一行 # 注释"),
        ("a: 甲\t#1\n", (1, 6), "注释"),
        ("p:\n  - 甲\n  － 听\n  - 乙\n", (3, 3), "写成了“－”"),
        ("p:\n  - 甲\n    － 听\n", (3, 5), "接到了上一项里"),
        ("a: [甲，乙，丙, 丁]\n", (1, 6), "全角“，”"),
        ("a: [甲、乙]\n", (1, 6), "全角“、”"),
        ("a: 甲\u00a0乙\n", (1, 5), "U+00A0"),
        ("a: 甲\u3000乙\n", (1, 5), "U+3000"),
        ("a: 甲\u2009乙\n", (1, 5), "U+2009"),
        ("a: 甲\u202f乙\n", (1, 5), "U+202F"),
        ("a: 甲\u00ad乙\n", (1, 5), "U+00AD"),
        ("a: 甲\u2028乙\n", (1, 5), "U+2028"),
        ("a: 甲\ufeff乙\n", (1, 5), "U+FEFF"),
        ("a: |x\n  b\n", (1, 5), "不能接着写"),
    ],
)
def test_one_slip_is_one_finding_where_it_is(text: str, place: tuple[int, int], message: str) -> None:
    document, faults = source.parse(text, "a.yaml")
    assert document is None
    assert [(one.span.line, one.span.column) for one in faults] == [place]
    assert message in faults[0].message
    assert faults[0].hint


@pytest.mark.parametrize(
    ("text", "column", "usual"), [("⽅案", 4, "方"), ("甲e\u0301", 5, "é"), ("\uf9d2", 4, "戮")]
)
def test_what_looks_like_another_character_is_told(text: str, column: int, usual: str) -> None:
    document, (fault,) = source.parse(f"a: {text}\n", "a.yaml")
    assert document is not None
    assert (fault.span.column, fault.code, fault.severity) == (column, "S121", Severity.WARNING)
    assert f"看着像“{usual}”" in fault.message


@pytest.mark.parametrize(
    "text",
    [
        "a: 4.3.2  # 说明\n",
        "# 说明\u3000里可以有\na: b\n",
        "a: '甲 #1 乙'\n",
        'a: ["甲，乙", 丙]\n',
        "a:\n  - 甲，乙\n",
        "a: C#语言\n",
        "a: |-\n  客户：-5度 #1，app：好\n  -从\n",
        "a: 甲\n  乙\n",
        "a: https://handbook.example/\n",
        "a: 乙é、1999–2001\n",
    ],
)
def test_what_is_meant_so_is_no_finding(text: str) -> None:
    document, faults = source.parse(text, "a.yaml")
    assert faults == []
    assert document is not None


def test_the_line_of_a_broken_file_is_shown(tmp_path: Path) -> None:
    root = shutil.copytree(BASE, tmp_path / "handbook")
    (root / "content/glossary.yaml").write_text('terms: "甲"乙\n', encoding="utf-8")
    library = loader.load(root)
    shown = render(library.diagnostics, library.readings, Format.FULL).splitlines()
    assert shown[1:3] == ['  1 | terms: "甲"乙', "    |            ^^"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "rules/04-relationship/4.3.yaml",
        "rules/10-monitoring/chapter.yaml",
        "search/04-relationship.yaml",
        "questions/04-relationship/4.3.yaml",
        "reviewed/questions.yaml",
        "law/supplements/04-relationship.yaml",
        "law/authorities.yaml",
        "vocabulary/glossary.yaml",
        "search/synonyms.yaml",
        "../checklists/complaint.yaml",
    ],
)
def test_nothing_follows_from_a_broken_file(
    name: str, handbook_copy: Path, real_library: loader.Library
) -> None:
    path = handbook_copy / "content" / name
    path.write_text(path.read_text(encoding="utf-8") + "\n x: [\n", encoding="utf-8")
    library = loader.load(handbook_copy, real_library)
    book = resolve(library)
    assert book is not None
    assert [one.code for one in (*library.diagnostics, *checks.run(book))] == ["S111"]


def test_of_one_file_a_hundred_are_told_errors_first() -> None:
    errors = [error(Span("b.yaml", n, 1, 2), "X1", "错") for n in range(200, 320)]
    warnings = [warning(Span("b.yaml", n, 1, 2), "X2", "警") for n in range(1, 31)]
    others = [warning(Span("a.yaml", 1, 1, 2), "X2", "警"), warning(Span("c.yaml", 1, 1, 2), "X2", "警")]
    found = in_order([*warnings, *errors, *others])
    assert found == in_order(found)
    assert [one.span.path for one in (found[0], found[-1])] == ["a.yaml", "c.yaml"]
    told = [one for one in found if one.span.path == "b.yaml"]
    assert told[:ENOUGH] == errors[:ENOUGH]
    assert [(one.code, one.severity, one.message) for one in told[ENOUGH:]] == [
        (MORE, Severity.ERROR, "还有 20 处没有列出"),
        (MORE, Severity.WARNING, "还有 30 处没有列出"),
    ]
    assert summary(found) == "共 120 个错误，32 个警告。"


MANY: dict[str, Callable[[int], str]] = {
    "empty rules": lambda n: HEAD + "  - {}\n" * n,
    "tags": lambda n: HEAD + "  - id: 1.1.1-1\n" + "    k: !t v\n" * n,
    "unknown keys": lambda n: HEAD + "  - id: 1.1.1-1\n" + "".join(f"    k{i}: v\n" for i in range(n)),
    "unknown keys at the top": lambda n: HEAD + "  - {}\n" + "".join(f"k{i}: v\n" for i in range(n)),
    "wrong points": lambda n: HEAD + "  - practice:\n" + "      - {}\n" * n,
    "keys that are lists": lambda n: "[a]: b\n" * n,
    "comments": lambda n: "a:\n" + "  - 甲 #1\n" * n,
    "blanks": lambda n: "a: " + "\u00a0" * n,
}


@pytest.mark.parametrize("kind", MANY)
def test_many_faults_take_effort_in_proportion_and_are_told_a_hundred_times(kind: str) -> None:
    def examined(count: int) -> int:
        document, faults = source.parse(MANY[kind](count), "a.yaml")
        if document is not None:
            faults += validate(document, ChapterFile)[1]
        found = in_order(faults)
        assert len(found) == ENOUGH + 1
        assert found[-1].code == MORE
        return len(render(found, {}, Format.FULL))

    few, many = counted(lambda: examined(1_000))[1], counted(lambda: examined(4_000))[1]
    assert many < 5 * few
    assert many < 4_000 * 60 + 400_000


def test_lines_are_found_without_reading_from_the_top_each_time() -> None:
    text = "a: b\n" * 20_000
    found = [error(Span("a.yaml", n, 1, 2), "X1", "错") for n in range(1, 20_000, 200)]
    document = source.Document("a.yaml", text, "")
    shown, calls = counted(lambda: render(found, {"a.yaml": document}, Format.FULL))
    assert shown.count("a: b") == len(found)
    assert calls < 20_000 * 2 + len(found) * 200
