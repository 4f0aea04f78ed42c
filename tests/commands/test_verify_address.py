"""`handbook verify https://…`: what a server gives, compared with what was built."""

from __future__ import annotations

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.commands.cli import main
from generator.outputs.target import deployed, manifest, site_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ABOUT = {"generator": site_folder.GENERATOR, "title": "标本室规范", "edition": "第一版", "files": []}
FILES = {
    "404.html": b"<p>no</p>",
    "index.html": b"<p>home</p>",
    "r/1.1.1-1/index.html": b"rule",
    "downloads/标本 &#.csv": b"a,b\r\n",
}


class _Server(SimpleHTTPRequestHandler):
    """Serves a folder; some paths as they are served by servers that are set up in other ways."""

    def do_GET(self) -> None:
        match self.path.rsplit("/", 1)[-1]:
            case "404.html":
                self._answer(404, FILES["404.html"])
            case "login":
                self._lead("http://other.test/")
            case "moved":
                self._lead(self.path.replace("moved", "index.html"))
            case "broken":
                self._answer(500, b"")
            case "half":
                self._answer(200, b"ha", length=4)
            case "silent":
                threading.Event().wait(1)
            case _:
                super().do_GET()

    def _lead(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()

    def _answer(self, status: int, body: bytes, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site with its manifest, below a folder of a server."""
    folder = tmp_path / "intranet"
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "manifest.json").write_bytes(manifest.written(ABOUT))
    manifest.complete(folder)
    return folder


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """Where it is served."""
    handler = functools.partial(_Server, directory=str(site.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/intranet"
        server.shutdown()
        thread.join()


def _said(address: str) -> tuple[int, list[str]]:
    done = CliRunner().invoke(main, ["verify", address])
    return done.exit_code, done.output.splitlines()


@pytest.mark.parametrize("end", ["", "/", "/manifest.json", "/?x=1#top", "/manifest.json?x"])
def test_a_site_as_built_is_well_however_its_address_is_written(address: str, end: str) -> None:
    status, lines = _said(address + end)
    assert status == 0
    assert lines[0] == "《标本室规范 第一版》，清单里 4 个文件，全部一致。"
    assert lines[1] == "从网上看不到清单以外多出的文件：在服务器上对着文件夹再核对一次。"
    assert lines[2].startswith("清单自己的SHA-256：")


def test_what_is_missing_or_changed_is_told(site: Path, address: str) -> None:
    (site / "index.html").write_bytes(b"<p>hom3</p>")
    (site / "downloads/标本 &#.csv").write_bytes(b"a,b\r\n" * 1000)
    (site / "r/1.1.1-1/index.html").unlink()
    (site / "added.js").touch()
    status, lines = _said(address)
    assert status == 1
    assert lines[:3] == ["改过\tdownloads/标本 &#.csv", "改过\tindex.html", "缺少\tr/1.1.1-1/index.html"]
    assert lines[3].endswith("有 3 处不一致。")


def test_what_the_server_does_else_is_told(site: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deployed, "_PATIENCE", 0.3)
    said = {
        "broken": "取不到，服务器回答500",
        "half": "取不到，传到一半断了",
        "login": "取不到，服务器转到了别处（other.test），也许要先登录",
        "silent": "取不到，服务器0.3秒没有回答",
    }
    for name in (*said, "moved"):
        (site / name).write_bytes(FILES["index.html"])
    manifest.complete(site)
    status, lines = _said(address)
    assert status == 1
    assert lines[:4] == [f"{what}\t{name}" for name, what in said.items()]
    assert lines[4].endswith("清单里 9 个文件，有 4 处不一致。"), (
        "one that leads on within the server is followed"
    )


def test_an_address_without_a_site_is_a_sentence(site: Path, address: str) -> None:
    answers = {
        f"{address}/login/../nowhere": "服务器回答404",
        f"{address}/login": "服务器回答404",
        "http://": "连不上或读不了",
        "http://[": "连不上或读不了",
    }
    (site / "manifest.json").write_text("<html>", encoding="utf-8")
    for one, why in (answers | {address: "读不懂"}).items():
        status, lines = _said(one)
        assert (status, len(lines)) == (1, 1), lines
        assert lines[0].startswith(f"没法核对 {one}：")
        assert why in lines[0]


def test_where_nobody_listens_is_told(address: str) -> None:
    assert "http" in address
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as server:
        port = server.server_port
    assert "那个地址没有服务器在听" in _said(f"http://127.0.0.1:{port}/")[1][0]


def test_a_folder_that_is_not_there_is_a_wrong_use(tmp_path: Path) -> None:
    assert _said(str(tmp_path / "no"))[0] == 2
