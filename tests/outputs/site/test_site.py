"""Whole builds: repeatable to the byte, replaced in one step, never half, live while editing."""

from __future__ import annotations

import filecmp
import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING

import pytest

from tests.support.handbooks import BASE, CASES, copy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

BUILD = [sys.executable, "-m", "generator", "build", "--no-pdf"]


def _run(root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*BUILD, "--root", str(root)],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )


def _digest(folder: Path) -> str:
    """One hash over every name and byte below a folder."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        total.update(path.relative_to(folder).as_posix().encode())
        if path.is_file():
            total.update(path.read_bytes())
    return total.hexdigest()


def test_same_input_gives_same_bytes(handbook_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("另一个 文件夹") / "深一层"
    other.parent.mkdir(exist_ok=True)
    subprocess.run(["cp", "-r", str(handbook_copy), str(other)], check=True)
    assert _run(handbook_copy, TZ="Asia/Shanghai", PYTHONHASHSEED="1").returncode == 0
    assert _run(other, TZ="America/New_York", PYTHONHASHSEED="2", LANG="C").returncode == 0
    assert _digest(handbook_copy / "site") == _digest(other / "site")


def test_nothing_of_this_machine_is_in_the_site(handbook_copy: Path) -> None:
    assert _run(handbook_copy).returncode == 0
    here = str(handbook_copy).encode()
    named = [
        path for path in (handbook_copy / "site").rglob("*") if path.is_file() and here in path.read_bytes()
    ]
    assert named == []


@pytest.mark.parametrize(
    ("handbook", "mkdocs", "base"),
    [
        ("", "", "/"),
        ("https://handbook.example/tools/handbook", "", "/tools/handbook/"),
        ("https://handbook.example/tools/handbook/", "", "/tools/handbook/"),
        ("https://handbook.example/", "https://other.example/it/", "/it/"),
    ],
)
def test_the_404_page_begins_its_links_where_the_site_is(
    tmp_path: Path, handbook: str, mkdocs: str, base: str
) -> None:
    """It is sent for addresses of any depth, so its links cannot be relative as those of other pages are."""
    root = tmp_path / "handbook"
    copy(CASES / "checklist-without-fault", root)
    info = root / "content/handbook.yaml"
    with info.open("a", encoding="utf-8") as file:
        file.write(f"site_url: {handbook}\n" if handbook else "")
    if mkdocs:
        (root / "mkdocs.yml").write_text(f"site_url: {mkdocs}\n", encoding="utf-8")
    assert _run(root).returncode == 0
    site = root / "site"
    links = re.findall(
        r'(?:href|src|action|data-base)="([^"#]+)"', (site / "404.html").read_text(encoding="utf-8")
    )
    assert len(links) > 20
    for link in links:
        assert link.startswith(base)
        assert link == base or (site / link.removeprefix(base)).is_file()
    for path in set(site.rglob("*.html")) - {site / "404.html"}:
        assert not re.search(r'(?:href|src|action)="/', path.read_text(encoding="utf-8")), path


def test_faults_leave_the_old_site(handbook_copy: Path) -> None:
    assert _run(handbook_copy).returncode == 0
    before = _digest(handbook_copy / "site")
    chapter = handbook_copy / "content/rules/01-principles/1.1.yaml"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("bearer:", "berer:", 1), encoding="utf-8")
    done = _run(handbook_copy)
    assert done.returncode == 1
    assert "M202" in done.stderr
    assert "Traceback" not in done.stderr
    assert _digest(handbook_copy / "site") == before


def test_a_killed_build_leaves_the_old_site_whole(tmp_path: Path) -> None:
    """Kills builds at moments spread over their length; the site is always the old or the new one."""
    root = tmp_path / "small"  # what is put in its place is handled alike, and soon built
    shutil.copytree(BASE, root)
    assert _run(root).returncode == 0
    old = _digest(root / "site")
    info = root / "content/handbook.yaml"
    info.write_text(
        re.sub(r"edition: .*", "edition: 下一版", info.read_text(encoding="utf-8")), encoding="utf-8"
    )
    start = time.monotonic()
    subprocess.run(
        [*BUILD, "--root", str(root), "--site-dir", str(root / "reference")],
        check=True,
        capture_output=True,
    )
    length = time.monotonic() - start
    new = _digest(root / "reference")
    assert new != old
    seen = set()
    for step in range(1, 13):
        process = subprocess.Popen([*BUILD, "--root", str(root)], stdout=subprocess.DEVNULL)
        time.sleep(length * step / 12)
        process.send_signal(signal.SIGKILL)
        process.wait()
        seen.add(_digest(root / "site"))
        assert seen <= {old, new}
    assert old in seen
    assert _run(root).returncode == 0
    assert _digest(root / "site") == new


@pytest.fixture
def served(handbook_copy: Path) -> Iterator[str]:
    process, port = _serving(handbook_copy)
    yield f"http://127.0.0.1:{port}/"
    process.terminate()
    process.wait()


def _serving(root: Path) -> tuple[subprocess.Popen[bytes], int]:
    """The server and its port, which may be another's before the server has it: then it ends, and again."""
    while True:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "generator", "serve", "--root", str(root), "--port", str(port)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            with socket.socket() as asking:
                if asking.connect_ex(("127.0.0.1", port)) == 0:
                    return process, port
            time.sleep(0.2)
        assert process.returncode == 1, "no taken port ends it so"


