"""What people do with the site, in a real browser."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.support.page_kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any, TypeAlias

    from generator.book.handbook import Handbook

    Open: TypeAlias = Callable[..., Any]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize(
    ("width", "dark"), [(360, False), (768, False), (1280, False), (360, True), (1280, True)]
)
def test_every_page_kind_is_quiet_and_fits(visit: Open, address: str, width: int, dark: bool) -> None:  # noqa: FBT001
    """No console message, no violation of the policy, no other host, nothing to scroll sideways."""
    opened = visit(width=width, dark=dark)
    for path in KINDS.values():
        opened.page.goto(address + path)
        fits = opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert fits, f"{path} is wider than {width}px"
    assert opened.troubles == []


@pytest.mark.parametrize("zoom", [2, 4])
def test_zoomed_pages_need_no_sideways_scroll(visit: Open, address: str, zoom: int) -> None:
    opened = visit(width=1280, zoom=zoom)
    for path in KINDS.values():
        opened.page.goto(address + path)
        assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_from_home_to_a_rule_to_its_citation_to_a_related_rule(
    visit: Open, address: str, real_book: Handbook
) -> None:
    opened = visit()
    page = opened.page
    page.goto(address)
    page.get_by_role("link", name=re.compile(r"^4\.3\.2-2 ")).first.click()
    page.wait_for_url("**/chapters/04-relationship/index.html#4.3.2-2")
    rule = page.locator('[id="4.3.2-2"]')
    expect(rule).to_be_in_viewport()
    info = real_book.info
    quoted, short = f"《{info.title}》{info.edition} 4.3.2-2", f"{address}r/4.3.2-2/"
    for name, copied in (("复制引用", quoted), ("复制链接", short)):
        rule.get_by_role("button", name=name).click()
        expect(page.get_by_role("status").filter(has_text=f"已复制：{copied}")).to_have_count(1)
        assert page.evaluate("navigator.clipboard.readText()") == copied
    see = next(one.rule for one in real_book.rule["4.3.2-2"].see)
    rule.locator(".hb-part--links").get_by_role("link", name=re.compile(rf"^{re.escape(see)} ")).click()
    expect(page.locator(f'[id="{see}"]')).to_be_in_viewport()
    page.goto(short, wait_until="commit")
    page.wait_for_url("**/chapters/04-relationship/index.html#4.3.2-2")
    assert opened.troubles == []


def test_filters_narrow_the_index_and_can_be_shared(visit: Open, address: str, real_book: Handbook) -> None:
    opened = visit()
    page = opened.page
    page.goto(f"{address}rules/index.html")
    rows = page.locator("[data-hb-rows] > tr:visible")
    total = len(real_book.rules_in_force)
    expect(rows).to_have_count(40)
    page.emulate_media(media="print")
    expect(rows).to_have_count(total)
    page.emulate_media(media="screen")
    page.keyboard.press("Control+f")
    expect(rows).to_have_count(total)
    page.get_by_label("约束程度").select_option("must-not")
    due = [rule for rule in real_book.rules_in_force if rule.modality.slug == "must-not"]
    expect(rows).to_have_count(len(due))
    expect(page.get_by_text(f"{total}条里有{len(due)}条符合")).to_be_visible()
    page.get_by_label("章", exact=True).select_option("10")
    due = [rule for rule in due if rule.id.startswith("10.")]
    expect(rows).to_have_count(len(due))
    page.get_by_label("文字").fill(due[0].title)
    expect(rows).to_have_count(1)
    page.wait_for_url("**modality=must-not**")
    shared = page.url

    other = visit().page
    other.goto(shared)
    expect(other.locator("[data-hb-rows] > tr:visible")).to_have_count(1)
    expect(other.get_by_label("文字")).to_have_value(due[0].title)
    other.get_by_role("button", name="清除条件").click()
    expect(other.locator("[data-hb-rows] > tr:visible")).to_have_count(total)
    assert opened.troubles == []


def test_a_channel_leads_to_its_filtered_index(visit: Open, address: str, real_book: Handbook) -> None:
    page = visit().page
    page.goto(f"{address}channels/phone/index.html")
    page.get_by_role("link", name="在规则索引里筛选").click()
    phone = next(channel for channel in real_book.channels if channel.id == "phone")
    due = [rule for rule in real_book.rules_in_force if phone in real_book.channels_of(rule)]
    expect(page.locator("[data-hb-rows] > tr:visible")).to_have_count(len(due))


def test_without_scripts_the_index_is_a_plain_table(visit: Open, address: str, real_book: Handbook) -> None:
    page = visit(scripts=False).page
    page.goto(f"{address}rules/index.html")
    expect(page.locator("[data-hb-rows] > tr:visible")).to_have_count(len(real_book.rules_in_force))
    expect(page.locator("[data-hb-filters]")).to_be_hidden()
    page.goto(f"{address}chapters/04-relationship/index.html")
    expect(page.locator(".hb-rule__tools").first).to_be_hidden()
    expect(page.get_by_text("对一般投诉，本机构应在1个工作日内回复客户。")).to_be_visible()


def test_the_site_works_from_a_disk(visit: Open, built_site: Path) -> None:
    opened = visit()
    page = opened.page
    page.goto(built_site.as_uri() + "/index.html")
    page.get_by_role("link", name=re.compile("^第四章")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("第四章")
    page.goto(built_site.as_uri() + "/r/4.3.2-1/index.html", wait_until="commit")
    page.wait_for_url("**/chapters/04-relationship/index.html#4.3.2-1")
    page.get_by_role("link", name="规则索引").first.click()
    page.get_by_label("渠道").select_option("phone")
    expect(page.get_by_text(re.compile("条里有"))).to_be_visible()
    assert opened.troubles == []


def test_the_site_works_in_a_folder_of_a_server(visit: Open, sub_address: str) -> None:
    opened = visit()
    page = opened.page
    page.goto(sub_address)
    page.get_by_role("link", name="面对面").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("面对面"))
    page.goto(f"{sub_address}r/4.3.2/", wait_until="commit")
    page.wait_for_url("**/handbook/chapters/04-relationship/index.html#4.3.2")
    assert opened.troubles == []


def test_the_way_by_keyboard_alone(visit: Open, address: str) -> None:
    page = visit().page
    page.goto(f"{address}chapters/04-relationship/index.html")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.wait_for_url("**#hb-content")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-hb-copy]')"):
            break
    width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
    assert width >= 2, "what has the focus can be seen"
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="已复制")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()").endswith("4.1.1-1")


def test_the_drawer_opens_and_closes_by_keyboard(visit: Open, address: str) -> None:
    page = visit(width=360).page
    page.goto(f"{address}chapters/04-relationship/index.html")
    button = page.get_by_role("button", name="目录")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".md-sidebar--primary a:focus")).to_be_visible()
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


def test_the_chosen_palette_is_kept(visit: Open, address: str) -> None:
    opened = visit()
    page = opened.page
    page.goto(address)
    page.locator('label[title="切换到深色"]').click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{address}glossary/index.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert opened.troubles == []


def test_what_is_not_there_has_a_page_of_its_own(visit: Open, address: str) -> None:
    page = visit().page
    answer = page.goto(f"{address}chapters/99-nowhere/index.html")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("没有这一页")
    page.get_by_role("link", name="回到首页").click()
    expect(page.locator(".hb-hero")).to_be_visible()


def test_print_shows_the_text_alone(visit: Open, address: str) -> None:
    page = visit(dark=True).page
    page.goto(f"{address}chapters/04-relationship/index.html")
    page.emulate_media(media="print")
    for chrome in (
        ".md-header",
        ".md-tabs",
        ".md-sidebar--primary",
        ".hb-rule__tools >> nth=0",
        ".hb-around",
    ):
        expect(page.locator(chrome)).to_be_hidden()
    rule = page.locator('[id="4.3.2-2"]')
    expect(rule).to_be_visible()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.hb-rule__statement')).color")
        == "rgb(0, 0, 0)"
    )


def test_no_page_kind_prints_what_is_only_for_the_screen(visit: Open, address: str) -> None:
    page = visit().page
    page.emulate_media(media="print")
    shown = """[...document.querySelectorAll(
        ".md-header, .md-tabs, .md-sidebar, .md-path, .hb-skip, .hb-search, .hb-home-search, .hb-try, "
        + ".hb-filters, .hb-tool, .hb-around, .headerlink")]
        .filter((one) => one.getClientRects().length).map((one) => one.className)"""
    left = {}
    for kind, path in KINDS.items():
        page.goto(address + path)
        if found := page.evaluate(shown):
            left[kind] = found
    assert left == {}


def test_a_printed_chapter_fills_its_pages(visit: Open, address: str, tmp_path: Path) -> None:
    """Parts that may not break must not hang together: pages would end half empty."""
    page = visit().page
    page.goto(f"{address}chapters/04-relationship/index.html")
    page.pdf(path=tmp_path / "chapter.pdf", format="A4", prefer_css_page_size=True)
    command = ["pdftotext", "-bbox", str(tmp_path / "chapter.pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    sheets = text.split("<page ")[1:-1]  # the last may be short
    lowest = [max(float(place) for place in re.findall(r'yMax="([0-9.]+)"', sheet)) for sheet in sheets]
    assert sum(place > 842 * 0.6 for place in lowest) > 0.85 * len(lowest)


def test_the_rule_that_a_link_leads_to_stands_out(visit: Open, address: str) -> None:
    page = visit().page
    page.goto(f"{address}chapters/04-relationship/index.html#4.3.2-2")
    style = "getComputedStyle(document.getElementById('{}')).outlineStyle"
    assert page.evaluate(style.format("4.3.2-2")) == "solid"
    assert page.evaluate(style.format("4.3.2-1")) == "none"
