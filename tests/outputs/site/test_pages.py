"""Pages: any text comes out as that text, every address that others rely on is there, nothing runs inline."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import markdown
import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator.book.handbook import resolve
from generator.content import loader
from generator.outputs.site.mkdocs.plugin import BASE_CONFIG
from generator.outputs.site.pages import navigation, pages
from generator.views import prose
from generator.views.links import Links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from generator.book.handbook import Handbook
    from generator.outputs.site.pages.publication import Page

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Parsed(HTMLParser):
    """A page as a browser sees it: its text, its elements, its ids and links."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.title = ""
        self._skip = 0
        self._in_title = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._skip += tag in {"script", "style"}
        self._in_title = tag == "title"

    def handle_endtag(self, tag: str) -> None:
        self._skip -= tag in {"script", "style"}
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._skip:
            self.pieces.append(data)

    @property
    def text(self) -> str:
        return squeezed("".join(self.pieces))

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.elements if "id" in attrs]

    @property
    def links(self) -> Iterator[str]:
        for tag, attrs in self.elements:
            for key in ("href", "src", "action"):
                if (value := attrs.get(key)) and tag != "base":
                    yield value


def squeezed(text: str) -> str:
    return "".join(text.split())


def every_page(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


# ---- the real site ----


def test_every_rule_has_its_anchor_and_its_short_address(built_site: Path, real_book: Handbook) -> None:
    for chapter in real_book.chapters:
        page = Parsed((built_site / f"chapters/{chapter.path}/index.html").read_text(encoding="utf-8"))
        assert len(page.ids) == len(set(page.ids))
        assert {rule.id for rule in chapter.rules} <= set(page.ids)
        assert {clause.number for clause in chapter.clauses} <= set(page.ids)
        for rule in chapter.rules:
            short = (built_site / f"r/{rule.id}/index.html").read_text(encoding="utf-8")
            target = f"../../chapters/{chapter.path}/index.html#{rule.id}"
            assert f'<meta http-equiv="refresh" content="0; url={target}">' in short
            assert f'<a href="{target}">' in short
            assert "<script" not in short


@pytest.mark.parametrize(
    "path",
    [
        "index.html", "404.html", "rules/", "channels/phone/", "channels/face-to-face/", "channels/online/",
        "roles/", "roles/front-line/", "glossary/", "basis/", "basis/pipl/", "coverage/",
        "deadlines/complaint/", "changes/", "downloads/", "guide/", "modality/", "provenance/",
        "manifest.json", "r/4.3.2/",
        "downloads/data/handbook.json", "downloads/data/handbook.schema.json", "downloads/data/rules.csv",
        "downloads/data/rules.xlsx",
    ],
)  # fmt: skip
def test_agreed_paths_exist(built_site: Path, path: str) -> None:
    assert (built_site / path / ("index.html" if path.endswith("/") else "")).exists()


def test_every_link_leads_somewhere_on_this_site(built_site: Path) -> None:
    """Also from a disk: no link to a folder, none to another host, none to an anchor that is not there."""
    parsed = {path: Parsed(path.read_text(encoding="utf-8")) for path in every_page(built_site)}
    ids = {path: set(page.ids) for path, page in parsed.items()}
    broken = []
    for path, page in parsed.items():
        for link in set(page.links):
            parts = urlsplit(link)
            if path.name == "404.html" and parts.path.startswith("/"):
                target = built_site / parts.path.lstrip("/")
            else:
                assert not parts.scheme, f"{path}: {link}"
                assert not parts.netloc, f"{path}: {link}"
                target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            anchor = unquote(parts.fragment)
            found = target.is_file() and (not anchor or "=" in anchor or anchor in ids.get(target, ()))
            if not found:
                broken.append(f"{path.relative_to(built_site)}: {link}")
    assert broken == []


def test_nothing_runs_or_is_styled_inline(built_site: Path) -> None:
    """What a policy of script-src 'self'; style-src 'self' forbids does not occur."""
    for path in every_page(built_site):
        html = path.read_text(encoding="utf-8")
        assert not re.search(r"<style|javascript:", html), path
        for tag, attrs in Parsed(html).elements:
            assert "style" not in attrs, f"{path}: {tag}"
            assert not any(name.startswith("on") for name in attrs), f"{path}: {tag}"
            if tag == "script":
                assert "src" in attrs or attrs.get("type") == "application/json", path


def test_pages_say_their_language(built_site: Path) -> None:
    for path in every_page(built_site):
        assert '<html lang="zh-CN"' in path.read_text(encoding="utf-8"), path


def test_drafted_rules_are_marked_wherever_they_are_named(built_site: Path, real_book: Handbook) -> None:
    """Every link to a drafted rule, on whatever page, is followed by its mark."""
    drafted = {rule.id for rule in real_book.rules if rule.origin.value == "drafted"}
    named = re.compile(
        r'<a class="hb-(?:ref|row__title|inline)" href="[^"]*#([0-9.]+-[0-9]+)">.*?</a>'
        r'(<span class="hb-mark">[^<]*)?'
    )
    for path in every_page(built_site):
        for rule, mark in named.findall(path.read_text(encoding="utf-8")):
            assert mark.endswith("·拟定") is (rule in drafted), f"{path}: {rule}"


def test_a_term_is_linked_once_a_page(built_site: Path) -> None:
    seen = 0
    for path in sorted(built_site.glob("chapters/*/index.html")):
        linked = re.findall(r'class="hb-term" href="([^"]+)"', path.read_text(encoding="utf-8"))
        assert len(linked) == len(set(linked))
        seen += len(linked)
    assert seen > 40


def _entries(nav: list[dict[str, Any]]) -> int:
    return sum(_entries(value) if isinstance(value, list) else 1 for entry in nav for value in entry.values())


def test_the_navigation_stays_small(real_book: Handbook) -> None:
    assert _entries(pages._Site(real_book, {}).nav()) <= navigation.LIMIT


# ---- any text ----

HOSTILE = [
    "<script>alert(1)</script>",
    "</title><script>x()</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x()",
    "{{ 7*7 }}{% raw %}{# #}",
    "[点](javascript:alert(1))",
    "![图](x.png)<http://example.com>",
    "*斜* _斜_ **粗** `码` ~~删~~ ==标==",
    "&lt;b&gt; &amp; &#60; &nbsp;",
    "# 题 #",
    "- 项",
    "1. 项",
    "> 引",
    "<!-- 注 --> <![CDATA[x]]> <?php ?>",
    "|甲|乙|",
    "甲 {: #id .c onclick=x }",
    "[[1.1.1-1]] [^1] [x]: y",
    r"\* \\ \n \u0041",
    "---",
    "</article></div></body>",
    "http://example.com/?a=1&b=2",
    "%s %(x)s {0} $x",
    "👍🏽 é 𠮷 ﷽",
]


def _fill(content: dict[str, Any], text: str) -> dict[str, Any]:
    """Puts a text, made unique for its place, into every field of prose."""
    places = 0

    def unique() -> str:
        nonlocal places
        places += 1
        return f"{text}〔{places}〕"

    def fill(value: object, keys: set[str]) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in keys and isinstance(inner, str):
                    value[key] = unique()
                elif key in keys and isinstance(inner, list) and all(isinstance(one, str) for one in inner):
                    value[key] = [unique() for _ in inner]
                else:
                    fill(inner, keys)
        elif isinstance(value, list):
            for inner in value:
                fill(inner, keys)

    fields = {
        "title", "description", "scene", "source_term", "term", "aliases", "definition", "prompt", "summary",
        "statement", "rationale", "recommend", "text", "from", "to", "evidence", "limit", "instead",
        "source_note", "reason", "no_rule", "issuer",
    }  # fmt: skip
    fill(content, fields)
    rule = content["chapters/01-receive.yaml"]["rules"][0]
    rule["practice"][0] = unique()
    return content


def _texts(content: dict[str, Any]) -> Iterator[str]:
    """Every text that :func:`_fill` placed and that a page must show."""

    def walk(value: object) -> Iterator[str]:
        if isinstance(value, str) and value.endswith("〕"):
            yield value
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from walk(inner)

    for name, file in content.items():
        withdrawn = [] if not name.startswith("chapters/") else [r for r in file["rules"] if "withdrawn" in r]
        file["rules"] = [r for r in file.get("rules", []) if r not in withdrawn]
        for rule in withdrawn:
            yield rule["title"]
            yield rule["withdrawn"]["reason"]
        if name.startswith("chapters/"):
            file.pop("title")  # the outline's is shown
        yield from walk(file)


def _pages(root: Path) -> tuple[Page, ...]:
    """The pages alone: without data files and search, which take longer than all the rest."""
    book = resolve(loader.load(root))
    assert book is not None
    return tuple(pages._Site(book, {}).pages())


EXTENSIONS = yaml.safe_load(re.sub(r"!ENV.*", "x", BASE_CONFIG.read_text("utf-8")))["markdown_extensions"]


def _html(written: tuple[Page, ...], *, fast: bool) -> dict[str, Parsed]:
    """Every page through Markdown. The front matter's title stands in <title>, as themes print it."""
    found = {}
    for page in written:
        _, front, body = page.markdown.split("---\n", 2)
        names = [one for one in EXTENSIONS if fast or one != "generator.outputs.site.mkdocs.raw_blocks"]
        extensions = [next(iter(one)) if isinstance(one, dict) else one for one in names]
        title = yaml.safe_load(front)["title"]
        found[page.path] = Parsed(f"<title>{title}</title>{markdown.markdown(body, extensions=extensions)}")
    return found


def _judge(found: dict[str, Parsed], content: dict[str, Any]) -> None:
    everything = "\n".join(f"{page.title}\n{page.text}" for page in found.values())
    everything = squeezed(everything)
    for text in _texts(content):
        assert squeezed(text) in everything, text
    for path, page in found.items():
        tags = {tag for tag, _ in page.elements}
        assert not tags & {"script", "img", "iframe", "style", "em", "code", "del", "mark", "blockquote"}, (
            path
        )
        for tag, attrs in page.elements:
            assert not any(name.startswith("on") for name in attrs), (path, tag, attrs)
            assert not (attrs.get("href") or "").startswith(("javascript", "http")), (path, attrs)
        opened = sum(tag == "article" for tag, _ in page.elements)
        assert opened == (3 if path.startswith("chapters/") else 0), path


@pytest.mark.parametrize("fast", [True, False], ids=["our-extension", "any-engine"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_as_text(
    text: str,
    fast: bool,  # noqa: FBT001 - a test's parameter
    small_content: dict[str, Any],
    tmp_path: Path,
    write_handbook: Callable[[Path, dict[str, Any]], Path],
) -> None:
    content = _fill(small_content, text)
    root = write_handbook(tmp_path, content)
    _judge(_html(_pages(root), fast=fast), content)


_ANY = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co", "Zl", "Zp"],
        exclude_characters="\u200b\u2028\u2029\ufeff",
    ),
    min_size=1,
    max_size=30,
).filter(lambda text: bool(text.strip()))
_SIGNS = st.text(st.sampled_from("<>&\"'`*_[](){}#-+.!|~:=\\/^$%@; \t甲a1"), min_size=1, max_size=30).filter(
    lambda text: bool(text.strip())
)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=st.one_of(_SIGNS, _ANY))
def test_any_text_comes_out_as_text(
    text: str,
    tmp_path: Path,
    small_content: dict[str, Any],
    write_handbook: Callable[[Path, dict[str, Any]], Path],
) -> None:
    assume(not text.startswith("-"))  # taken for a list whose dash lacks its blank, and said so (S131)
    content = _fill(json.loads(json.dumps(small_content)), text)
    root = write_handbook(tmp_path, content)
    _judge(_html(_pages(root), fast=True), content)


