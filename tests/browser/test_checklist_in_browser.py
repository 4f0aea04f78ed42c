"""The tick page: what is kept, cleared, counted and printed, by mouse, keyboard and without scripts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pikepdf
import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any, TypeAlias

    from generator.book.handbook import Handbook

    Open: TypeAlias = Callable[..., Any]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = "checklists/phone/index.html"
KEPT = "handbook:client-communication:checklist:"
STATE = f"Object.entries(localStorage).filter(([key]) => key.startsWith('{KEPT}'))"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_the_pages_are_quiet_and_fit(visit: Open, address: str, width: int, dark: bool) -> None:  # noqa: FBT001
    opened = visit(width=width, dark=dark)
    for path in ("checklists/index.html", PHONE, "checklists/complaint/index.html"):
        opened.page.goto(address + path)
        assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    opened.page.locator("textarea").fill("记一笔")
    assert opened.troubles == []


def test_ticks_and_lines_are_kept_and_counted(visit: Open, address: str, real_book: Handbook) -> None:
    opened = visit()
    page = opened.page
    page.goto(address + PHONE)
    sheet = next(one for one in real_book.checklists if one.id == "phone")
    total, stops = len(sheet.items), sum(item.stop for item in sheet.items)
    status = page.get_by_role("status").filter(has_text="已核对")
    expect(status).to_have_text(f"已核对0项，共{total}项；还有{stops}个停止项")
    page.get_by_label(sheet.items[0].text).check()
    stop = next(item for item in sheet.items if item.stop)
    page.get_by_role("checkbox", name=re.compile(f"{re.escape(stop.text)}$")).check()
    page.get_by_label("备注", exact=True).fill("客户下午回电")
    page.get_by_label("网点", exact=True).fill("城东支行")
    expect(status).to_have_text(f"已核对2项，共{total}项；还有{stops - 1}个停止项")
    page.reload()
    expect(page.get_by_label(sheet.items[0].text)).to_be_checked()
    expect(page.get_by_label("备注", exact=True)).to_have_value("客户下午回电")
    expect(page.get_by_label("网点", exact=True)).to_have_value("城东支行")
    ((key, value),) = page.evaluate(STATE)
    assert key == f"{KEPT}phone:1:{real_book.info.edition}:{sheet.fingerprint}"
    ticks = [
        f"{place}-{nth}"
        for place, point in enumerate(sheet.pause_points, start=1)
        for nth, item in enumerate(point.items, start=1)
        if item in (sheet.items[0], stop)
    ]
    assert json.loads(value)["ticks"] == ticks
    page.goto(address + "checklists/online/index.html")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    for box in page.get_by_role("checkbox").all():
        box.check()
    expect(status).to_contain_text("全部核对完")
    assert opened.troubles == []


def test_clearing_asks_first(visit: Open, address: str) -> None:
    opened = visit()
    page = opened.page
    page.goto(address + PHONE)
    box = page.locator("input[name='1-1']")
    box.check()
    page.get_by_label("备注", exact=True).fill("x")
    asked: list[str] = []

    def refuse(dialog: Any) -> None:  # noqa: ANN401 - playwright's dialog
        asked.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", refuse)
    page.get_by_role("button", name="清空重来").click()
    assert "清空" in asked[0]
    expect(box).to_be_checked()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="清空重来").click()
    expect(box).not_to_be_checked()
    expect(page.get_by_label("备注", exact=True)).to_have_value("")
    expect(box).to_be_focused()
    assert page.evaluate(STATE) == []


@pytest.mark.parametrize("kept", ["{", "null", "[]", '"x"', '{"ticks": 7, "lines": 3}', '{"ticks": ["9-9"]}'])
def test_what_is_kept_may_be_broken(visit: Open, address: str, kept: str) -> None:
    opened = visit()
    page = opened.page
    page.goto(address + PHONE)
    key = page.locator("form[data-hb-sheet]").get_attribute("data-hb-sheet")
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])
    page.reload()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    page.locator("input[name='1-1']").check()
    page.reload()
    expect(page.locator("input[name='1-1']")).to_be_checked()
    assert opened.troubles == []


def test_ticks_of_an_older_sheet_do_not_count(visit: Open, address: str) -> None:
    page = visit().page
    page.goto(address + PHONE)
    older = f"{KEPT}phone:1:2020版:000000000000"
    page.evaluate("key => localStorage.setItem(key, JSON.stringify({ticks: ['1-1']}))", older)
    page.reload()
    expect(page.get_by_text("这张单改过了")).to_be_visible()
    expect(page.locator("input[name='1-1']")).not_to_be_checked()
    assert page.evaluate(STATE) == []
    page.reload()
    expect(page.get_by_text("这张单改过了")).to_be_hidden()


def test_another_handbook_on_the_host_keeps_its_ticks(visit: Open, address: str) -> None:
    """A sheet of the same id, of another handbook, and of editions that did not name the handbook yet."""
    page = visit().page
    page.goto(address + PHONE)
    others = [
        "handbook:other:checklist:phone:1:2026版:000000000000",
        "handbook-checklist:phone:1:2026版:0000",
    ]
    for key in others:
        page.evaluate("key => localStorage.setItem(key, 'mine')", key)
    page.reload()
    page.locator("input[name='1-1']").check()
    page.reload()
    assert [page.evaluate("key => localStorage.getItem(key)", key) for key in others] == ["mine", "mine"]
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="清空重来").click()  # notes on clients must not stay
    assert [page.evaluate("key => localStorage.getItem(key)", key) for key in others] == ["mine", None]


def test_the_keyboard_is_enough(visit: Open, address: str) -> None:
    page = visit().page
    page.goto(address + PHONE)
    page.get_by_role("button", name="打印这一张").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="清空重来")).to_be_focused()
    page.keyboard.press("Tab")
    first = page.locator("input[name='1-1']")
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    expect(first).to_be_checked()


def test_a_screen_reader_hears_groups_items_and_stops(visit: Open, address: str, real_book: Handbook) -> None:
    page = visit().page
    page.goto(address + PHONE)
    sheet = next(one for one in real_book.checklists if one.id == "phone")
    for point in sheet.pause_points:
        group = page.get_by_role("group", name=point.title)
        apart = sum(item.when is not None for item in point.items)  # 不适用
        expect(group.get_by_role("checkbox")).to_have_count(len(point.items) + apart)
        for item in point.items:
            spoken = rf"^停止项：\s*{re.escape(item.text)}$" if item.stop else f"^{re.escape(item.text)}$"
            expect(group.get_by_role("checkbox", name=re.compile(spoken))).to_have_count(1)


def test_without_scripts_it_is_a_form_to_read_and_print(visit: Open, address: str) -> None:
    page = visit(scripts=False).page
    page.goto(address + PHONE)
    expect(page.get_by_role("button", name="清空重来")).to_be_hidden()
    expect(page.get_by_text("勾选和填写只存在")).to_be_hidden()
    page.locator("input[name='1-1']").check()
    expect(page.locator("input[name='1-1']")).to_be_checked()


def test_it_works_from_a_disk(visit: Open, built_site: Path) -> None:
    opened = visit()
    page = opened.page
    page.goto((built_site / PHONE).as_uri())
    page.locator("input[name='1-2']").check()
    page.reload()
    expect(page.locator("input[name='1-2']")).to_be_checked()
    assert opened.troubles == []


def test_every_filled_sheet_prints_on_one_page(
    visit: Open, address: str, real_book: Handbook, tmp_path: Path
) -> None:
    page = visit(width=360).page
    for sheet in real_book.checklists:
        page.goto(f"{address}checklists/{sheet.id}/index.html")
        for box in page.get_by_role("checkbox").all():
            box.check()
        page.get_by_label("备注", exact=True).fill("长\n" * 50 + "长" * 100)
        for name in ("网点", "经办", "复核", "业务标识", "日期"):
            page.get_by_label(name, exact=True).fill("填满一行看会不会挤到第二页")
        path = tmp_path / f"{sheet.id}.pdf"
        page.pdf(path=path, prefer_css_page_size=True)
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) == 1, sheet.id
            box = [round(float(number)) for number in pdf.pages[0].mediabox]
            assert box == [0, 0, 595, 842]
