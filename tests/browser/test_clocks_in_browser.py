"""The page that works out dates: typed, shared by address, printed, heard, from a disk, without scripts."""

from __future__ import annotations

import datetime
import re
import subprocess
from typing import TYPE_CHECKING

import pikepdf
import pytest
from playwright.sync_api import expect

from generator import reckoning
from generator.views import dates
from generator.vocabulary import ClockUnit
from tests.date_table import HOLIDAYS, ROWS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any, TypeAlias

    from playwright.sync_api import Locator, Page

    from generator.handbook import Handbook

    Open: TypeAlias = Callable[..., Any]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COMPLAINT = "deadlines/complaint/index.html"
CALENDAR = {
    "off": [stretch for off, _, _ in HOLIDAYS.values() for stretch in off],
    "on": [day for _, on, _ in HOLIDAYS.values() for day in on],
    "known": [year for year, (_, _, complete) in HOLIDAYS.items() if complete],
}
COUNT = """([calendar, rows]) => {
  const known = hbDays.calendar(calendar);
  return rows.map(([start, value, unit]) => {
    const due = hbDays.count(known, hbDays.parse(start), value, unit);
    const stretches = due.skipped.map(([first, last]) => `${hbDays.iso(first)}/${hbDays.iso(last)}`);
    const [day, better] = [due.day, due.better].map(hbDays.iso);
    return [day, due.rests, better, due.unknown, stretches, due.madeUp.map(hbDays.iso)];
  });
}"""
EVERYTHING = "&told=2027-01-15&review-asked=2027-02-01&passed-on=2026-12-20&mediation=5&appraisal=3"
EVERY_DATE = "收到投诉的日期", "告知处理决定的日期", "收到核查申请的日期", "收到人民银行转交的日期"


def _due(page: Page, step: str) -> Locator:
    return page.locator(f"[data-hb-step='{step}'] [data-hb-due]")


def _said(page: Page) -> Locator:
    return page.locator("[data-hb-said]")


def test_the_browser_counts_as_by_hand(visit: Open, address: str) -> None:
    opened = visit()
    opened.page.goto(address + COMPLAINT)
    rows = [(row.start, row.value, ClockUnit(row.unit).slug) for row in ROWS]
    for row, (due, rests, better, unknown, *_) in zip(
        ROWS, opened.page.evaluate(COUNT, [CALENDAR, rows]), strict=True
    ):
        assert (due, rests, better) == (row.due, bool(row.better), row.better or row.due), row.why
        assert tuple(unknown) == row.unknown, row.why
    assert opened.troubles == []


def test_the_browser_counts_as_python_does(visit: Open, address: str, real_book: Handbook) -> None:
    """Every day of five years with lengths that occur, by the handbook's own calendar."""
    page = visit().page
    page.goto(address + COMPLAINT)
    own = {
        "off": [[str(one.first), str(one.end)] for year in real_book.holidays for one in year.holidays],
        "on": [str(day) for year in real_book.holidays for one in year.holidays for day in one.workdays],
        "known": [year.year for year in real_book.holidays if year.pending is None],
    }
    known = reckoning.calendar(real_book.holidays)
    first = datetime.date(2024, 12, 20).toordinal()
    lengths = [
        *((value, ClockUnit.WORKING_DAY) for value in (1, 2, 12)),
        (15, ClockUnit.DAY),
        (60, ClockUnit.DAY),
    ]
    asked = [(day, value, unit) for day in range(first, first + 5 * 365) for value, unit in lengths]
    rows = [(datetime.date.fromordinal(day).isoformat(), value, unit.slug) for day, value, unit in asked]
    answers = page.evaluate(COUNT, [own, rows])
    for (day, value, unit), (due, rests, better, unknown, skipped, made_up) in zip(
        asked, answers, strict=True
    ):
        mine = reckoning.count(known, day, value, unit)
        assert due == mine.date.isoformat()
        assert (rests, better) == (mine.rests, datetime.date.fromordinal(mine.better).isoformat())
        assert set(unknown) == mine.unknown
        stretches = [tuple(map(datetime.date.fromordinal, one)) for one in mine.skipped]
        assert skipped == [f"{begin}/{end}" for begin, end in stretches]
        assert made_up == [str(datetime.date.fromordinal(one)) for one in mine.made_up]


def test_what_is_no_date_is_none(visit: Open, address: str) -> None:
    page = visit().page
    page.goto(address + COMPLAINT)
    wrong = [
        "",
        "2026-02-30",
        "2026-13-01",
        "1999-12-31",
        "2101-01-01",
        "x",
        "2026-1",
        "02026-01-01",
        "1e3-01-01",
    ]
    assert (
        page.evaluate("(texts) => texts.map((text) => Number.isNaN(hbDays.parse(text)))", wrong) == [True] * 9
    )
    assert page.evaluate("hbDays.iso(hbDays.parse('2026年2月28日'))") == "2026-02-28"


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_the_same_everywhere_and_at_any_hour(browser: Any, address: str, zone: str) -> None:  # noqa: ANN401
    context = browser.new_context(timezone_id=zone, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}{COMPLAINT}#date=2026-09-30")
    expect(_due(page, "reply-ordinary")).to_contain_text("2026年10月8日（星期四）")
    expect(_due(page, "decide-complex")).to_contain_text("2026年10月30日（星期五）")
    context.close()


