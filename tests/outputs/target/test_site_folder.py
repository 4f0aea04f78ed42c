"""What --site-dir may be, what a build says when the machine refuses, and what mkdocs.yml may do: nothing."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import socket
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.__main__ import run
from generator.commands import cli
from generator.content import site_settings
from generator.core import machine_faults
from generator.outputs.site.mkdocs import site
from generator.outputs.site.mkdocs.hosts import local_only
from generator.outputs.target import atomic, site_folder
from tests.support.handbooks import BASE

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small handbook."""
    shutil.copytree(BASE, tmp_path / "handbook")
    return tmp_path / "handbook"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook with its site; only to be read."""
    root = shutil.copytree(BASE, tmp_path_factory.mktemp("first") / "handbook")
    assert _build(root).exit_code == 0
    return Path(root)


@pytest.fixture
def built(first: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(first, tmp_path / "handbook"))


def _build(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli.main, ["build", "--no-pdf", "--root", str(root), *words])


def _everything(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def _working_copy(root: Path) -> Path:
    (root.parent / "copy" / ".git").mkdir(parents=True)
    (root.parent / "copy" / "thesis").touch()
    return root.parent / "copy"


def _site_with_a_working_copy(root: Path) -> Path:
    (root.parent / "ours/notes/.git").mkdir(parents=True)
    manifest = {"generator": site_folder.GENERATOR}
    (root.parent / "ours/manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return root.parent / "ours"


def _others(root: Path) -> Path:
    (root.parent / "photos").mkdir()
    (root.parent / "photos" / "1.jpg").touch()
    (root.parent / "photos" / "manifest.json").write_text('{"name": "app"}', encoding="utf-8")
    return root.parent / "photos"


def _link_to_others(root: Path) -> Path:
    (root.parent / "site").symlink_to(_others(root))
    return root.parent / "site"


@pytest.mark.parametrize(
    "place",
    [
        lambda root: root,
        lambda root: root.parent,
        lambda root: root / "content",
        lambda root: root / "content" / "pages" / "new",
        lambda _: Path("/"),
        lambda _: Path.home(),
        _working_copy,
        _site_with_a_working_copy,
        lambda root: _working_copy(root) / ".git" / "site",
        _others,
        _link_to_others,
    ],
)
def test_nothing_but_a_site_is_ever_replaced(root: Path, place: Callable[[Path], Path]) -> None:
    folder = place(root)
    before = _everything(root.parent)
    done = _build(root, "--site-dir", str(folder))
    assert done.exit_code == 2
    assert "不能把网站生成到" in done.output
    assert _everything(root.parent) == before


def test_an_old_site_comes_back_even_when_the_content_is_wrong(built: Path) -> None:
    before = _everything(built / "site")
    (built / "site").rename(built / ".site.old")  # as a build leaves it that was killed between two renames
    (built / "content/glossary.yaml").write_text("terms: [", encoding="utf-8")
    assert _build(built).exit_code == 1
    assert _everything(built / "site") == before
    assert not (built / ".site.old").exists()


def test_plain_pages_replace_nothing_but_plain_pages(root: Path) -> None:
    def write(folder: Path) -> tuple[int, str]:
        done = CliRunner().invoke(cli.main, ["pages", "--root", str(root), str(folder)])
        return done.exit_code, done.output

    for folder in (root, root / "content", _others(root)):
        before = _everything(root.parent)
        code, said = write(folder)
        assert (code, "不能把网页生成到" in said) == (2, True)
        assert _everything(root.parent) == before
    assert write(root / "out")[0] == write(root / "out")[0] == 0


def test_missing_empty_and_earlier_sites_are_replaced(root: Path) -> None:
    folder = root.parent / "out"
    for prepare in (lambda: None, lambda: (shutil.rmtree(folder), folder.mkdir()), lambda: None):
        prepare()
        assert _build(root, "--site-dir", str(folder)).exit_code == 0
        assert json.loads((folder / "manifest.json").read_bytes())["generator"] == site_folder.GENERATOR
    (root.parent / "link").symlink_to(folder)
    assert _build(root, "--site-dir", str(root.parent / "link")).exit_code == 0
    assert (root.parent / "link").is_symlink()


def test_a_site_of_an_earlier_edition_counts_as_ours(tmp_path: Path) -> None:
    manifest = {"title": "", "edition": "", "effective": "", "fingerprint": "", "files": []}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert site_folder.is_ours(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"title": ""}', "[" * 100_000, '{"generator": "other"}'])
def test_other_manifests_do_not(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    assert not site_folder.is_ours(tmp_path)


def test_a_file_in_the_place_of_the_site_is_a_sentence(root: Path) -> None:
    (root / "site").write_text("mine", encoding="utf-8")
    done = _build(root)
    assert done.exit_code == 1
    assert "是一个文件" in done.output
    assert (root / "site").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("code", "word"),
    [(errno.ENOSPC, "磁盘满了"), (errno.EROFS, "只读"), (errno.EACCES, "没有权限"), (errno.EIO, "读写出错")],
)
@pytest.mark.parametrize("where", ["mkdtemp", "exchange", "write"])
def test_what_the_machine_refuses_is_one_sentence(
    built: Path, monkeypatch: pytest.MonkeyPatch, code: int, word: str, where: str
) -> None:
    before = _everything(built / "site")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code), "/somewhere")

    if where == "mkdtemp":
        monkeypatch.setattr(atomic.tempfile, "mkdtemp", refuse)
    elif where == "exchange":
        monkeypatch.setattr(site, "put_in_place", refuse)
    else:
        monkeypatch.setattr("mkdocs.utils.write_file", refuse)
    done = _build(built)
    assert done.exit_code == 1
    last = done.output.strip().splitlines()[-1]
    assert last.startswith("网站没有写成，原来的还在：")
    assert word in last
    assert "Traceback" not in done.output
    assert _everything(built / "site") == before
    assert list(built.glob(".site*")) == []


def test_a_failed_build_says_what_is_there_now(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def said() -> str:
        return _build(root).output.strip().splitlines()[-1]

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as broken:
        broken.setattr("mkdocs.utils.write_file", refuse)
        assert said() == "网站没有写成，那里还没有网站：磁盘满了"
        (root / "site").mkdir()
        assert said() == "网站没有写成，那里还没有网站：磁盘满了"
    copy = atomic._copy
    with monkeypatch.context() as broken:
        broken.setattr(Path, "is_mount", lambda self: self == root / "site")
        broken.setattr(
            atomic, "_copy", lambda path, *of: refuse() if path.name == "index.html" else copy(path, *of)
        )
        assert said() == f"网站没有写成，{atomic.HALF}：磁盘满了"
    assert _build(root).exit_code == 0


def test_links_in_a_circle_are_a_sentence(root: Path) -> None:
    (root / "site").symlink_to("site")
    for place in ("site", "site/deep"):
        done = _build(root, "--site-dir", str(root / place))
        assert (done.exit_code, done.output) == (1, f"链接绕成了圈：{root / place}\n")


def test_every_command_says_what_the_machine_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "/srv/a")

    monkeypatch.setattr("generator.outputs.site.pages.plain_pages.write", refuse)
    done = CliRunner().invoke(cli.main, ["pages", "--root", str(root), str(root / "out")])
    assert (done.exit_code, done.output) == (1, "没有权限：/srv/a\n")


def test_an_interrupt_while_the_program_loads_ends_alike(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Loading(ModuleType):
        def __getattr__(self, name: str) -> object:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "generator.commands.cli", Loading("generator.commands.cli"))
    with pytest.raises(SystemExit) as ended:
        run()
    assert (ended.value.code, capsys.readouterr().err) == (130, "\n已中断。\n")


def test_an_interrupted_command_ends_with_130(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.outputs.site.workspace.Workspace.examine", interrupt)
    done = CliRunner().invoke(cli.main, ["check", "--root", str(root)])
    assert (done.exit_code, done.output) == (130, "已中断。\n")


def test_a_refusal_without_a_name_still_says_why() -> None:
    assert machine_faults.sentence(OSError("怪事")) == "怪事"
    assert machine_faults.sentence(OSError(errno.EL2HLT, "Level 2 halted", "/a")) == "系统报错 EL2HLT：/a"
    assert machine_faults.reason(OSError(99999, "Unknown error 99999")) == "系统报错 99999"


LIKELY = [
    *("EINVAL", "ESTALE", "EXDEV", "EFBIG", "ETIMEDOUT", "ENOTSUP", "ENOSYS", "ENOLCK", "ENFILE", "ENXIO"),
    *("ETXTBSY", "EILSEQ", "EAGAIN", "EMLINK", "ENOTCONN", "EHOSTDOWN", "EREMOTEIO", "EBADF"),
]


@pytest.mark.parametrize("name", LIKELY)
def test_what_disks_and_networks_refuse_is_said_in_chinese(name: str) -> None:
    code = getattr(errno, name)
    assert not re.search("[A-Za-z]{2}", machine_faults.reason(OSError(code, os.strerror(code))))
    assert machine_faults.sentence(FileNotFoundError(errno.ENOENT, "x", "a", None, "b")).endswith("a → b")


HOSTILE = """site_url: https://handbook.example/ # where it stands
extra: !!python/object/apply:os.system ["touch ran"]
strict: !ENV [STRICT, &again {a: *again}]
hooks: [evil.py]
plugins: [evil]
theme: {name: evil, custom_dir: evil}
INHERIT: ../../evil.yml
markdown_extensions: [evil]
extra_javascript: [https://evil.example/x.js]
"""


def test_a_foreign_mkdocs_yml_is_data(root: Path) -> None:
    (root / "evil.py").write_text(f"open({str(root / 'ran')!r}, 'w')", encoding="utf-8")
    (root / "mkdocs.yml").write_text(HOSTILE, encoding="utf-8")
    done = _build(root)
    assert done.exit_code == 0, done.output
    assert not (root / "ran").exists()
    page = (root / "site" / "index.html").read_text(encoding="utf-8")
    assert "evil" not in page
    assert "https://handbook.example/" in page


def test_its_site_dir_is_judged_like_any(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_dir: public\n", encoding="utf-8")
    assert _build(root).exit_code == 0
    assert (root / "public" / "index.html").is_file()
    (root / "mkdocs.yml").write_text("site_dir: content\n", encoding="utf-8")
    assert _build(root).exit_code == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"- a\n", "S120"),
        (b"just words\n", "S120"),
        (b"\xff\xfe\x00binary", "mkdocs.yml:1"),
        (b"site_url: [a]\n", "mkdocs.yml:1"),
        (b"site_url: [a\n", "mkdocs.yml:"),
        (b"a: " + b"[" * 100_000, "mkdocs.yml:1"),
    ],
)
def test_a_broken_one_is_a_finding(root: Path, text: bytes, said: str) -> None:
    (root / "mkdocs.yml").write_bytes(text)
    done = _build(root)
    assert done.exit_code == 1
    assert said in done.output
    assert "Traceback" not in done.output
    assert not (root / "site").exists()


@pytest.mark.parametrize("place", ["../public", "/srv/public", "deep/../../public", "link", "link/deep"])
def test_its_site_stays_in_the_handbook(root: Path, place: str) -> None:
    (root / "link").symlink_to("../public")
    (root / "mkdocs.yml").write_text(f"site_dir: {place}\n", encoding="utf-8")
    done = _build(root)
    assert (done.exit_code, "mkdocs.yml:1:11: 错误 S122" in done.output) == (1, True)
    assert not (root.parent / "public").exists()
    (root / "mkdocs.yml").write_text("site_dir: loop\n", encoding="utf-8")
    (root / "loop").symlink_to("loop")
    assert _build(root).output == f"链接绕成了圈：{root / 'loop'}\n"


def test_characters_that_no_yaml_holds_are_shown_in_it(root: Path) -> None:
    (root / "mkdocs.yml").write_text("# ✏️ ours\na: x\x07y\nb: [\x7f\n", encoding="utf-8")
    found = [(one.span.line, one.span.column, one.code) for one in site_settings.read(root)[1]]
    assert found == [(2, 5, "S108"), (3, 5, "S108")]
    (root / "mkdocs.yml").write_text("# ✏️ ours\nsite_name: ✏️\n", encoding="utf-8")
    assert site_settings.read(root)[1] == []


def test_keys_that_are_not_looked_at_are_not_counted(root: Path) -> None:
    keys = "".join(f"key{number}: 1\n" for number in range(150))
    (root / "mkdocs.yml").write_text(f"{keys}site_author: 知规\n", encoding="utf-8")
    assert site_settings.read(root) == (site_settings.SiteSettings(site_author="知规"), [])


def test_one_with_a_name_only_is_fine(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    assert site_settings.read(root) == (site_settings.SiteSettings(), [])
    assert _build(root).exit_code == 0


@pytest.mark.parametrize(
    ("host", "let_in"),
    [
        ("127.0.0.1:8000", True),
        ("localhost", True),
        ("LOCALHOST:80", True),
        ("[::1]:8000", True),
        ("[::1]", True),
        ("evil.example", False),
        ("evil.example:8000", False),
        ("127.0.0.1.evil.example:8000", False),
        ("", False),
    ],
)
def test_only_requests_to_this_machine_are_answered(host: str, *, let_in: bool) -> None:
    said = []
    answer = local_only(lambda _environ, _start: [b"secret"])
    body = b"".join(answer({"HTTP_HOST": host}, lambda status, _headers: said.append(status)))
    assert (body == b"secret") is let_in
    assert said == ([] if let_in else ["421 Misdirected Request"])


def test_a_taken_port_is_a_sentence_that_offers_a_free_one(root: Path) -> None:
    with socket.socket() as taken:
        taken.bind((site.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = CliRunner().invoke(cli.main, ["serve", "--root", str(root), "--port", str(port)])
    assert done.exit_code == 1
    assert f"端口 {port} 已经有程序在用" in done.output
    offered = int(done.output.strip().rpartition(" ")[2])
    assert offered > port
