"""`handbook verify`: what is missing, changed or added in a deployed site, whoever wrote its manifest."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.commands.cli import main
from generator.outputs.target import manifest, site_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ABOUT = {"generator": site_folder.GENERATOR, "title": "标本室规范", "edition": "第一版", "files": []}
FILES = {"index.html": b"<p>home</p>", "r/1.1.1-1/index.html": b"rule", "downloads/a.csv": b"a,b\r\n"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site with its manifest."""
    folder = tmp_path / "site"
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "manifest.json").write_bytes(manifest.written(ABOUT))
    manifest.complete(folder)
    return folder


def _said(site: Path) -> tuple[int, list[str]]:
    done = CliRunner().invoke(main, ["verify", str(site)])
    return done.exit_code, done.output.splitlines()


def test_a_site_as_built_is_well(site: Path) -> None:
    status, lines = _said(site)
    assert (status, lines[0]) == (0, "《标本室规范 第一版》，清单里 3 个文件，全部一致。")
    assert lines[1].startswith("清单自己的SHA-256：")
    assert len(lines) == 2


def test_the_real_site_is_well(built_site: Path, tmp_path: Path) -> None:
    assert _said(built_site)[0] == 0
    copy = tmp_path / "deployed"
    shutil.copytree(built_site, copy)
    page = copy / "rules/index.html"
    page.write_bytes(page.read_bytes().replace(b"</body>", b"<script></script></body>"))
    (copy / "404.html").unlink()
    (copy / "assets/x.js").write_bytes(b"")
    status, lines = _said(copy)
    assert (status, lines[:3]) == (1, ["缺少\t404.html", "多出\tassets/x.js", "改过\trules/index.html"])


def test_same_size_is_not_same_content(site: Path) -> None:
    (site / "index.html").write_bytes(b"<p>hom3</p>")
    assert _said(site)[1][0] == "改过\tindex.html"


def test_compressed_copies_count_by_what_they_hold(site: Path) -> None:
    copy = site / "index.html.gz"
    copy.write_bytes(gzip.compress(FILES["index.html"]))
    assert _said(site)[0] == 0
    packed = gzip.compress(b"<p>hom3</p>")
    for wrong in (packed, packed[:-9], b"no gzip", b"", gzip.compress(b"0" * 100_000_000, 1)):
        copy.write_bytes(wrong)
        assert _said(site)[1][0] == "压缩副本和原文件不一致\tindex.html.gz"
    (site / "other.gz").write_bytes(packed)
    assert "多出\tother.gz" in _said(site)[1]


def test_compressed_copies_of_the_build_may_be_made_anew(site: Path) -> None:
    (site / "sitemap.xml").write_text("<x/>", encoding="utf-8")
    (site / "sitemap.xml.gz").write_bytes(gzip.compress(b"<x/>", 1))
    (site / "other.gz").write_bytes(b"not a copy")
    manifest.complete(site)
    (site / "sitemap.xml.gz").write_bytes(gzip.compress(b"<x/>", 9, mtime=1))
    assert _said(site)[0] == 0
    (site / "sitemap.xml.gz").write_bytes(gzip.compress(b"<y/>"))
    assert _said(site)[1][0] == "压缩副本和原文件不一致\tsitemap.xml.gz"
    (site / "other.gz").unlink()
    assert "缺少\tother.gz" in _said(site)[1]


def test_links_and_pipes_are_no_files(site: Path) -> None:
    outside = site.parent / "outside"
    outside.mkdir()
    shutil.move(site / "index.html", outside / "index.html")
    (site / "index.html").symlink_to(outside / "index.html")
    shutil.move(site / "r", outside / "r")
    (site / "r").symlink_to(outside / "r")
    os.mkfifo(site / "pipe")
    status, lines = _said(site)
    assert status == 1
    assert lines[:4] == [
        "是链接，不是文件\tindex.html",
        "不是普通文件\tpipe",
        "是链接，不是文件\tr",
        "缺少\tr/1.1.1-1/index.html",
    ]


def test_names_cannot_speak_to_the_terminal(site: Path) -> None:
    (site / "\x1b[2J.html").touch()
    (site / os.fsdecode(b"\xff.html")).touch()
    lines = _said(site)[1]
    assert lines[:2] == ["多出\t\\x1b[2J.html", "多出\t\\udcff.html"]


def test_a_manifest_of_before_lists_downloads_only(site: Path) -> None:
    lines = [manifest.line("downloads/a.csv", FILES["downloads/a.csv"])]
    (site / "manifest.json").write_bytes(manifest.written({**ABOUT, "files": lines}))
    status, said = _said(site)
    assert (status, said[0][:8]) == (0, "清单只列了下载文")
    (site / "downloads/b.csv").touch()
    assert _said(site)[1][0] == "多出\tdownloads/b.csv"


HOSTILE_PATHS = [
    *("../outside", "/etc/passwd", "a/../../b", "C:\\x", "a\\..\\b", "a//b", "", ".", "a/"),
    *("\x1b[2J", "con", "a" * 300),
]


@pytest.mark.parametrize("path", HOSTILE_PATHS)
def test_paths_that_lead_out_are_refused(site: Path, path: str) -> None:
    body = {**ABOUT, "whole": True, "files": [manifest.line(path, b"")]}
    (site / "manifest.json").write_bytes(manifest.written(body))
    status, lines = _said(site)
    assert status == 1
    assert "第1个文件的路径不能用" in lines[0]
    assert "\x1b" not in lines[0]


def _twice(site: Path) -> None:
    body = json.loads((site / "manifest.json").read_bytes())
    body["files"] *= 2
    (site / "manifest.json").write_bytes(manifest.written(body))


def _huge(site: Path) -> None:
    os.truncate(site / "manifest.json", site_folder.LARGEST + 1)


def _link(site: Path) -> None:
    (site / "manifest.json").rename(site.parent / "elsewhere.json")
    (site / "manifest.json").symlink_to(site.parent / "elsewhere.json")


def _text(text: str) -> Callable[[Path], None]:
    return lambda site: (site / "manifest.json").write_text(text, encoding="utf-8") and None


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda site: (site / "manifest.json").unlink(), "这里没有 manifest.json"),
        (_link, "这里没有 manifest.json"),
        (_huge, "太大"),
        (_twice, "第4个文件的路径不能用"),
        (_text("<html>"), "读不懂"),
        (_text("[" * 100_000), "读不懂"),
        (_text("[]"), "没有文件清单"),
        (_text('{"files": {}}'), "没有文件清单"),
        (_text('{"files": ["index.html"]}'), "第1个文件写得不对"),
        (_text('{"files": [{"path": 1, "bytes": 1, "sha256": ""}]}'), "第1个文件写得不对"),
        (_text('{"files": [{"path": "a", "bytes": "1", "sha256": ""}]}'), "第1个文件写得不对"),
        (_text('{"files": [{"path": "a", "bytes": 1}]}'), "第1个文件写得不对"),
    ],
)
def test_a_manifest_that_is_none_is_a_sentence(site: Path, spoil: Callable[[Path], object], why: str) -> None:
    spoil(site)
    status, (line,) = _said(site)
    assert status == 1
    assert line.startswith(f"没法核对 {site}：")
    assert why in line