def test_every_example_of_the_page_is_what_the_form_says(
    visit: Open, address: str, real_book: Handbook
) -> None:
    page = visit().page
    (clock,) = real_book.clocks
    known = reckoning.calendar(real_book.holidays)
    for example in clock.examples:
        page.goto("about:blank")
        page.goto(f"{address}{COMPLAINT}#date={example.date}")
        found = reckoning.reckon(clock, known, {"received": example.date.toordinal()})
        for step, due in found.items():
            expect(_due(page, step).locator("b")).to_have_text(dates.full(due.day))
            if remark := dates.remark(due):
                expect(_due(page, step)).to_contain_text(remark)
        warned = "".join(
            dates.warning(year, next((one for one in real_book.holidays if one.year == year), None))
            for year in dates.unsure(known, found.values())
        )
        expect(page.locator("[data-hb-warning]")).to_have_text(warned)


def test_a_date_is_typed_shared_and_cleared(visit: Open, address: str) -> None:
    opened = visit()
    page = opened.page
    page.goto(address + COMPLAINT)
    expect(_said(page)).to_contain_text("填上日期")
    expect(_due(page, "reply-major")).to_have_text("先填收到投诉的日期")
    page.get_by_label("收到投诉的日期").fill("2026-10-09")
    expect(_said(page)).to_have_text(
        "收到投诉的日期：2026年10月9日（星期五）。最先到期：2026年10月10日（星期六），第一次回复客户（一般投诉）。"
    )
    expect(_due(page, "reply-major")).to_have_text(
        "2026年10月12日（星期一）10月11日休息，不算；10月10日补班，算"
    )
    expect(_due(page, "decide-review")).to_have_text("先填收到核查申请的日期")
    page.get_by_text("还有别的日期").click()
    page.get_by_label("收到核查申请的日期").fill("2026-12-01")
    page.get_by_label("调解一共几天").fill("7")
    expect(_due(page, "decide-review")).to_contain_text("2026年12月31日（星期四）")
    expect(_due(page, "decide-simple")).to_have_text(
        "2026年10月31日（星期六）这天休息，期满不顺延，请在10月30日前办完；不计入的7天已顺延"
    )
    expect(_due(page, "decide-extended")).to_contain_text("2026年12月15日（星期二）不计入的7天已顺延")
    assert page.url.endswith("#date=2026-10-09&review-asked=2026-12-01&mediation=7")
    page.get_by_role("button", name="复制带日期的链接").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    shared = page.evaluate("navigator.clipboard.readText()")
    assert shared == page.url

    other = visit().page
    other.goto(shared)
    expect(other.get_by_label("调解一共几天")).to_be_visible()
    expect(other.get_by_label("调解一共几天")).to_have_value("7")
    expect(_due(other, "decide-review")).to_contain_text("2026年12月31日（星期四）")
    other.get_by_role("button", name="清空").click()
    expect(_said(other)).to_contain_text("填上日期")
    expect(other.get_by_label("收到投诉的日期")).to_be_focused()
    assert "#" not in other.url
    assert opened.troubles == []


def test_an_odd_address_does_no_harm(visit: Open, address: str) -> None:
    opened = visit()
    page = opened.page
    odd = (
        "date=2026-02-30",
        "date=&told=x",
        "date=<script>",
        "mediation=-3&appraisal=9e9",
        "constructor=1",
        "%E0",
    )
    for text in odd:
        page.goto("about:blank")
        page.goto(f"{address}{COMPLAINT}#{text}")
        expect(_said(page)).to_contain_text("填上日期")
        page.get_by_label("收到投诉的日期").fill("2026-11-02")
        expect(_due(page, "reply-ordinary")).to_have_text("2026年11月3日（星期二）")
    page.get_by_label("收到投诉的日期").fill("1990-01-01")
    expect(_said(page)).to_contain_text("日期不对")
    assert opened.troubles == []


def test_years_not_entered_are_said_so_where_it_matters(visit: Open, address: str) -> None:
    page = visit().page
    page.goto(f"{address}{COMPLAINT}#date=2026-12-04")
    warning = page.locator("[data-hb-warning]")
    expect(_due(page, "reply-ordinary")).not_to_contain_text("核对")
    expect(warning).to_be_visible()
    page.get_by_label("收到投诉的日期").fill("2026-10-12")
    expect(warning).to_be_hidden()
    page.get_by_label("收到投诉的日期").fill("2040-05-01")
    expect(warning).to_have_text("2040年放假安排未录入，按周末推算，请核对。")
    expect(_due(page, "reply-ordinary")).to_contain_text("2040年未录入，请核对")


