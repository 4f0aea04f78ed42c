"""A second build: nothing to do when nothing changed, else what a first one would make."""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.commands import build_command
from generator.content.layout import read_below
from generator.outputs.pdf.making import provenance
from generator.outputs.site.mkdocs.live_workspace import LiveWorkspace
from generator.outputs.site.workspace import Workspace
from tests.support.handbooks import CASES, copy

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

UNCHANGED = "没有改动"
#: Tells the files below a folder that a build opens.
_SPY = """
import os, sys
root = os.path.realpath(sys.argv.pop(1))
seen = set()
def spy(event, args):
    if event == "open" and isinstance(args[0], (str, os.PathLike)):
        path = os.path.realpath(args[0])
        if path.startswith(root + os.sep) and not os.path.isdir(path):
            seen.add(path)
sys.addaudithook(spy)
import atexit
atexit.register(lambda: print(*sorted(seen), sep="\\n", file=open(os.environ["SEEN"], "w")))
from generator.commands.cli import main
main()
"""


def _build(root: Path, *options: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--no-pdf", "--root", str(root), *options],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def _same(one: Path, other: Path) -> bool:
    names = {
        path.relative_to(folder) for folder in (one, other) for path in folder.rglob("*") if path.is_file()
    }
    return all(filecmp.cmp(one / name, other / name, shallow=False) for name in names)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small handbook about which there is a warning."""
    copy(CASES / "caution-without-instead", tmp_path / "handbook")
    return tmp_path / "handbook"


def test_with_nothing_changed_the_site_stays_and_the_findings_are_told_again(root: Path) -> None:
    first = _build(root)
    assert UNCHANGED not in first
    *findings, __ = first.splitlines()
    assert findings
    before = (root / "site/index.html").stat()
    second = _build(root)
    assert UNCHANGED in second
    assert second.splitlines()[: len(findings)] == findings
    assert (root / "site/index.html").stat() == before


@pytest.mark.parametrize("change", ["edited", "added", "removed", "compressed", "settings", "epoch", "gone"])
def test_what_changed_is_noticed(root: Path, change: str) -> None:
    _build(root)
    page, environment = root / "site/index.html", {}
    match change:
        case "edited":
            page.write_bytes(page.read_bytes() + b" ")
        case "added":
            page.with_name("more.html").write_text("", encoding="utf-8")
        case "removed":
            page.unlink()
        case "compressed":  # docs/deploy says how; it is the same content
            subprocess.run(["gzip", "-k", str(page)], check=True)
        case "settings":
            (root / "mkdocs.yml").write_text("site_url: https://handbook.example/\n", encoding="utf-8")
        case "epoch":
            environment = {"SOURCE_DATE_EPOCH": "1000000000"}
        case "gone":
            subprocess.run(["rm", "-r", str(root / "site")], check=True)
    assert (UNCHANGED in _build(root, **environment)) == (change == "compressed")
    assert UNCHANGED in _build(root, **environment)


def test_another_folder_is_another_site(root: Path) -> None:
    _build(root)
    assert UNCHANGED not in _build(root, "--site-dir", str(root / "other"))
    assert _same(root / "site", root / "other")


def test_another_build_that_came_between_is_not_taken_for_this_one(root: Path) -> None:
    """As when two builds with other options wait for each other: the site is that of the second."""
    other = {"SOURCE_DATE_EPOCH": "1000000000"}
    _build(root)
    _build(root, **other)
    assert UNCHANGED not in _build(root)
    assert UNCHANGED not in _build(root, **other)
    assert UNCHANGED in _build(root, **other)


def test_an_edit_gives_what_a_first_build_gives(root: Path, tmp_path: Path) -> None:
    _build(root)
    _edit(root / "content/handbook.yaml", "issuer: ", "issuer: 新")
    assert UNCHANGED not in _build(root)
    subprocess.run(["cp", "-r", str(root), str(tmp_path / "fresh")], check=True)
    subprocess.run(["rm", "-r", str(tmp_path / "fresh/.cache"), str(tmp_path / "fresh/site")], check=True)
    _build(tmp_path / "fresh")
    assert _same(root / "site", tmp_path / "fresh/site")


def test_results_are_known_again_by_another_process(root: Path) -> None:
    """A value whose text differs from process to process, as that of a set, would never be found again."""

    def kept() -> set[str]:
        return {path.name for path in (root / ".cache/made").glob("??/*")}

    _build(root, PYTHONHASHSEED="1")
    before = kept()
    assert len(before) > 20
    with (root / "content/handbook.yaml").open("a", encoding="utf-8") as file:
        file.write("# 一句注释\n")
    assert UNCHANGED not in _build(root, PYTHONHASHSEED="2")
    assert len(kept() - before) == 1  # the note of the last build


@pytest.mark.parametrize("kind", [Workspace, LiveWorkspace])
def test_what_is_kept_does_not_grow_for_ever(root: Path, kind: type[Workspace]) -> None:
    workspace = kind(root)
    workspace.read()
    assert list(workspace.cache.folder.glob("??/*"))
    workspace.cache.limit = 1_000
    workspace.read()
    if isinstance(workspace, LiveWorkspace):
        workspace.complete()
    assert sum(path.stat().st_size for path in workspace.cache.folder.glob("??/*")) <= 1_000


def test_everything_that_is_read_counts(root: Path, tmp_path: Path) -> None:
    """Also what lies behind a link to a folder."""
    elsewhere = root / "elsewhere"
    (root / "content/chapters").rename(elsewhere)
    (root / "content/chapters").symlink_to(elsewhere, target_is_directory=True)
    seen = tmp_path / "seen"
    subprocess.run(
        [sys.executable, "-c", _SPY, str(tmp_path), "build", "--no-pdf", "--root", str(root)],
        env=os.environ | {"SEEN": str(seen)},
        check=True,
    )
    made = tuple(map(str, (root / "site", root / ".cache", root / ".site-", seen)))
    files = {path for path in seen.read_text(encoding="utf-8").splitlines() if not path.startswith(made)}
    counted = {str(path.resolve()) for path in read_below(root)}
    assert len(files & counted) > 10
    assert files <= counted
    assert UNCHANGED in _build(root)
    chapter = next(elsewhere.rglob("[0-9]*.yaml"))
    chapter.write_text(f"{chapter.read_text(encoding='utf-8')}# 一句注释\n", encoding="utf-8")
    assert UNCHANGED not in _build(root)


def test_the_fonts_count_when_there_are_pdfs(monkeypatch: pytest.MonkeyPatch) -> None:
    told = list(build_command._told(without_pdf=False))
    monkeypatch.setattr(provenance, "machine", lambda: b"another font")
    assert list(build_command._told(without_pdf=False)) != told
    assert list(build_command._told(without_pdf=True)) == list(build_command._told(without_pdf=True))
