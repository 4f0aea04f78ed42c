"""Pages are for everyone: axe-core finds nothing, and neither zoom nor forced colours break them."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.support.page_kinds import KINDS, NOWHERE

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from playwright.sync_api import Page

    Open: TypeAlias = Callable[..., Any]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
#: WCAG 2.2 AA, and what axe calls good practice: landmarks, order of headings.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: One template draws every row, rule and question: of a long run of siblings the first are looked at.
SHORTEN = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  for (const parent of document.querySelectorAll("main *")) {
    const counts = {};
    for (const child of [...parent.children]) {
      const kind = child.tagName + child.className;
      counts[kind] = (counts[kind] ?? 0) + 1;
      if (counts[kind] > 5 && child.textContent) child.remove();
    }
  }
}"""
CHECK = """async ([where, tags]) => {
  // What is just fading in has no contrast yet; what never ends (a caret) is not waited for.
  await Promise.race([
    Promise.allSettled(document.getAnimations().map((one) => one.finished)),
    new Promise((resolve) => setTimeout(resolve, 1000)),
  ]);
  const found = await axe.run(where, {resultTypes: ["violations"], runOnly: {type: "tag", values: tags}});
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target}`));
}"""


def _violations(page: Page, where: str = "html") -> list[str]:
    page.evaluate(SHORTEN)
    page.evaluate(AXE)
    found: list[str] = page.evaluate(CHECK, [where, TAGS])
    return found


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_any_page_kind(visit: Open, address: str, width: int, dark: bool) -> None:  # noqa: FBT001
    page = visit(width=width, dark=dark).page
    found = {}
    for kind, path in {**KINDS, "404": NOWHERE}.items():
        page.goto(address + path)
        expect(page.locator("h1")).to_have_count(1)
        scheme = "slate" if dark else "default"
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        if violations := _violations(page):
            found[kind] = violations
    assert found == {}


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("query", ["客户骂人", "qqqqxxxx"])
def test_axe_finds_nothing_in_an_open_search(visit: Open, address: str, query: str, dark: bool) -> None:  # noqa: FBT001
    page = visit(dark=dark).page
    page.goto(f"{address}index.html")
    page.keyboard.press("/")
    page.keyboard.type(query)
    panel = page.locator("#hb-home-results")
    expect(panel.locator(".hb-hit, .hb-search__none").first).to_be_visible()
    assert _violations(page, "#hb-home-results") == []  # what it covers in part is another matter
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{address}glossary/index.html")
    page.locator("[data-hb-search-open]").click()
    page.keyboard.type(query)
    dialog = page.get_by_role("dialog", name="搜索手册")
    expect(dialog.locator(".hb-hit, .hb-search__none").first).to_be_visible()
    assert _violations(page) == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_a_composed_paper(visit: Open, address: str, width: int, dark: bool) -> None:  # noqa: FBT001
    page = visit(width=width, dark=dark).page
    wanted = "types=single=2,multiple=2,true-false=2,match=1,order=1,case=3&marks=single=3&forms=A,B"
    for view in ("paper", "teacher", "sheet", "key"):
        page.goto(f"{address}{KINDS['exam']}#{wanted}")
        page.reload()  # the check takes things out of the page
        page.locator(f"[data-exam-code=B][data-exam-view={view}]").click()
        expect(page.locator(f".hb-paper--{view}")).to_be_visible()
        assert _violations(page) == [], view
    page.goto(f"{address}{KINDS['exam']}#types=single=999")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("没有出卷")
    assert _violations(page) == []


def test_axe_sees_a_violation(visit: Open, address: str) -> None:
    """The checks above mean something only if this one finds what is wrong."""
    page = visit().page
    page.goto(f"{address}404.html")
    page.evaluate(
        "document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"#\"><button></button>')"
    )
    rules = {one.split(":")[0] for one in _violations(page)}
    assert rules >= {"image-alt", "button-name"}


def test_at_four_hundred_percent_nothing_scrolls_sideways(visit: Open, address: str) -> None:
    """1280 pixels at 400 % are 320 (WCAG 1.4.10)."""
    page = visit(width=320).page
    wide = []
    for kind, path in {**KINDS, "404": NOWHERE}.items():
        page.goto(address + path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(kind)
    assert wide == []


def test_forced_colours_and_calm_motion_are_respected(visit: Open, address: str) -> None:
    page = visit().page
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.goto(f"{address}index.html")
    hero = "getComputedStyle(document.querySelector('.hb-hero')).borderImageSource"
    assert page.evaluate(hero) == "none", "a picture would keep its colour behind forced ones"
    for path in ("index.html", KINDS["checklist"], KINDS["quiz"]):
        page.goto(address + path)
        moving = """[...document.querySelectorAll("*")].filter((one) => {
          const style = getComputedStyle(one);
          return parseFloat(style.transitionDuration) > 0.01 || parseFloat(style.animationDuration) > 0.01;
        }).map((one) => one.className)"""
        assert page.evaluate(moving) == []