def test_the_keyboard_is_enough(visit: Open, address: str) -> None:
    page = visit().page
    page.goto(address + COMPLAINT)
    page.get_by_label("收到投诉的日期").focus()
    page.keyboard.type("09302026")  # the date field's own parts: month, day, year in this browser's language
    expect(_due(page, "reply-ordinary").locator("b")).to_have_text("2026年10月8日（星期四）")
    today = page.get_by_role("button", name="今天")
    for _ in range(6):  # the date field is several stops
        page.keyboard.press("Tab")
        if today.evaluate("(one) => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_label("收到投诉的日期")).to_be_focused()
    expect(page.get_by_label("收到投诉的日期")).to_have_value(re.compile(r"^20\d\d-\d\d-\d\d$"))
    page.locator(".hb-clock__more > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("告知处理决定的日期")).to_be_focused()


def test_a_screen_reader_hears_names_hints_and_the_answer(visit: Open, address: str) -> None:
    page = visit().page
    page.goto(f"{address}{COMPLAINT}#told=2026-10-12")
    for name in (*EVERY_DATE, "调解一共几天", "外部鉴定一共几天"):
        field = page.get_by_label(name, exact=True)
        hint = page.locator(f"[id='{field.get_attribute('aria-describedby')}']")
        expect(hint).not_to_be_empty()
    expect(page.get_by_role("status").filter(has_text="告知处理决定的日期")).to_have_count(1)
    for group in ("首次回复（本规范）", "处理决定（法定）", "上级核查（法定）"):
        table = page.get_by_role("region", name=group).get_by_role("table")
        expect(table.get_by_role("columnheader")).to_have_text(["到期前做完", "期限", "最晚哪天", "依据"])
    row = page.get_by_role("row", name=re.compile("投诉人申请核查"))
    expect(row.get_by_role("rowheader")).to_have_count(1)
    expect(row).to_contain_text("2026年11月11日（星期三）")


def test_without_scripts_it_says_how_to_count(visit: Open, address: str, real_book: Handbook) -> None:
    page = visit(scripts=False).page
    page.goto(address + COMPLAINT)
    expect(page.get_by_label("收到投诉的日期")).to_be_hidden()
    expect(page.get_by_role("columnheader", name="最晚哪天")).to_be_hidden()
    expect(page.get_by_role("row", name=re.compile("收到投诉起1个工作日"))).to_be_visible()
    expect(page.get_by_text("事情发生的当天不算")).to_be_visible()
    expect(page.locator(".hb-clock__examples > li")).to_have_count(len(real_book.clocks[0].examples))
    expect(page.get_by_text("2027年放假安排未录入").first).to_be_visible()


def test_it_works_from_a_disk(visit: Open, built_site: Path) -> None:
    opened = visit()
    page = opened.page
    page.goto((built_site / COMPLAINT).as_uri())
    page.get_by_label("收到投诉的日期").fill("2026-09-30")
    expect(_due(page, "reply-major").locator("b")).to_have_text("2026年10月9日（星期五）")
    assert page.url.endswith("#date=2026-09-30")
    page.reload()
    expect(_due(page, "reply-major").locator("b")).to_have_text("2026年10月9日（星期五）")
    assert opened.troubles == []


@pytest.mark.parametrize(("more", "width"), [("", 360), (EVERYTHING, 1280)])
def test_the_result_prints_on_one_page(
    visit: Open, address: str, tmp_path: Path, more: str, width: int
) -> None:
    page = visit(width=width, dark=True).page
    page.goto(f"{address}{COMPLAINT}#date=2026-12-31{more}")
    expect(_due(page, "reply-ordinary")).to_contain_text("2027年1月4日")
    path = tmp_path / "result.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 1
        assert [round(float(number)) for number in pdf.pages[0].mediabox] == [0, 0, 595, 842]
    command = ["pdftotext", "-raw", str(path), "-"]
    text = "".join(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())
    for said in (
        "收到投诉的日期：2026年12月31日（星期四）", "2027年1月4日（星期一）", "2027年1月5日（星期二）",
        "2027年放假安排未录入，只按周末和元旦、国庆节推算，请核对", "条款核对到", "由法律顾问决定",
        "事情发生的当天不算", "业务标识",
    ):  # fmt: skip
        assert said in text, said
    assert ("收到人民银行转交起15日" in text) == bool(more), "what was not asked for is not printed"
    assert "先填" not in text


def test_without_a_date_a_table_of_limits_is_printed(visit: Open, address: str) -> None:
    page = visit().page
    page.goto(address + COMPLAINT)
    page.emulate_media(media="print")
    expect(page.get_by_role("row", name=re.compile("收到投诉起1个工作日"))).to_be_visible()
    expect(page.get_by_role("columnheader", name="最晚哪天")).to_have_count(0)
    expect(_said(page)).to_be_hidden()
    expect(page.locator("[data-hb-year='2026']")).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
def test_the_filled_page_is_quiet_and_fits(visit: Open, address: str, width: int, dark: bool) -> None:  # noqa: FBT001
    opened = visit(width=width, dark=dark)
    opened.page.goto(f"{address}{COMPLAINT}#date=2026-12-31&told=2027-01-15&mediation=999")
    expect(_due(opened.page, "ask-review")).to_contain_text("2027年2月14日")
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert opened.troubles == []