@pytest.mark.slow
def test_hostile_text_through_a_whole_build(
    small_content: dict[str, Any],
    tmp_path: Path,
    write_handbook: Callable[[Path, dict[str, Any]], Path],
) -> None:
    """Titles end up in <title>, header, navigation and crumbs, which MkDocs' templates print as they are."""
    content = _fill(small_content, "</title><script>alert(1)</script><b onclick=x>{{ 7*7 }}&amp;")
    root = write_handbook(tmp_path, content)
    script = (
        "import sys; from pathlib import Path; from generator import checks\n"
        "from generator.outputs.site import workspace; from generator.outputs.site.mkdocs import site\n"
        "checks.run = lambda book, **_: []\n"
        "one = workspace.Workspace(Path(sys.argv[1])); one.read()\n"
        "site.build(one, Path(sys.argv[2]), 0, list)"
    )
    out = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-c", script, str(root), str(out)], check=True, env=os.environ, capture_output=True
    )
    seen = 0
    for path in every_page(out):
        page = Parsed(path.read_text(encoding="utf-8"))
        for tag, attrs in page.elements:
            assert tag != "b" or not attrs, path
            assert tag != "script" or "src" in attrs or attrs.get("id") == "__config", path
        shown = page.title + "".join(page.pieces)
        seen += "</title><script>alert(1)</script>" in shown
        assert "&amp;lt;" not in shown, f"{path}: escaped twice"
        assert "&lt;" not in shown, f"{path}: escaped twice"
    assert seen > 10


