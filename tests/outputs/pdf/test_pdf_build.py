"""Builds of a small handbook with PDFs: what is made again and what not, what is left when one is stopped."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.console import Console

from generator.book.handbook import resolve
from generator.commands.progress import Shown
from generator.content import loader
from generator.outputs.pdf import publication
from tests.support import handbooks

LINE = re.compile(r"PDF (\d+)/(\d+) (.+)")
BUILD = [sys.executable, "-m", "generator", "build", "--root"]
REPO = handbooks.ROOT
RULE = "content/chapters/02-complaints.yaml"
#: What a bar or colour would write.
ESCAPE = "\x1b"


def _build(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*BUILD, str(root), *arguments],
        cwd=REPO,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=1800,
    )


def _made(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The names of the jobs that were done, as the lines say."""
    assert done.returncode == 0, done.stderr
    return [found[3] for line in done.stderr.splitlines() if (found := LINE.fullmatch(line))]


def _pdfs(root: Path) -> dict[str, bytes]:
    site = root / "site"
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*.pdf"))}


def _edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A small handbook with checklists, built with an empty cache; only to be read."""
    root = tmp_path_factory.mktemp("first") / "handbook"
    handbooks.copy(handbooks.CASES / "checklist-without-fault", root)
    return root, _build(root, TZ="Asia/Shanghai", PYTHONHASHSEED="1")


@pytest.fixture
def built(first: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> Path:
    """A copy of it, site and cache included."""
    return Path(shutil.copytree(first[0], tmp_path / "另一个 文件夹" / "深一层"))


@pytest.mark.slow
def test_lines_count_what_is_made(first: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    root, done = first
    made = _made(done)
    lines = [found for line in done.stderr.splitlines() if (found := LINE.fullmatch(line))]
    assert [(int(found[1]), int(found[2])) for found in lines] == [
        (number, len(made)) for number in range(1, len(made) + 1)
    ]
    assert len(set(made)) == len(made), "each job once"
    assert ESCAPE not in done.stderr + done.stdout
    assert {"整本手册", "大字版", "全部核对单"} <= set(made)
    book = resolve(loader.load(root))
    assert book is not None
    assert set(_pdfs(root)) == set(publication.pdfs(book))


@pytest.mark.slow
def test_nothing_changed_nothing_made_and_the_same_bytes(built: Path) -> None:
    before = _pdfs(built)
    assert _made(_build(built)) == []
    assert _pdfs(built) == before


@pytest.mark.slow
def test_elsewhere_at_another_time_the_bytes_are_the_same(
    first: tuple[Path, subprocess.CompletedProcess[str]], built: Path
) -> None:
    shutil.rmtree(built / ".cache")
    done = _build(built, "--jobs", "1", TZ="America/New_York", PYTHONHASHSEED="2", LANG="C")
    assert _made(done) != []
    assert _pdfs(built) == _pdfs(first[0])


@pytest.mark.slow
def test_one_rule_changed_makes_only_what_shows_it(built: Path) -> None:
    before = _pdfs(built)
    _edit(built / RULE, "客户不用天天来问。", "客户不用天天跑来问。")
    made = _made(_build(built))
    parts = {
        f"{edition}：{part}" for edition in ("整本手册", "大字版") for part in ("卷首", "第二章 投诉", "页码")
    }
    # The fingerprint stands in the front matter; pages are counted, and the book is bound, anew.
    assert set(made) == parts | {"整本手册", "大字版", "第二章 投诉"}
    after = _pdfs(built)
    assert {path for path in after if after[path] != before[path]} == {
        "downloads/handbook.pdf",
        "downloads/handbook-large-print.pdf",
        "downloads/chapters/02-complaints.pdf",
    }


@pytest.mark.slow
def test_a_damaged_entry_of_the_cache_is_made_again(built: Path) -> None:
    before = _pdfs(built)
    book = resolve(loader.load(built))
    assert book is not None
    path = "downloads/checklists/phone.pdf"
    key = publication.pdfs(book)[path].key
    entry = built / publication.CACHE / key[:2] / key
    entry.write_bytes(entry.read_bytes()[:-100])
    (made,) = _made(_build(built))
    assert made.startswith("核对单 ")
    assert _pdfs(built) == before


@pytest.mark.slow
def test_a_character_without_a_glyph_stops_the_build_and_names_the_place(built: Path) -> None:
    before = _pdfs(built)
    _edit(built / RULE, "当场登记，告诉客户编号。", "当场登记🦄，告诉客户编号。")
    _edit(built / "checklists/phone.yaml", "mode: ", "# 🦄 in a comment is nobody's fault\nmode: ")
    done = _build(built)
    assert done.returncode == 1
    line = (built / RULE).read_text(encoding="utf-8").splitlines().index(
        "      - 当场登记🦄，告诉客户编号。"
    ) + 1
    assert f"{RULE}:{line}:13: 错误 W330 印刷的字体里没有 “🦄”（U+1F984）" in done.stderr
    assert "当场登记🦄，告诉客户编号" in done.stderr
    assert "Traceback" not in done.stderr
    assert _pdfs(built) == before


@pytest.mark.slow
def test_without_fonts_it_says_what_to_install_or_builds_without_pdfs(built: Path, tmp_path: Path) -> None:
    """WeasyPrint would crash: no font at all."""
    config = tmp_path / "fonts.conf"
    config.write_text("<fontconfig><cachedir>/nonexistent</cachedir></fontconfig>")
    before = _pdfs(built)
    done = _build(built, FONTCONFIG_FILE=str(config))
    assert done.returncode == 1
    assert "缺少：Noto Serif CJK SC、Noto Sans CJK SC" in done.stderr
    assert "apt-get install --no-install-recommends -y fonts-noto-cjk" in done.stderr
    assert "Traceback" not in done.stderr
    assert _pdfs(built) == before
    assert _made(_build(built, "--no-pdf", FONTCONFIG_FILE=str(config))) == []
    assert _pdfs(built) == {}
    linked = [
        path for path in (built / "site").rglob("*.html") if '.pdf"' in path.read_text(encoding="utf-8")
    ]
    assert linked == [], "no page offers what is not there"


def _children(process: int) -> set[int]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], check=True, capture_output=True, text=True).stdout
    rows = [tuple(map(int, line.split())) for line in listed.splitlines()]
    found = {process}
    while more := {child for child, parent in rows if parent in found and child not in found}:
        found |= more
    return found - {process}


def _alive(processes: set[int]) -> set[int]:
    return {one for one in processes if Path(f"/proc/{one}/cmdline").exists() and _state(one) != "Z"}


def _state(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "Z"


def _stopped(root: Path, how: signal.Signals, *, group: bool) -> tuple[int, str, set[int]]:
    """Stops a build after its second PDF: its status, what it still said, and the processes it had."""
    with subprocess.Popen(
        [*BUILD, str(root)], cwd=REPO, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if (found := LINE.fullmatch(line.rstrip())) and found[1] == "2":
                break
        workers = _children(process.pid)
        assert workers
        (os.killpg if group else os.kill)(process.pid, how)
        said = process.stderr.read()
    deadline = time.monotonic() + 300
    while _alive(workers) and time.monotonic() < deadline:
        time.sleep(0.1)
    return process.returncode, said, _alive(workers)


@pytest.mark.slow
def test_an_interrupt_leaves_no_half_file_and_no_process(built: Path) -> None:
    """Ctrl-C reaches the whole group of processes, as from a terminal."""
    before = _pdfs(built)
    shutil.rmtree(built / ".cache")
    status, said, alive = _stopped(built, signal.SIGINT, group=True)
    assert (status, alive) == (130, set())
    assert "Traceback" not in said
    assert _pdfs(built) == before
    assert {path.name for path in built.iterdir()} <= {"content", "checklists", "site", ".cache"}
    kept = [path for path in (built / publication.CACHE).rglob("*") if path.is_file()]
    assert all(not path.name.startswith(".") for path in kept), "nothing half written"


@pytest.mark.slow
def test_a_killed_build_leaves_no_process(built: Path) -> None:
    before = _pdfs(built)
    shutil.rmtree(built / ".cache")
    status, _, alive = _stopped(built, signal.SIGKILL, group=False)
    assert (status, alive) == (-signal.SIGKILL, set())
    assert _pdfs(built) == before


# ---- what is shown ----


@pytest.fixture
def terminal() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=100, legacy_windows=False)


def _said(console: Console) -> str:
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def test_a_terminal_shows_a_bar_and_takes_it_away(terminal: Console) -> None:
    with Shown(terminal) as shown:
        shown.begin(3)
        shown.done("第一章")
        shown.spared()
        shown.done("整本手册")
    said = _said(terminal)
    assert "生成 PDF" in said
    assert "3/3" in said
    assert "整本手册" in said
    assert "━" in said
    assert said.endswith("\x1b[2K"), "the bar's line is wiped"


def test_elsewhere_plain_lines_are_written() -> None:
    console = Console(file=io.StringIO(), width=40)
    with Shown(console) as shown:
        shown.begin(3)
        shown.done("很长的名字" * 20)
        shown.spared()
        shown.done("整本手册")
    assert _said(console).splitlines() == [f"PDF 1/3 {'很长的名字' * 20}", "PDF 3/3 整本手册"]
