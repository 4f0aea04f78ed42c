"""The search box: ranks as the terminal does, on every kind of page, by keyboard, from a disk, on a phone."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.support.search_queries import SETS, answers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page, Route

    from generator.book.handbook import Handbook
    from generator.search import Index
    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

INPUT = '[data-md-component="search-query"]'
PANEL = '[data-md-component="search-result"]'
LINKS = f"{PANEL} .md-search-result__item > a"
CHAPTER = "chapters/04-relationship/index.html"


def _ready(page: Page) -> None:
    page.focus(INPUT)
    page.wait_for_selector("[data-hb-search][data-hb-ready]")


def _type(page: Page, query: str) -> None:
    _ready(page)
    page.fill(INPUT, query)
    page.wait_for_selector(f"{LINKS}, {PANEL} .hb-search__instead a")


def _random_queries(book: Handbook) -> list[str]:
    """Snippets of the handbook's own text, cut, mixed and misspelt: the same ones at every run."""
    chance = random.Random(7)  # noqa: S311 - no secrets here
    lines = [
        line for rule in book.rules_in_force for line in (rule.statement, *rule.keywords, *rule.asked_as)
    ]
    strange = [
        "tousu",
        "khts",
        "xian",
        "fxts",
        "第三章",
        "4.3",
        "L3.1-1",
        "l8.3.2-3 几小时",
        "L3.1-99",
        "5.1-6 写什么",
        "emial",
        "complaints",
        "complain",
        "complaimt",
        "body language",
        "KPI training",
        "ＣＲＭ",
        "投訴",
        "",
        "？",
        "x",
    ]
    queries = [*strange]
    for _ in range(300):
        first, second = chance.choice(lines), chance.choice(lines)
        start = chance.randrange(len(first))
        cut = first[start : start + chance.randrange(1, 12)]
        queries.append(cut if chance.random() < 0.5 else f"{cut} {second[: chance.randrange(1, 6)]}")
    return queries


def test_browser_and_terminal_rank_alike(
    visit: Callable[..., Visit], address: str, real_book: Handbook, real_index: Index
) -> None:
    queries = [query for name, *_ in SETS for query, _ in answers(name)] + _random_queries(real_book)
    page = visit().page
    page.goto(address)
    _ready(page)
    ranked: list[list[list[Any]]] = page.evaluate(
        """(queries) => {
          const engine = new HBSearch.Engine(HB_SEARCH_DATA, HB_SEARCH_MORE);
          engine.build();
          return queries.map((query) => engine.search(query).results.map(
            (one) => [one.best.entry.id, one.score, one.others.map((hit) => hit.entry.id)]));
        }""",
        queries,
    )
    for query, found in zip(queries, ranked, strict=True):
        expected = [
            [one.best.entry.id, pytest.approx(one.score), [hit.entry.id for hit in one.others]]
            for one in real_index.search(query)
        ]
        assert found == expected, query


@pytest.mark.parametrize("path", ["index.html", CHAPTER, "rules/index.html", "glossary/index.html"])
def test_every_page_has_the_box(visit: Callable[..., Visit], sub_address: str, path: str) -> None:
    tab = visit()
    tab.page.goto(sub_address + path)
    _type(tab.page, "投诉几天回复")
    first = tab.page.locator(LINKS).first
    assert first.get_attribute("href").split("#")[1].startswith("4.3.2")
    first.click()
    tab.page.wait_for_url("**/chapters/04-relationship/**#4.3.2*")
    assert tab.troubles == []


def test_it_works_from_a_disk(visit: Callable[..., Visit], built_site: Path) -> None:
    tab = visit()
    tab.page.goto((built_site / CHAPTER).as_uri())
    _type(tab.page, "客户骂人")
    href = tab.page.locator(LINKS).first.get_attribute("href")
    assert href is not None
    assert href.startswith("file:")
    assert "/index.html#1.1.1-4" in href
    tab.page.locator(LINKS).first.click()
    tab.page.wait_for_url("**#1.1.1-4")
    assert tab.troubles == []