def test_markdown_escape_leaves_nothing_to_interpret() -> None:
    escaped = str(prose.in_markdown("*a* [b](c) <d> &amp; `e`"))
    assert not set(escaped) & set("*[]()<>`_")


def test_links_from_any_depth() -> None:
    assert Links("").page("rules/") == "rules/index.html"
    assert Links("chapters/01-x/").page("glossary/", "term-a") == "../../glossary/index.html#term-a"
    assert Links("glossary/").page("glossary/", "term-a") == "#term-a"
    assert Links("chapters/01-x/").page("") == "../../index.html"


def test_a_pages_own_words_find_their_rules(
    small_content: dict[str, Any], tmp_path: Path, write_handbook: Callable[[Path, dict[str, Any]], Path]
) -> None:
    root = write_handbook(tmp_path, small_content)
    (root / "content/pages").mkdir()
    (root / "content/pages/about.md").write_text(
        "# 关于\n\n见[[1.1.1-1]]，没有[[9.9.9-9]]。\n", encoding="utf-8"
    )
    (root / "content/pages/rules.md").write_text("# 占了别人的名字\n", encoding="utf-8")
    written = _pages(root)
    page = next(page for page in written if page.path == "about/index.md")
    assert page.title == "关于"
    assert "../chapters/01-receive/index.html#1.1.1-1" in page.markdown
    assert "[[9.9.9-9]]" in page.markdown
    assert len({page.path for page in written}) == len(written)


def test_many_chapters_do_not_swell_the_navigation(
    small_content: dict[str, Any], tmp_path: Path, write_handbook: Callable[[Path, dict[str, Any]], Path]
) -> None:
    section = {"number": "1", "title": "节", "status": "full", "no_rule": "没有。"}
    small_content["outline.yaml"]["chapters"] += [
        {"number": str(number), "title": "章", "sections": [section | {"number": f"{number}.1"}]}
        for number in range(2, 202)
    ]
    book = resolve(loader.load(write_handbook(tmp_path, small_content)))
    assert book is not None
    built = pages._Site(book, {})
    assert _entries(built.nav()) <= navigation.LIMIT
    home = next(built.pages()).markdown
    assert "第二百零一章" in home, "what the navigation leaves out is on the home page"
