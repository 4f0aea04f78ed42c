"""The engine: what WeasyPrint would only log ends the build, and what it makes can be read aloud."""

from __future__ import annotations

import io
import pickle
from typing import TYPE_CHECKING

import pikepdf
import pytest

from generator.outputs.pdf import requirements
from generator.outputs.pdf.making import weasy

if TYPE_CHECKING:
    from collections.abc import Iterator

STYLE = """
@page { @top-left { content: "running head"; font-family: "Noto Sans CJK SC" } }
html { font-family: "Noto Serif CJK SC" }
"""


def _document(body: str) -> str:
    facts = '<meta name="author" content="甲"><meta name="Edition" content="1">'
    head = f'<meta charset="utf-8"><title>样张</title>{facts}'
    return f'<!DOCTYPE html><html lang="zh-CN"><head>{head}</head><body>{body}</body></html>'


@pytest.fixture
def nothing_known() -> Iterator[None]:
    """The machine is looked at anew, before and after."""
    for function in (requirements.require, requirements._match):
        function.cache_clear()
    yield
    for function in (requirements.require, requirements._match):
        function.cache_clear()


@pytest.mark.usefixtures("nothing_known")
def test_missing_libraries_are_named_with_the_line_that_installs_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = requirements.library
    monkeypatch.setattr(requirements, "library", lambda name: None if "pango" in name else real(name))
    with pytest.raises(requirements.PdfUnavailableError) as caught:
        weasy.render(_document("<p>字</p>"), styles=[STYLE])
    assert "libpango-1.0.so.0" in str(caught.value)
    (line,) = [line.strip() for line in str(caught.value).splitlines() if "apt-get install" in line]
    assert line.startswith("sudo apt-get update && sudo apt-get install --no-install-recommends -y ")
    assert {"libpango-1.0-0", "libpangoft2-1.0-0"} <= set(line.split())
    assert "--no-pdf" in str(caught.value)


@pytest.mark.usefixtures("nothing_known")
def test_missing_fonts_are_noticed_before_anything_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """With another font in its place WeasyPrint draws boxes; with no font at all the process crashes."""
    monkeypatch.setattr(requirements, "_match", lambda _pattern: (("DejaVu Sans",), "/f.ttf", 0))
    with pytest.raises(requirements.PdfUnavailableError, match="fonts-noto-cjk"):
        requirements.require()


@pytest.mark.usefixtures("nothing_known")
def test_fontconfig_answers_for_a_family_that_exists_and_not_for_another() -> None:
    assert requirements.has_family(requirements.SERIF)
    assert not requirements.has_family("No Such Family At All")
    file, _ = requirements.font_file(requirements.SANS, "Bold")
    assert "Bold" in file


@pytest.mark.slow
@pytest.mark.parametrize(
    ("character", "code"),
    [("\U0001f984", "U+1F984"), ("☐", "U+2610"), ("\ue123", "U+E123"), ("ꙮ", "U+A66E")],
)
def test_a_character_that_the_fonts_lack_is_named_with_its_place(character: str, code: str) -> None:
    body = f'<h2 id="4.3.2-1">标题</h2><p>前面的话{character}后面的话</p><h2 id="4.3.2-2">下一条</h2>'
    with pytest.raises(weasy.PdfError) as caught:
        weasy.render(_document(body), styles=[STYLE])
    (problem,) = caught.value.problems
    assert code in problem.message
    assert f"前面的话{character}后面的话" in problem.message
    assert (problem.character, problem.place) == (character, "4.3.2-1")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "style", "said"),
    [
        ('<p><a href="#nowhere">去</a></p>', "", "nowhere"),
        ("<p>字</p>", "p { colour: red }", "colour"),
        ('<p><img src="https://example.org/a.png" alt="图"></p>', "", "example.org"),
    ],
)
def test_what_would_only_be_logged_is_a_fault(body: str, style: str, said: str) -> None:
    with pytest.raises(weasy.PdfError, match=said):
        weasy.render(_document(body), styles=[STYLE, style])


def test_a_fault_comes_back_from_a_worker_process_whole() -> None:
    fault = weasy.PdfError([weasy.Problem("甲", "字", "1.1.1-1"), weasy.Problem("乙")])
    assert pickle.loads(pickle.dumps(fault)).problems == fault.problems  # noqa: S301 - our own pickle


@pytest.fixture(scope="module")
def sample() -> bytes:
    body = """<h1 id="a">一</h1><p>见<a href="#b">下面的<i class="x">第</i>二节</a>。</p>
    <table><thead><tr><th>列</th><th>列</th></tr></thead>
    <tbody><tr><th scope="row">行</th><td>格</td></tr></tbody></table>
    <h2 id="b">二</h2><ul><li>甲</li></ul>"""
    return weasy.render(_document(body), styles=[STYLE])


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes(sample: bytes) -> None:
    assert sample.startswith(b"%PDF-1.7")
    body = '<p id="x">同样的话</p>'
    assert weasy.render(_document(body), styles=[STYLE]) == weasy.render(_document(body), styles=[STYLE])


def _elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield node
    for kid in node.get("/K", ()) if isinstance(node.get("/K"), pikepdf.Array) else ():
        if isinstance(kid, pikepdf.Dictionary):
            yield from _elements(kid)


@pytest.mark.slow
def test_readers_aloud_find_their_way(sample: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample)) as pdf:
        assert pdf.Root.Lang == "zh-CN"
        assert pdf.docinfo["/Title"] == "样张"
        assert pdf.docinfo["/Author"] == "甲"
        assert pdf.docinfo["/Edition"] == "1"
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()
        (link,) = pdf.pages[0].Annots  # one, though there is an element within it
        assert int(link.F) & 4
        elements = list(_elements(pdf.Root.StructTreeRoot.K[0]))
        assert [str(one.A.Scope) for one in elements if one.get("/S") == "/TH"] == [
            "/Column",
            "/Column",
            "/Row",
        ]
        content = pdf.pages[0].Contents.read_bytes()
        # Nothing but artifacts and what the tree of tags holds.
        held = {int(kid) for one in elements for kid in one.get("/K", ()) if isinstance(kid, int)}
        marked = content.count(b"BDC")
        assert marked == len(held)
        assert b"/Artifact" in content
