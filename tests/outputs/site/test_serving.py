"""A site that is served while its author edits: after every edit what a whole build would give."""

from __future__ import annotations

import logging
import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from wsgiref.util import setup_testing_defaults

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from generator.content import loader
from tests.support.effort import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.config.config_options import Plugins

pytestmark = pytest.mark.slow

URL = "http://127.0.0.1:8000/"
BASE = Path(__file__).parents[3] / "generator/mkdocs-base.yml"


class Served:
    """What `mkdocs serve` does, without a port: ``server.builder()`` follows a change of files.

    ``base``: with the settings of `handbook serve` instead of the handbook's own.
    """

    def __init__(self, root: Path, site: Path, *, base: bool = False) -> None:
        self.root, self.site = root, site
        self._file = BASE if base else root / "mkdocs.yml"
        self.whole_builds = 0
        # MkDocs keeps one plugin a process for all it serves; here several sites are served one by another.
        plugins: Plugins = dict(MkDocsConfig._schema)["plugins"]  # type: ignore[assignment]
        plugins.plugin_cache.clear()
        config = self._config()
        config.plugins.on_startup(command="serve", dirty=False)
        self._build(config)
        self.server = LiveReloadServer(self._build, "127.0.0.1", 0, str(site))
        self.server.socket.close()  # nothing comes in
        config.plugins.on_serve(self.server, config=config, builder=self._build)

    def _config(self) -> MkDocsConfig:
        docs = self.root / "docs"
        docs.mkdir(exist_ok=True)
        return load_config(str(self._file), docs_dir=str(docs), site_dir=str(self.site))

    def _build(self, config: MkDocsConfig | None = None) -> None:
        self.whole_builds += 1
        config = config or self._config()
        config.site_url = URL
        build(config, serve_url=URL)

    def edit(self, name: str, old: str, new: str) -> None:
        """Changes the first place in a file below the root that looks like ``old`` (a pattern)."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        changed = re.sub(old, new, text, count=1, flags=re.MULTILINE)
        assert changed != text
        path.write_text(changed, encoding="utf-8")
        self.server.builder()

    def page(self, folder: str) -> str:
        """A page as the server sends it."""
        return self.fetch(f"{folder}/").decode()

    def fetch(self, path: str) -> bytes:
        """A file as the server sends it."""
        environ: dict[str, Any] = {"PATH_INFO": f"/{path}"}
        setup_testing_defaults(environ)
        app = self.server.get_app()
        assert app
        with closing(app(environ, lambda *_: lambda _: None)) as answer:  # type: ignore[arg-type,return-value,type-var]
            return b"".join(answer)

    def files(self) -> dict[str, bytes]:
        """Everything by its path, once all has been asked for."""
        self.fetch("downloads/data/rules.csv")
        for page in self.site.rglob("*.html"):
            self.fetch(page.relative_to(self.site).as_posix())
        return {
            path.relative_to(self.site).as_posix(): path.read_bytes()
            for path in self.site.rglob("*")
            if path.is_file()
        }


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    yield
    logging.getLogger("mkdocs").setLevel(logging.NOTSET)


@pytest.fixture
def small(
    tmp_path: Path, small_content: dict[str, Any], write_handbook: Callable[[Path, dict[str, Any]], Path]
) -> Served:
    root = write_handbook(tmp_path / "small", small_content)
    (root / "mkdocs.yml").write_text(BASE.read_text(encoding="utf-8"), encoding="utf-8")
    return Served(root, tmp_path / "site")


def _same(served: Served, other: Path) -> None:
    """Everything is there and equal, as if the site had been built from the content as it is."""
    found, wanted = served.files(), Served(served.root, other).files()
    assert found.keys() == wanted.keys()
    assert [path for path, content in found.items() if content != wanted[path]] == []


CHAPTER = "content/chapters/01-receive.yaml"
#: What is edited: file, what is there, what is put there, and how often MkDocs then has built it all.
EDITS = {
    "a reason": (CHAPTER, "标签错了，后面每一步都错。", "错一次，步步错。", 1),
    "a title": (CHAPTER, "title: 先看清再收", "title: 先念标签再收", 1),
    "one more rule": (CHAPTER, "id: 1.1.1-3", "id: 1.1.1-4", 1),
    "a rule comes into force": (CHAPTER, r"  withdrawn:\n(?:    .*\n)+", "", 1),
    "a term": ("content/glossary.yaml", "term: 标本$", "term: 样本", 1),
    "an alias": ("content/glossary.yaml", "标签纸", "条子", 1),
    "an edition": ("content/editions.yaml", "第一次写。", "从头写。", 1),
    "a title in the navigation": (
        "content/channels.yaml",
        "title: 邮寄",
        "title: 快递",
        2,
    ),
    "the settings": ("mkdocs.yml", "    - navigation.top\n", "", 2),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_after_an_edit_the_site_is_as_if_built_anew(
    small: Served, edit: tuple[str, str, str, int], tmp_path: Path
) -> None:
    name, old, new, builds = edit
    small.edit(name, old, new)
    assert small.whole_builds == builds
    _same(small, tmp_path / "other")


def test_a_handbook_s_own_mkdocs_yml_is_followed_too(small: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDBOOK_ROOT", str(small.root))
    own = small.root / "mkdocs.yml"
    own.write_text("site_author: 甲\nsite_description: 乙\n", encoding="utf-8")
    served = Served(small.root, small.site, base=True)
    assert str(small.root) in served.server._watched_paths
    assert 'name="author" content="甲"' in served.page("glossary")
    served.edit("mkdocs.yml", "甲", "丙")
    page = served.page("glossary")
    assert ('content="丙"' in page, 'content="乙"' in page) == (True, True)
    served.edit("mkdocs.yml", "^site_author:", "site_url: none\nsite_author:")
    page = served.page("glossary")
    assert "mkdocs.yml:1:11" in page, "what is wrong shows"
    assert 'content="丙"' in page, "with the last good settings"
    assert served.whole_builds == 2
    served.edit("mkdocs.yml", "(?s).*", "site_name: x\n")
    page = served.page("glossary")
    assert ("M209" in page, 'content="丙"' in page, 'content="乙"' in page) == (False, False, False)
    own.unlink()
    served.server.builder()
    assert served.whole_builds == 3


def test_other_plugins_see_every_build(small: Served) -> None:
    small.edit("mkdocs.yml", "^plugins:\n", "plugins:\n  tags: {}\n")
    small.edit(CHAPTER, "标签错了，后面每一步都错。", "错一次，步步错。")
    assert small.whole_builds == 3


def test_faults_show_above_the_last_good_pages(small: Served, tmp_path: Path) -> None:
    small.edit(CHAPTER, "标签错了，后面每一步都错。", "错一次，步步错。")
    small.edit(CHAPTER, "bearer:", "berer:")
    for page in ("chapters/01-receive", "glossary", "rules"):
        assert "M202" in small.page(page)
    assert "M202" in (small.site / "404.html").read_text(encoding="utf-8")
    assert "错一次，步步错。" in small.page("chapters/01-receive")
    small.edit(CHAPTER, "berer:", "bearer:")
    assert "M202" not in small.page("glossary")
    assert small.whole_builds == 1
    _same(small, tmp_path / "other")


def test_faults_from_the_start_until_there_is_something_good(
    tmp_path: Path,
    small_content: dict[str, Any],
    write_handbook: Callable[[Path, dict[str, Any]], Path],
) -> None:
    del small_content["chapters/01-receive.yaml"]["rules"][0]["bearer"]
    root = write_handbook(tmp_path / "small", small_content)
    (root / "mkdocs.yml").write_text(BASE.read_text(encoding="utf-8"), encoding="utf-8")
    served = Served(root, tmp_path / "site")
    assert "M203" in served.fetch("index.html").decode()
    served.edit(CHAPTER, "^  title: 先看清再收", "  titel: 先看清再收")
    assert "titel" in served.fetch("index.html").decode(), "what is wrong now"
    served.edit(CHAPTER, "titel", "title")
    served.edit(CHAPTER, "^  keywords:", "  bearer: keeper\n  keywords:")
    assert "M203" not in served.fetch("index.html").decode()
    _same(served, tmp_path / "other")


def test_downloads_and_search_are_made_when_asked_for(small: Served) -> None:
    paths = ("downloads/data/rules.csv", "assets/hb/search/more.js", "downloads/data/rules.xlsx")
    before = [(small.site / path).read_bytes() for path in paths]
    small.edit(CHAPTER, "标签错了，后面每一步都错。", "错一次，步步错。")
    for shown in ("index.html", "assets/hb/search/box.js", "assets/hb/handbook.css"):
        small.fetch(shown)  # as every look at a page does
    assert [(small.site / path).read_bytes() for path in paths] == before
    after = [small.fetch(path) for path in paths]
    assert all(one != other for one, other in zip(after, before, strict=True))
    assert "错一次" in after[0].decode()


def test_only_files_that_changed_are_parsed_again(handbook_copy: Path) -> None:
    library, all_of_it = counted(lambda: loader.load(handbook_copy))
    path = handbook_copy / "content/vocabulary/roles.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title:", "title: 新", 1), encoding="utf-8")
    again, one = counted(lambda: loader.load(handbook_copy, library))
    assert one * 10 < all_of_it
    assert again == loader.load(handbook_copy)
    assert again != library


def test_a_file_with_faults_is_told_of_every_time(handbook_copy: Path) -> None:
    path = handbook_copy / "content/rules/01-principles/1.1.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("bearer:", "berer:", 1), encoding="utf-8")
    library = loader.load(handbook_copy)
    assert [fault.code for fault in library.diagnostics] == ["M202"]
    assert loader.load(handbook_copy, library) == library


@pytest.mark.slow
def test_a_morning_of_edits_to_the_real_handbook(handbook_copy: Path, tmp_path: Path) -> None:
    served = Served(handbook_copy, tmp_path / "site")
    chapter, sheet = ("content/rules/04-relationship/4.3.yaml", "checklists/phone.yaml")
    served.edit(chapter, r"rationale: ", "rationale: 试验：")
    served.edit(chapter, r"^    title: ", "    title: 试验")
    served.edit("content/vocabulary/glossary.yaml", "definition: ", "definition: 试验：")
    served.edit("content/questions/04-relationship/4.3.yaml", "stem: ", "stem: 试验：")
    served.edit(sheet, "objective: ", "objective: 试")
    served.edit("content/search/04-relationship.yaml", "- 客户需求$", "- 客户的需求")
    served.edit("content/law/authorities.yaml", "short_title: ", "short_title: 试")
    served.edit("content/pages/guide.md", r"\Z", "\n试验。\n")
    served.edit(chapter, "bearer:", "berer:")
    served.edit(chapter, "berer:", "bearer:")
    assert served.whole_builds == 1
    _same(served, tmp_path / "other")
