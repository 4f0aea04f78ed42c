"""Every folder in cases/ is a handbook with a fault; expected.txt is the complete list of what must be found.

With HANDBOOK_UPDATE_CASES=1 the lists are written instead of compared: read the difference before committing.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.checks import registered
from generator.checks.manuals import codes
from generator.content import loader
from tests.support.handbooks import BASE, CASES, copy, examine, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

UPDATE = os.environ.get("HANDBOOK_UPDATE_CASES") == "1"
CHAPTER = "content/chapters/01-counter.yaml"
#: Families of codes that have their cases here; questions have tests of their own.
FAMILIES = ("S1", "M2", "R1", "C2", "W3", "D4", "V5", "G6", "K7")


def _rewrite(root: Path, change: Callable[[bytes], bytes]) -> None:
    path = root / CHAPTER
    path.write_bytes(change(path.read_bytes()))


def _link(root: Path, target: str) -> None:
    (root / CHAPTER).unlink()
    (root / CHAPTER).symlink_to(target)


def _outside(root: Path) -> None:
    secret = root.parent / "secret.yaml"
    secret.write_text("chapter: 1\n", encoding="utf-8")
    _link(root, str(secret))


def _folder(root: Path) -> None:
    (root / CHAPTER).unlink()
    (root / CHAPTER).mkdir()


def _something_else(name: str, make: Callable[[Path], object]) -> Callable[[Path], None]:
    """Puts something where a file or folder should be that is none."""

    def change(root: Path) -> None:
        path = root / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        make(path)

    return change


def _without_content(root: Path) -> None:
    (root / "content").rename(root / "contents")


def _without_chapters(root: Path) -> None:
    (root / "content/chapters").rename(root / "content/chapter")


def _no_chapter_files(root: Path) -> None:
    for path in (root / "content/chapters").iterdir():
        path.unlink()


def _text(old: str, new: str) -> Callable[[Path], None]:
    return lambda root: _rewrite(root, lambda raw: raw.replace(old.encode(), new.encode(), 1))


def _bomb() -> bytes:
    """Each line doubles the one before it: thirty lines would be a thousand million words."""
    lines = [b"%c: &%c [*%c, *%c]\n" % (n, n, n - 1, n - 1) for n in b"bcdefghijklmnopqrstuvwxyz"]
    return b"a: &a [x, x]\n" + b"".join(lines)


def _page(**pages: str) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        for name, text in pages.items():
            (root / f"content/pages/{name}.md").write_text(text, encoding="utf-8")

    return write


def _strangers(root: Path) -> None:
    """What people leave in the folders, and take for read."""
    for folder in ("content/chapters/more", "content/quizzes", "checklists"):
        (root / folder).mkdir()
    for name in (
        *("content/Glossary.YAML", "content/glossary.yaml.txt", "content/faq.md"),
        *("content/chapters/01-a.YAML", "content/chapters/02.yaml.txt", "content/quizzes/x.yaml.txt"),
        *("checklists/a.YML", "checklists/.a.yaml.swp", "checklists/_old"),
    ):
        (root / name).write_text("title: x\n", encoding="utf-8")


def _unusable_files(root: Path) -> None:
    """Two that differ in case, one written with a combining accent, a device, a sign that Windows refuses."""
    folder = root / "content/quizzes"
    folder.mkdir()
    for name in ("Bank", "bank", "e\u0301", "nul", "a?b"):
        (folder / f"{name}.yaml").write_text("chapter: 1\n", encoding="utf-8")


#: What git or an editor would mangle, or no file can hold, is made here. By name of the case.
RECIPES: dict[str, Callable[[Path], None]] = {
    "byte-order-mark": lambda root: _rewrite(root, lambda raw: b"\xef\xbb\xbf" + raw),
    "crlf": lambda root: _rewrite(root, lambda raw: raw.replace(b"\n", b"\r\n")),
    "not-utf-8": lambda root: _rewrite(
        root, lambda raw: raw.replace("先打招呼".encode(), "先打招呼".encode("gbk"))
    ),
    "tab": _text("    clause: 1.1.1\n", "\tclause: 1.1.1\n"),
    "control-character": _text("先打招呼", "先打\x07招呼"),
    "escaped-control-character": _text("title: 先打招呼", 'title: "先打\\x07招呼"'),
    "bidi-character": _text("先打招呼", "先打\u202e招呼"),
    "zero-width-character": _text("先打招呼", "先打\u200b招呼"),
    "next-line-character": _text("先打招呼", "先打\x85招呼"),
    "huge-file": lambda root: _rewrite(root, lambda _: b"# x\n" * (50 * 1024 * 1024 // 4)),
    "empty-file": lambda root: _rewrite(root, lambda _: b""),
    "only-comments": lambda root: _rewrite(root, lambda _: b"# later\n"),
    "deep-nesting": lambda root: _rewrite(root, lambda _: b"[" * 100_000),
    "deep-keys": lambda root: _rewrite(root, lambda _: b"? " * 100_000),
    "deep-blocks": lambda root: _rewrite(root, lambda _: b"- " * 100_000),
    "alias-bomb": lambda root: _rewrite(root, lambda _: _bomb()),
    "alias-of-itself": lambda root: _rewrite(root, lambda _: b"chapter: &a [*a]\n"),
    "link-outside": _outside,
    "link-loop": lambda root: _link(root, "01-counter.yaml"),
    "folder-for-file": _folder,
    "no-break-space": _text("先打招呼", "先打\u00a0招呼"),
    "radical": _text("先打招呼", "先⼿打招呼"),
    "soft-hyphen": _text("先打招呼", "先打\u00ad招呼"),
    "ideographic-space": _text("    clause: 1.1.1\n", "\u3000\u3000clause: 1.1.1\n"),
    "dash-without-space": _text("    practice:\n      - ", "    practice:\n      -"),
    "many-faults": lambda root: _rewrite(root, lambda _: b"rules:\n" + b"  - {}\n" * 200),
    "folder-for-glossary": _something_else("content/glossary.yaml", Path.mkdir),
    "fifo-for-situations": _something_else("content/situations.yaml", os.mkfifo),
    "file-for-checklists": _something_else("checklists", Path.touch),
    "folder-for-page": _something_else("content/pages/about.md", Path.mkdir),
    "missing-content": _without_content,
    "unusable-names": _unusable_files,
    "page-too-deep": _page(
        lists="".join(f"{' ' * 4 * depth}- 层\n" for depth in range(60)),
        one=f"{'1. ' * 300}层\n",
        quotes=f"# 题\n\n{'> ' * 300}层\n",
        brackets=f"# 题\n\n{'[' * 300}层\n",
        lines="# 题\n\n" + "[层](\n" * 300,
        apart="# 题\n\n" + "[层](\n\n" * 300,
    ),
    "page-too-long": _page(
        all="字\n" * 1_250_000,
        line=f"# 题\n\n{'字' * 4001}\n",
        headings="# 题\n" * 201,
        underlined="题\n==\n" * 201,
        unseen="# 题\n\n搜\u200b索\n",
    ),
    "strangers": _strangers,
    "remote-image": _page(
        faq="# 题\n\n![图](https://example.com/a.png) ![图](a.png) ![](//b.example/c.png)\n"
    ),
    "merge-in-page": _page(
        faq="# 题\n\n<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> other\n", fine="题\n=======\n"
    ),
    "missing-chapters": _without_chapters,
    "no-chapter-files": _no_chapter_files,
}


def test_the_base_has_no_fault() -> None:
    book, found = examine(BASE)
    assert listed(found) == ""
    assert book is not None
    assert len(book.rules) == 5


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_case(case: Path, tmp_path: Path) -> None:
    root = tmp_path / "handbook"
    copy(case, root)
    if recipe := RECIPES.get(case.name):
        recipe(root)
    found = listed(one for one in examine(root)[1] if one.code.startswith(FAMILIES))
    expected = case / "expected.txt"
    if UPDATE:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_no_message_speaks_python() -> None:
    told = [path for path in CASES.glob("*/expected.txt") if "None" in path.read_text(encoding="utf-8")]
    assert told == []


def test_every_recipe_has_a_case() -> None:
    assert {case.name for case in CASES.iterdir()} >= RECIPES.keys()


def test_every_code_is_found_in_some_case() -> None:
    known = {*(one.code for one in codes.entries()), *(check.code for check in registered())}
    found = {
        code
        for path in CASES.glob("*/expected.txt")
        for code in re.findall(r"(?:错误|警告) (\w\d+) ", path.read_text(encoding="utf-8"))
    }
    assert {code for code in known if code.startswith(FAMILIES)} == found


def _without_permission(root: Path) -> str:
    """What is found by somebody who is not root: root may read everything."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        return listed(loader.load(root).diagnostics)
    finally:
        if is_root:
            os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may enter, as pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
        for path in Path(name).glob("**/"):
            path.chmod(0o755)


def test_a_file_without_permission_is_a_finding(open_folder: Path) -> None:
    copy(CASES / "crlf", open_folder)
    (open_folder / CHAPTER).chmod(0)
    assert _without_permission(open_folder).splitlines()[0] == (
        f"{CHAPTER}:1:1-1: 错误 S101 读不了这个文件：没有权限"
    )


@pytest.mark.parametrize("mode", [0, 0o444, 0o111])
@pytest.mark.parametrize("name", [".", "content", "content/chapters", "content/pages"])
def test_a_folder_without_permission_is_a_finding(open_folder: Path, name: str, mode: int) -> None:
    copy(CASES / "crlf", open_folder)
    (open_folder / name).chmod(mode)
    found = _without_permission(open_folder)
    (open_folder / name).chmod(0o755)
    assert f"{name}:1:1-1: 错误 S101 打不开这个文件夹" in found
