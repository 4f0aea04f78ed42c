"""Handbooks to test with: the real one, copied and built once, and small ones with any text in them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.book.handbook import resolve
from generator.content import loader
from generator.content.reading import source
from generator.outputs.pdf import publication
from generator.search import Index, catalogue_of
from tests.support import shared
from tests.support.published import published

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.book.handbook import Handbook
    from generator.content.loader import Library
    from generator.outputs.site.pages.publication import Publication

ROOT = Path(__file__).parents[1]
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell starts what runs in the background so
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def handbook_copy(tmp_path: Path) -> Path:
    """The real handbook's content, to be changed freely."""
    root = tmp_path / "handbook"
    shutil.copytree(ROOT / "content", root / "content")
    if (ROOT / "checklists").is_dir():
        shutil.copytree(ROOT / "checklists", root / "checklists")
    shutil.copy(ROOT / "generator/mkdocs-base.yml", root / "mkdocs.yml")
    return root


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all processes of this run, for what shared.once makes."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def built_site(run_folder: Path) -> Path:
    """The real handbook's site, built once for all tests of a run. Only to be read."""

    def build(site: Path) -> None:
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "-q",
            "-f",
            str(ROOT / "mkdocs.yml"),
            "-d",
            str(site),
        ]
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)

    return shared.once(run_folder / "site", build)


@pytest.fixture(scope="session")
def real_library() -> Library:
    """The real handbook's files. Only to be read; a copy with few changes is soon loaded after it."""
    return loader.load(ROOT)


@pytest.fixture(scope="session")
def real_book(real_library: Library) -> Handbook:
    """The real handbook, resolved. Only to be read."""
    book = resolve(real_library)
    assert book is not None
    return book


@pytest.fixture(scope="session")
def real_publication(real_book: Handbook) -> Publication:
    """Pages and files of the real handbook, without PDFs. Only to be read."""
    return published(real_book)


@pytest.fixture(scope="session")
def real_index(real_book: Handbook) -> Index:
    """The search over the real handbook. Only to be asked."""
    return Index(catalogue_of(real_book))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever needs the whole site or its PDFs is slow."""
    for item in items:
        if {"built_site", "pdfs"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def _environment() -> Iterator[None]:
    """What a build in this process tells MkDocs by the environment is not there for the next test."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="session")
def pdfs(real_book: Handbook, run_folder: Path) -> dict[str, Path]:
    """Every PDF of the real handbook, by its path on the site. A build before or after shares the work."""

    def make(folder: Path) -> None:
        for name, data in publication.make(real_book, ROOT).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)

    folder = shared.once(run_folder / "pdfs", make)
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.pdf"))}


_RULE: dict[str, Any] = {
    "id": "1.1.1-1",
    "clause": "1.1.1",
    "title": "先看清再收",
    "modality": "应",
    "statement": "管理员收下标本时，应当场核对标签。",
    "rationale": "标签错了，后面每一步都错。",
    "practice": ["拿起来念一遍标签。", {"recommend": "两个人各念一遍。"}],
    "examples": [
        {"kind": "do", "text": "来人：这是标本。\n管理员：我念一遍标签，您听对不对。"},
        {"kind": "dont", "text": "来人：这是标本。\n管理员：放那儿吧。"},
    ],
    "channels": "all",
    "stages": ["before"],
    "bearer": "keeper",
    "deadline": {"value": "2", "unit": "小时", "from": "收到标本", "to": "登记"},
    "evidence": "登记簿。",
    "see": [{"rule": "1.1.1-2", "kind": "配合"}],
    "caution": {"limit": "有毒的不收。", "instead": "请来人等一等，叫主管。"},
    "source_note": "原文写“宜”，本手册读作“应”。",
    "keywords": ["标签", "收标本", "核对", "登记"],
    "asked_as": ["收标本先干嘛"],
    "origin": "source",
}