def test_keyboard_alone(visit: Callable[..., Visit], address: str) -> None:
    tab = visit()
    page = tab.page
    page.goto(address + CHAPTER)
    page.keyboard.press("/")
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.insert_text("风险提示")
    page.wait_for_selector(LINKS)
    page.keyboard.press("ArrowDown")
    expect(page.locator("a.md-search-result__link:focus")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/chapters/05-*/**#5.3*")
    assert tab.troubles == []


def test_the_chosen_result_keeps_the_focus(visit: Callable[..., Visit], address: str) -> None:
    """The index comes in two parts; the second must not take the result from under the reader's finger."""
    page = visit().page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/more.js", hold)
    page.goto(address + CHAPTER)
    page.fill(INPUT, "风险提示")
    page.wait_for_selector(LINKS)
    page.locator(LINKS).nth(1).focus()
    chosen = page.evaluate("document.activeElement.href")
    assert chosen
    page.evaluate("document.querySelector('.md-search-result__item').dataset.old = ''")
    held[0].continue_()
    page.wait_for_selector(".md-search-result__item:first-child:not([data-old])")
    assert page.evaluate("document.activeElement.href") == chosen


def test_enter_in_the_box_leads_to_the_first_result(visit: Callable[..., Visit], address: str) -> None:
    page = visit().page
    page.goto(address + CHAPTER)
    _ready(page)
    _type(page, "4.3.2-3")
    page.wait_for_selector(LINKS)
    page.keyboard.press("Enter")
    page.wait_for_url("**#4.3.2-3")


def test_counts_are_announced(visit: Callable[..., Visit], address: str) -> None:
    page = visit().page
    page.goto(address + CHAPTER)
    _type(page, "隐私")
    live = page.locator("[data-hb-search] [role=status]")
    expect(live).to_contain_text("条规则")


def test_the_address_may_carry_the_query(visit: Callable[..., Visit], address: str) -> None:
    page = visit().page
    page.goto(f"{address}{CHAPTER}?q=客户骂人")
    page.wait_for_selector(LINKS)
    expect(page.locator(INPUT)).to_have_value("客户骂人")
    page.locator(LINKS).first.click()
    page.wait_for_url("**#1.1.1-4")
    page.go_back()
    page.wait_for_selector(LINKS)
    expect(page.locator(INPUT)).to_have_value("客户骂人")


def test_letters_of_an_input_method_are_not_searched(visit: Callable[..., Visit], address: str) -> None:
    page = visit().page
    page.goto(address + CHAPTER)
    _ready(page)
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "tousu", "selectionStart": 5, "selectionEnd": 5})
    page.wait_for_timeout(150)
    assert page.locator(LINKS).count() == 0
    session.send("Input.insertText", {"text": "投诉"})
    page.wait_for_selector(LINKS)
    expect(page.locator(INPUT)).to_have_value("投诉")


def test_nothing_found_offers_channels_and_chapters(visit: Callable[..., Visit], address: str) -> None:
    tab = visit()
    tab.page.goto(address)
    _type(tab.page, "vvvuuu")
    offered = tab.page.locator(f"{PANEL} .hb-search__instead a")
    tab.page.wait_for_selector(f"{PANEL} .hb-search__instead a")
    assert "没有找到" in (tab.page.locator(f"{PANEL} .md-search-result__meta").text_content() or "")
    expect(offered.nth(9)).to_be_visible()
    offered.first.click()
    tab.page.wait_for_url("**/channels/**")
    assert tab.troubles == []


def test_a_clause_fills_one_item_and_unfolds(visit: Callable[..., Visit], address: str) -> None:
    page = visit().page
    page.goto(address)
    _ready(page)
    _type(page, "投诉")
    page.wait_for_selector(LINKS)
    clauses = page.locator(LINKS).evaluate_all(
        "all => all.filter(one => one.pathname.includes('/chapters/'))"
        ".map(one => one.hash.slice(1).split('-')[0])"
    )
    assert len(clauses) == len(set(clauses)) > 5
    page.locator(f"{PANEL} summary").first.click()
    expect(page.locator(f"{PANEL} details[open] a").first).to_be_visible()


def test_hostile_text_stays_text(visit: Callable[..., Visit], address: str) -> None:
    tab = visit()
    tab.page.goto(f"{address}?q=<img src=x onerror=alert(1)>投诉")
    tab.page.wait_for_selector("#hb-home-results .md-search-result__item")
    assert tab.page.locator(".hb-search__panel img").count() == 0
    assert tab.troubles == []


def test_on_a_phone_the_box_covers_the_page(visit: Callable[..., Visit], address: str) -> None:
    tab = visit(width=360)
    page = tab.page
    page.goto(address + CHAPTER)
    expect(page.locator(INPUT)).to_be_hidden()
    page.click("[data-hb-search-open]")
    expect(page.get_by_role("dialog", name="搜索手册")).to_be_visible()
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.insert_text("生日祝福")
    page.wait_for_selector(LINKS)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Escape")
    expect(page.locator(INPUT)).to_be_hidden()
    expect(page.locator("[data-hb-search-open]")).to_be_focused()
    assert tab.troubles == []


def test_the_large_box_of_the_home_page(visit: Callable[..., Visit], address: str) -> None:
    tab = visit(width=360)
    page = tab.page
    page.goto(address)
    page.fill("#hb-home-q", "客户要投诉")
    page.wait_for_selector("#hb-home-results .md-search-result__item > a")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert tab.troubles == []


def test_an_example_is_asked_by_a_click(visit: Callable[..., Visit], address: str) -> None:
    tab = visit()
    page = tab.page
    page.goto(address)
    example = page.locator("[data-hb-ask]").first
    text = example.inner_text()
    example.click()
    page.wait_for_selector("#hb-home-results .hb-hit")
    expect(page.locator("#hb-home-q")).to_have_value(text)
    assert tab.troubles == []


def test_without_script_the_boxes_lead_to_the_rules(visit: Callable[..., Visit], address: str) -> None:
    page = visit(scripts=False).page
    page.goto(address)
    page.fill("#hb-home-q", "投诉")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rules/**q=*")