def _eventually(url: str, word: str, *, there: bool = True) -> str:
    """The page once it holds (or no longer holds) a word; fails after ten minutes of asking."""
    text = ""
    for _ in range(3000):
        try:
            with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - our own server
                text = answer.read().decode()
        except OSError:
            text = "" if there else word
        if (word in text) is there:
            return text
        time.sleep(0.2)
    raise AssertionError(f"{word!r} is {'not ' if there else 'still '}in {url}")


def test_edits_and_faults_show_while_serving(handbook_copy: Path, served: str) -> None:
    chapter = handbook_copy / "content/rules/01-principles/1.1.yaml"
    good = chapter.read_text(encoding="utf-8")
    title = re.search(r"    title: (.*)\n", good)
    assert title
    url = f"{served}chapters/{chapter.parent.name}/"
    _eventually(url, title[1])
    chapter.write_text(good.replace(title[1], "改过的标题", 1), encoding="utf-8")
    _eventually(url, "改过的标题")
    chapter.write_text(good.replace("bearer:", "berer:", 1), encoding="utf-8")
    page = _eventually(url, "M202")
    assert "改过的标题" in page, "the last good page stays under the findings"
    chapter.write_text(good, encoding="utf-8")
    page = _eventually(url, "改过的标题", there=False)
    assert "M202" not in page
    own = handbook_copy / "mkdocs.yml"
    own.write_text("site_author: 某人\n", encoding="utf-8")
    _eventually(url, 'content="某人"')
    own.unlink()
    _eventually(url, 'content="某人"', there=False)


def test_mkdocs_alone_builds_the_same_pages(handbook_copy: Path) -> None:
    assert _run(handbook_copy).returncode == 0
    config = handbook_copy / "mkdocs.yml"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "-q",
            "-f",
            str(config),
            "-d",
            str(handbook_copy / "plain"),
        ],
        check=True,
        capture_output=True,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"},
    )
    ours = sorted((handbook_copy / "site/chapters").rglob("*.html"))
    theirs = [handbook_copy / "plain" / path.relative_to(handbook_copy / "site") for path in ours]
    assert ours
    assert all(filecmp.cmp(one, other, shallow=False) for one, other in zip(ours, theirs, strict=True))


def _anchors(folder: Path) -> dict[str, list[str]]:
    return {
        path.relative_to(folder).as_posix(): re.findall(
            r'id="?([0-9.]+-[0-9]+)"?', path.read_text(encoding="utf-8")
        )
        for path in sorted(folder.glob("chapters/*/index.html"))
    }


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_plain_pages_build_with_other_engines(handbook_copy: Path, tmp_path: Path, engine: str) -> None:
    assert _run(handbook_copy).returncode == 0
    ours = _anchors(handbook_copy / "site")
    assert all(ours.values())
    pages = tmp_path / "pages"
    subprocess.run(
        [sys.executable, "-m", "generator", "pages", "--root", str(handbook_copy), str(pages)],
        check=True,
        capture_output=True,
    )
    subprocess.run(
        [sys.executable, "-m", engine, "build"],
        cwd=pages,
        check=True,
        capture_output=True,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )
    assert _anchors(pages / "site") == ours