_SMALL: dict[str, Any] = {
    "handbook.yaml": {
        "id": "specimens",
        "title": "标本室规范",
        "short_title": "标本室",
        "edition": "第一版",
        "effective": "2026-01-01",
        "issuer": "标本室",
        "owner": "标本室",
        "review_due": "2027-01-01",
        "description": "怎么收、怎么放、怎么借标本。",
    },
    "outline.yaml": {
        "chapters": [
            {
                "number": "1",
                "title": "收标本",
                "sections": [
                    {
                        "number": "1.1",
                        "title": "核对",
                        "clauses": [
                            {"number": "1.1.1", "title": "标签"},
                            {"number": "1.1.2", "title": "旧办法", "no_rule": "已经不用了。"},
                        ],
                    }
                ],
            }
        ]
    },
    "channels.yaml": {
        "channels": [
            {"id": "desk", "title": "窗口", "scene": "门口、前台", "description": "在窗口收。"},
            {"id": "post", "title": "邮寄", "scene": "快递", "description": "寄来的。"},
        ]
    },
    "roles.yaml": {
        "roles": [
            {"id": "keeper", "title": "管理员", "description": "看标本的人。"},
            {"id": "head", "title": "主管", "description": "管管理员的人。", "source_term": "负责人"},
        ]
    },
    "stages.yaml": {
        "stages": [
            {"id": "before", "title": "收之前", "description": "标本还没收下。"},
            {"id": "after", "title": "收之后", "description": "标本已经收下。"},
        ]
    },
    "glossary.yaml": {
        "terms": [
            {
                "id": "label",
                "term": "标签",
                "aliases": ["标签纸"],
                "definition": "贴在瓶上的纸，写明这是什么。",
                "rules": ["1.1.1-1"],
                "related": ["specimen"],
            },
            {"id": "specimen", "term": "标本", "definition": "收来保存的东西。"},
        ]
    },
    "situations.yaml": {
        "situations": [{"id": "new", "title": "第一天来", "prompt": "什么都不会。", "rules": ["1.1.1-1"]}]
    },
    "editions.yaml": {"editions": [{"edition": "第一版", "date": "2026-01-01", "summary": "第一次写。"}]},
    "chapters/01-receive.yaml": {
        "chapter": "1",
        "title": "收标本",
        "slug": "receive",
        "summary": "东西进门时做什么。",
        "rules": [
            _RULE,
            _RULE
            | {
                "id": "1.1.1-2",
                "title": "不收没标签的",
                "modality": "不得",
                "statement": "管理员不得收下没有标签的标本。",
                "see": [{"rule": "1.1.1-1", "kind": "配合"}],
                "channels": ["post"],
                "stages": ["after"],
                "bearer": "head",
                "origin": "drafted",
                "revisions": [{"edition": "第一版", "summary": "改了一个字。"}],
            },
            _RULE
            | {
                "id": "1.1.1-3",
                "title": "旧规矩",
                "statement": "管理员应把标本放在地上。",
                "see": [],
                "withdrawn": {"edition": "第一版", "reason": "会被踩到。", "replaced_by": ["1.1.1-1"]},
            },
        ],
    },
}


@pytest.fixture
def small_content() -> dict[str, Any]:
    """A small handbook as plain data (file name → content), with every field in use; change it freely."""
    copied: dict[str, Any] = json.loads(json.dumps(_SMALL))  # no shared parts: they would become YAML aliases
    return copied


def _write(root: Path, content: dict[str, Any]) -> Path:
    for name, data in content.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source.dump(data), encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def write_handbook() -> Callable[[Path, dict[str, Any]], Path]:
    """Writes plain data as a handbook's folder."""
    return _write


@pytest.fixture
def small_book(tmp_path: Path, small_content: dict[str, Any]) -> Handbook:
    """The small handbook, resolved."""
    library = loader.load(_write(tmp_path / "small", small_content))
    assert library.diagnostics == ()
    book = resolve(library)
    assert book is not None
    return book
