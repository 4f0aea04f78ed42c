"""What authors write in content/pages: what is published, what is shown as text, what names may be."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from typing import TYPE_CHECKING

import markdown
import pytest

from generator.book import branches
from generator.book.handbook import resolve
from generator.content import loader
from generator.content.harmless import harmless, literal
from generator.core import names
from generator.outputs.site.pages import pages
from tests.outputs.site.test_pages import EXTENSIONS, Parsed
from tests.support.published import published

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from generator.book.handbook import Handbook

NAMES = [next(iter(one)) if isinstance(one, dict) else one for one in EXTENSIONS]
#: With MkDocs' own extension beside ours, and as another engine might read the page.
ENGINES = {
    "ours": [*NAMES, "fenced_code"],
    "plain": ["attr_list", "tables", "md_in_html", "footnotes", "extra"],
}
HOSTILE = [
    "<script>alert(1)</script>",
    "文字<script src=x></script>文字",
    "<img src=x onerror=alert(1)>",
    '<iframe src="javascript:alert(1)"></iframe>',
    '<div class="hb-x" onclick="x()">\n块\n</div>',
    "<b onclick=x>粗</b>",
    "\\`<script>x</script>`",
    "`` ` <script>x</script>",
    "```\n没有结束 <script>x</script>",
    "~~~\n<script>x</script>\n```\n",
    "```html\n<script>x</script>\n```",
    "``` <script>x</script>",
    "`a\n\n<script>x</script>`",
    "    <script>x</script>",
    "- 项\n\n        <script>x</script>",
    "[点](javascript:alert(1))",
    "[点](  JaVa\\Script:alert(1))",
    '[点](java\nscript:alert(1) "题")',
    "[点](<javascript:alert(1)>)",
    "[点](&#106;avascript:alert(1))",
    "[点](javascript&colon;alert(1))",
    "[点](vbscript:x) [点](data:text/html,x)",
    "[点][r]\n\n[r]: javascript:alert(1)",
    "[点][r]\n\n[r]:\n    javascript:alert(1)",
    "[[点](a)](javascript:alert(1))",
    "![图](javascript:alert(1))",
    "<javascript:alert(1)>",
    "![图](x.png){: onerror=alert(1) }",
    "![图](x.png){onerror=alert(1)}",
    "# 题 {: onclick=alert(1) }",
    "段\n{: #a onclick=alert(1) }",
    "| 甲 |\n|---|\n| <img src=x onerror=x> |",
    "<!-- 注 --> <![CDATA[x]]> <?php x ?>",
    "</article></div></body>",
    "<a href='https://handbook.example/' onmouseover=x>",
    "<style>*{display:none}</style>",
    "<form action=x><input></form>",
    "<svg onload=x>",
    '<https://handbook.example/"onclick=x>',
]  # fmt: skip
ALLOWED = {
    "p",
    "a",
    "h1",
    "h2",
    "ul",
    "ol",
    "li",
    "code",
    "pre",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "img",
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_a_browser_would_run_gets_through(text: str, engine: str) -> None:
    page = Parsed(markdown.markdown(harmless(text), extensions=ENGINES[engine]))
    for tag, attrs in page.elements:
        assert tag in ALLOWED, tag
        assert not any(name.startswith("on") or name == "style" for name in attrs), (tag, attrs)
        for key in ("href", "src"):
            address = re.sub(r"[\x00-\x20]", "", attrs.get(key) or "").lower()
            assert not address.startswith(("javascript:", "vbscript:", "data:")), (tag, attrs)


@pytest.mark.parametrize("text", HOSTILE[:7])
def test_it_is_shown_as_it_was_written(text: str) -> None:
    page = Parsed(markdown.markdown(harmless(text), extensions=NAMES))
    for word in re.findall(r"[a-z]+", text):
        assert word in page.text


def test_plain_markdown_means_what_it_meant(real_book: Handbook) -> None:
    """Every page of the handbook comes out the same; code, addresses, ids and signs stay what they are."""
    for text in real_book.pages.values():
        before, after = (Parsed(markdown.markdown(one, extensions=NAMES)) for one in (text, harmless(text)))
        assert (after.elements, after.text) == (before.elements, before.text)
    rich = (
        '## 题 {: #id .wide }\n\n1. `a < b & c` 和 3 < 5\n\n> [页](../rules/index.md "题: 目")'
        "[信](mailto:a@b.example) <https://handbook.example/?a=1>\n\n```\n<b>  &amp;\n\n  *x*\n```\n"
    )
    html = markdown.markdown(harmless(rich), extensions=ENGINES["ours"])
    assert '<h2 class="wide" id="id">' in html
    assert 'title="题: 目"' in html
    assert 'href="mailto:a@b.example"' in html
    assert 'href="https://handbook.example/?a=1"' in html
    page = Parsed(html)
    assert "a<b&c" in page.text
    assert "3<5" in page.text
    assert "<b>&amp;*x*" in page.text


def test_only_what_looks_odd_to_readers_is_reported() -> None:
    """Prose with colons, notes and plain addresses is fine; entities and links that lead nowhere are not."""
    fine = "[注]：见 [注]:note: a\n\n[^1]: see: x\n\n<https://x.example/?a=1&b=2> <a@b.example> A&B"
    assert list(literal(fine)) == []
    html = markdown.markdown(harmless(fine), extensions=NAMES)
    assert 'href="https://x.example/?a=1&amp;b=2"' in html
    assert 'href="mailto:a@b.example"' in html
    odd = "空格&nbsp;\n\n[点](javascript:x)\n\n[r]: javascript:x\n\n<b>粗</b>"
    assert [shown for _, shown in literal(odd)] == [
        "&nbsp;",
        "](javascript:x)",
        "]: javascript:x",
        "<b>粗</b>",
        "</b>",
    ]


def test_a_paragraph_may_begin_with_a_rule(
    small_content: dict[str, Any], tmp_path: Path, write_handbook: Callable[[Path, dict[str, Any]], Path]
) -> None:
    page = _about(small_content, tmp_path, write_handbook, "# 题\n\n[[1.1.1-1]] **粗**\n")
    assert "<p><a class" in markdown.markdown(page, extensions=NAMES)
    assert "<strong>粗</strong>" in markdown.markdown(page, extensions=NAMES)


@pytest.mark.parametrize("raw", [False, True])
def test_raw_html_must_be_asked_for_and_is_said(
    raw: bool,  # noqa: FBT001 - a test's parameter
    small_content: dict[str, Any],
    tmp_path: Path,
    write_handbook: Callable[[Path, dict[str, Any]], Path],
) -> None:
    small_content["handbook.yaml"] |= {"raw_html": "true"} if raw else {}
    page = _about(small_content, tmp_path, write_handbook, "# 题 <i>x</i>\n\n<b>粗</b>\n")
    assert ("<b>粗</b>" in page) is raw
    assert ("&lt;b>" in page) is not raw
    assert page.count("<i>") == raw
    book = resolve(loader.load(tmp_path))
    assert book is not None
    coverage = next(page for page in pages._Site(book, {}).pages() if page.path == "coverage/index.md")
    assert ("raw_html" in coverage.markdown) is raw


def _about(
    content: dict[str, Any], root: Path, write: Callable[[Path, dict[str, Any]], Path], text: str
) -> str:
    """The Markdown of a page that an author wrote so."""
    write(root, content)
    (root / "content/pages").mkdir(exist_ok=True)
    (root / "content/pages/about.md").write_text(text, encoding="utf-8")
    book = resolve(loader.load(root))
    assert book is not None
    return next(page.markdown for page in pages._Site(book, {}).pages() if page.path == "about/index.md")


# ---- names ----

BAD = [
    *("con", "CON", "prn", "aux", "nul", "com1", "lpt9", "con.txt", "Nul.tar.gz", "com¹", "conin$"),
    *("trail.", "trail ", " lead", "a<b", "a>b", "a:b", 'a"b', "a/b", "a\\b", "a|b", "a?b", "a*b", "a\tb"),
    *("", unicodedata.normalize("NFD", "é"), "字" * 86),
]


@pytest.mark.parametrize("name", BAD)
def test_a_name_that_some_system_cannot_hold_has_a_reason(name: str) -> None:
    assert names.fault(name)
    assert "/" in name or names.path_fault(f"a/{name}/b")


@pytest.mark.parametrize(
    "name", ["console", "com", "com10", "aux-1", "04-con", "打开手册.html", ".htaccess", "a.b"]
)
def test_other_names_are_left_in_peace(name: str) -> None:
    assert names.fault(name) == ""


def test_twins_have_one_key() -> None:
    assert names.key("Straße") == names.key("STRASSE")
    assert names.key("é") == names.key(unicodedata.normalize("NFD", "É"))
    assert names.key("a") != names.key("b")


def test_no_branch_makes_a_name_that_some_system_cannot_hold() -> None:
    listed = [
        branches.Branch(name, line)
        for line, name in enumerate(("con", "a.", "A.", 'x<>:"/\\|?*', "行" * 60, "é"))
    ]
    found = list(branches.file_names("phone", listed))
    assert [names.fault(name) for name in found] == [""] * len(listed)
    assert len({names.key(name) for name in found}) == len(listed)


def _all_can_be_held(paths: list[str]) -> None:
    assert [why for path in paths if (why := names.path_fault(path))] == []
    assert len({names.key(path) for path in paths}) == len(paths)


def test_the_longest_ids_still_make_paths_that_can_be_held(
    small_content: dict[str, Any], tmp_path: Path, write_handbook: Callable[[Path, dict[str, Any]], Path]
) -> None:
    write_handbook(tmp_path, small_content)
    ids = [one["id"] for key in ("channels", "roles") for one in small_content[f"{key}.yaml"][key]]
    for path in (tmp_path / "content").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for id_ in ids:
            text = re.sub(rf"(?<![\w-]){id_}(?![\w-])", id_.ljust(60, "x"), text)
        path.write_text(re.sub(r"slug: .*", f"slug: {'x' * 60}", text), encoding="utf-8")
    book = resolve(loader.load(tmp_path))
    assert book is not None
    assert {len(one.id) for one in (*book.channels, *book.roles)} == {60}
    publication = published(book)
    _all_can_be_held(
        [f"handbook/{path}" for path in (*publication.files, *(one.path for one in publication.pages))]
    )


@pytest.mark.slow
def test_the_zip_can_be_unpacked_anywhere(built_site: Path) -> None:
    with zipfile.ZipFile(built_site / "downloads/offline.zip") as archive:
        _all_can_be_held(archive.namelist())
    _all_can_be_held(
        [path.relative_to(built_site).as_posix() for path in built_site.rglob("*") if path.is_file()]
    )
