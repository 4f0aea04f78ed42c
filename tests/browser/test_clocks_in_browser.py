"""The page that works out dates: typed, shared by address, printed, heard, from a disk, without scripts."""

from __future__ import annotations

import datetime
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from playwright.sync_api import expect

from generator.book import working_days
from generator.core.vocabulary import ClockUnit
from generator.views.pages import dates
from generator.web import joining
from tests.support.date_table import HOLIDAYS, HOURS, ROWS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from playwright.sync_api import Locator, Page

    from generator.book.handbook import Handbook
    from generator.content.model import Clock

    Open: TypeAlias = Callable[..., Any]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COMPLAINT = "deadlines/complaint/index.html"
INCIDENT = "deadlines/incident/index.html"
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
HOURLY = """([calendar, rows]) => {
  const known = hbDays.calendar(calendar);
  return rows.map(([start, value, unit]) => {
    const { day, minute } = hbDays.moment(start);
    const due = hbDays.count(known, day, value, unit, minute);
    return [hbDays.iso(due.day), due.minute, due.rests, due.skipped, due.unknown];
  });
}"""
DAYS = Path(__file__).parents[1] / "scripts/days.js"
RECKON = """([calendar, steps, cases]) => {
  const known = hbDays.calendar(calendar);
  return cases.map(([dates, times]) => {
    const events = {};
    for (const [id, date] of Object.entries(dates)) events[id] = hbDays.parse(date);
    const found = Object.entries(hbDays.reckon(known, steps, events, times));
    return Object.fromEntries(found.map(([id, due]) => [id, [hbDays.iso(due.day), due.minute ?? null]]));
  });
}"""
EVERYTHING = (
    "&told=2027-01-15&review-asked=2027-02-01&passed-on=2026-12-20&new-facts=2027-01-05"
    "&mediation=5&appraisal=3"
)
EVERY_DATE = (
    "收到投诉的日期", "投诉人收到处理决定的日期", "收到核查申请的日期", "收到人民银行转交的日期",
    "收到新的事实和理由的日期",
)  # fmt: skip


def _clock(book: Handbook, id_: str) -> Clock:
    return next(clock for clock in book.clocks if clock.id == id_)


def _due(page: Page, step: str) -> Locator:
    return page.locator(f"[data-hb-step='{step}'] [data-hb-due]")


def _said(page: Page) -> Locator:
    return page.locator("[data-hb-said]")


def test_the_browser_counts_as_by_hand(visit: Open, address: str) -> None:
    opened = visit()
    opened.page.goto(address + COMPLAINT)
    opened.page.evaluate(joining.script(DAYS))
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
    page.evaluate(joining.script(DAYS))
    own = {
        "off": [[str(one.first), str(one.end)] for year in real_book.holidays for one in year.holidays],
        "on": [str(day) for year in real_book.holidays for one in year.holidays for day in one.workdays],
        "known": [year.year for year in real_book.holidays if year.pending is None],
    }
    known = working_days.calendar(real_book.holidays)
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
        mine = working_days.count(known, day, value, unit)
        assert due == mine.date.isoformat()
        assert (rests, better) == (mine.rests, datetime.date.fromordinal(mine.better).isoformat())
        assert set(unknown) == mine.unknown
        stretches = [tuple(map(datetime.date.fromordinal, one)) for one in mine.skipped]
        assert skipped == [f"{begin}/{end}" for begin, end in stretches]
        assert made_up == [str(datetime.date.fromordinal(one)) for one in mine.made_up]


def test_what_is_no_date_is_none(visit: Open, address: str) -> None:
    page = visit().page
    page.goto(address + COMPLAINT)
    page.evaluate(joining.script(DAYS))
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
    clock = _clock(real_book, "complaint")
    known = working_days.calendar(real_book.holidays)
    for example in clock.examples:
        page.goto("about:blank")
        page.goto(f"{address}{COMPLAINT}#date={example.date}")
        found = working_days.reckon(clock, known, {"received": example.date.toordinal()})
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
        "2026年10月31日（星期六）这天休息，稳妥起见不顺延，请在10月30日前办完；不计入的7天已顺延"
    )
    expect(_due(page, "decide-extended")).to_contain_text("2026年12月15日（星期二）不计入的7天已顺延")
    page.wait_for_url("**#date=2026-10-09&review-asked=2026-12-01&mediation=7")
    page.get_by_role("button", name="复制带日期的链接").click()
    shared = page.url
    expect(page.get_by_role("status").filter(has_text=f"已复制：{shared}")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == shared

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
    expect(page.get_by_label("投诉人收到处理决定的日期")).to_be_focused()


def test_a_screen_reader_hears_names_hints_and_the_answer(visit: Open, address: str) -> None:
    page = visit().page
    page.goto(f"{address}{COMPLAINT}#told=2026-10-12")
    for name in (*EVERY_DATE, "调解一共几天", "外部鉴定一共几天"):
        field = page.get_by_label(name, exact=True)
        hint = page.locator(f"[id='{field.get_attribute('aria-describedby')}']")
        expect(hint).not_to_be_empty()
    expect(page.get_by_role("status").filter(has_text="投诉人收到处理决定的日期")).to_have_count(1)
    for group in ("首次回复（本规范）", "处理决定（法定）", "上级核查（法定）"):
        table = page.get_by_role("region", name=group).get_by_role("table")
        expect(table.get_by_role("columnheader")).to_have_text(["到期前做完", "期限", "最晚哪天", "依据"])
    row = page.get_by_role("row", name=re.compile("投诉人书面申请核查"))
    expect(row.get_by_role("rowheader")).to_have_count(1)
    expect(row).to_contain_text("2026年11月11日（星期三）")


def test_without_scripts_it_says_how_to_count(visit: Open, address: str, real_book: Handbook) -> None:
    page = visit(scripts=False).page
    page.goto(address + COMPLAINT)
    expect(page.get_by_label("收到投诉的日期")).to_be_hidden()
    expect(page.get_by_role("columnheader", name="最晚哪天")).to_be_hidden()
    expect(page.get_by_role("row", name=re.compile("收到投诉起1个工作日"))).to_be_visible()
    expect(page.get_by_text("事情发生的当天不算")).to_be_visible()
    expect(page.locator(".hb-clock__examples > li")).to_have_count(
        len(_clock(real_book, "complaint").examples)
    )
    expect(page.get_by_text("2027年放假安排未录入").first).to_be_visible()


def test_it_works_from_a_disk(visit: Open, built_site: Path) -> None:
    opened = visit()
    page = opened.page
    page.goto((built_site / COMPLAINT).as_uri())
    page.get_by_label("收到投诉的日期").fill("2026-09-30")
    expect(_due(page, "reply-major").locator("b")).to_have_text("2026年10月9日（星期五）")
    page.wait_for_url("**#date=2026-09-30")
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
        "2027年放假安排未录入，只按周末和元旦、劳动节、国庆节推算，请核对", "条款核对到", "由法律顾问决定",
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


# ---- hours ----


def test_the_browser_counts_hours_as_by_hand(visit: Open, address: str) -> None:
    opened = visit()
    opened.page.goto(address + INCIDENT)
    opened.page.evaluate(joining.script(DAYS))
    rows = [(row.start, row.value, ClockUnit(row.unit).slug) for row in HOURS]
    for row, (day, minute, rests, skipped, unknown) in zip(
        HOURS, opened.page.evaluate(HOURLY, [CALENDAR, rows]), strict=True
    ):
        assert f"{day}T{dates.time(minute)}" == row.due, row.why
        assert (rests, skipped, unknown) == (False, [], []), row.why
    assert opened.troubles == []


@pytest.mark.parametrize("id_", ["complaint", "incident", "aml-objection"])
def test_the_browser_reckons_as_python_does(visit: Open, address: str, real_book: Handbook, id_: str) -> None:
    """Every way to know or not to know an event, with starts anew, at odd times of the day."""
    page = visit().page
    page.goto(address + COMPLAINT)
    page.evaluate(joining.script(DAYS))
    clock = _clock(real_book, id_)
    known = working_days.calendar(real_book.holidays)
    own = {
        "off": [[str(one.first), str(one.end)] for year in real_book.holidays for one in year.holidays],
        "on": [str(day) for year in real_book.holidays for one in year.holidays for day in one.workdays],
        "known": [year.year for year in real_book.holidays if year.pending is None],
    }
    steps = [
        {
            "id": step.id, "from": step.start, "until": step.until or "", "value": step.value or 0,
            "unit": step.unit.slug, "extra": 0,
            "restarts": [one.id for one in clock.restarts if step.id in one.steps],
        }
        for step in clock.steps
    ]  # fmt: skip
    ids = [*(event.id for event in clock.events), *(one.id for one in clock.restarts)]
    first = datetime.date(2026, 9, 18).toordinal()
    cases = []
    for mask in range(1 << len(ids)):
        days = {one: first + 13 * mask % 120 + 3 * n for n, one in enumerate(ids) if mask & (1 << n)}
        times = {one: (977 * mask + 61 * n) % 1440 for n, one in enumerate(ids) if one in days and n != 2}
        cases.append((days, times))
    asked = [
        ({one: datetime.date.fromordinal(day).isoformat() for one, day in days.items()}, times)
        for days, times in cases
    ]
    for (days, times), answer in zip(cases, page.evaluate(RECKON, [own, steps, asked]), strict=True):
        mine = working_days.reckon(clock, known, days, times=times)
        assert answer == {one: [due.date.isoformat(), due.minute] for one, due in mine.items()}


def test_what_is_no_moment_is_none(visit: Open, address: str) -> None:
    page = visit().page
    page.goto(address + INCIDENT)
    page.evaluate(joining.script(DAYS))
    wrong = [
        "", "T", "2026-11-27", "16:40", "2026-11-27T24:00", "2026-11-27T16:60", "2026-11-27T6:40",
        "2026-02-30T16:40", "1999-12-31T23:59", "2026-11-27T16:40T", "2026-11-27T16:40+08:00",
        "2026-11-27T16:40:00",
    ]  # fmt: skip
    found = page.evaluate(
        "(texts) => texts.map(hbDays.moment).map(({ day, minute }) => Number.isNaN(day + minute))", wrong
    )
    assert found == [True] * len(wrong)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Berlin", "Pacific/Kiritimati"])
def test_an_incident_is_typed_timed_and_ended(browser: Any, address: str, zone: str) -> None:  # noqa: ANN401
    context = browser.new_context(timezone_id=zone, locale="zh-CN")
    page = context.new_page()
    page.clock.install(time=datetime.datetime(2026, 11, 27, 18, 30, tzinfo=ZoneInfo(zone)))
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(address + INCIDENT)
    expect(_said(page)).to_contain_text("填上时刻")
    expect(_due(page, "danger")).to_have_text("立即")
    expect(_due(page, "brief")).to_have_text("先填事件发生的时刻")
    page.get_by_label("事件发生的时刻").fill("2026-11-27T18:05")
    expect(_due(page, "brief")).to_have_text("2026年11月27日（星期五） 19:05还有35分钟")
    expect(_due(page, "full")).to_have_text("2026年11月28日（星期六） 18:05还有23小时35分钟")
    page.get_by_label("确认泄露、毁损、丢失的时刻").fill("2026-11-27T18:20")
    expect(_due(page, "report-loss")).to_have_text("2026年11月30日（星期一） 18:20还有71小时50分钟")
    expect(_said(page)).to_have_text(
        "事件发生的时刻：2026年11月27日（星期五）18:05；确认泄露、毁损、丢失的时刻：2026年11月27日（星期五）18:20。"
        "下一个到期：2026年11月27日（星期五）19:05，报事发简要报告（较大以上，或者引发较大舆情）。"
    )
    page.clock.fast_forward("40:00")
    expect(_due(page, "brief")).to_contain_text("已经过了5分钟")
    expect(_said(page)).to_contain_text("已经过了时限：报事发简要报告")
    page.get_by_label("上一次报告的时刻").fill("2026-11-27T19:10")
    expect(_due(page, "progress")).to_contain_text("2026年11月27日（星期五） 21:10")
    expect(_said(page)).to_contain_text("下一个到期：2026年11月27日（星期五）21:10，报进展（重大以上）")
    page.get_by_label("处置结束的日期").fill("2026-11-30")
    expect(_due(page, "progress")).to_have_text("处置结束了，不用再做")
    expect(_due(page, "summary").locator("b")).to_have_text("2026年12月14日（星期一）")
    page.wait_for_url(
        "**#date=2026-11-27T18%3A05&confirmed=2026-11-27T18%3A20&reported=2026-11-27T19%3A10&ended=2026-11-30"
    )
    page.reload()
    expect(_due(page, "brief")).to_contain_text("2026年11月27日（星期五） 19:05")
    page.get_by_role("button", name="清空").click()
    page.get_by_role("button", name="现在").click()
    expect(page.get_by_label("事件发生的时刻")).to_have_value("2026-11-27T19:10")
    assert troubles == []
    context.close()


def test_every_example_of_the_incident_page_is_what_the_form_says(
    visit: Open, address: str, real_book: Handbook
) -> None:
    page = visit().page
    clock = _clock(real_book, "incident")
    for example in clock.examples:
        event = example.event or clock.events[0].id
        name = "date" if event == clock.events[0].id else event
        typed = f"{example.date}T{example.time}" if example.time else str(example.date)
        page.goto("about:blank")
        page.goto(f"{address}{INCIDENT}#{name}={typed}")
        times = {event: working_days.minute_of(example.time)} if example.time else {}
        found = working_days.reckon(
            clock,
            working_days.calendar(real_book.holidays),
            {event: example.date.toordinal()},
            times=times,
        )
        for step in clock.steps:
            if step.id in found and step.unit is not ClockUnit.AT_ONCE:
                due = found[step.id]
                expect(_due(page, step.id)).to_contain_text(
                    " ".join(filter(None, [dates.full(due.day), dates.time(due.minute)]))
                )


def test_new_facts_start_the_decision_anew_and_a_pause_says_its_duty(visit: Open, address: str) -> None:
    page = visit().page
    page.goto(f"{address}{COMPLAINT}#date=2026-10-09&new-facts=2026-10-20&appraisal=4")
    expect(_due(page, "decide-simple")).to_have_text(
        "2026年11月8日（星期日）这天休息，稳妥起见不顺延，请在11月6日前办完；"
        "按收到新的事实和理由的日期重新起算；不计入的4天已顺延，须及时告知投诉人"
    )
    expect(_due(page, "decide-extended")).to_contain_text(
        "2026年12月23日（星期三）按收到新的事实和理由的日期重新起算"
    )
    expect(_due(page, "reply-ordinary").locator("b")).to_have_text("2026年10月10日（星期六）")
    page.get_by_label("收到新的事实和理由的日期").fill("2026-10-01")
    expect(_due(page, "decide-simple")).to_contain_text("2026年10月28日（星期三）")
    expect(_due(page, "decide-simple")).to_contain_text("收到新的事实和理由的日期更早，没有用上")
    page.get_by_label("收到新的事实和理由的日期").fill("2026-11-03")
    expect(_due(page, "decide-simple")).to_contain_text("那时原来的期限（10月28日）已经过了")
    expect(_due(page, "decide-complex")).not_to_contain_text("已经过了")


@pytest.mark.parametrize(
    "more", ["", "&confirmed=2026-11-27T18:05&reported=2026-11-27T19:10&ended=2026-11-30"]
)
def test_the_hours_print_on_one_page(visit: Open, address: str, tmp_path: Path, more: str) -> None:
    page = visit(dark=True).page
    page.goto(f"{address}{INCIDENT}#date=2026-11-27T16:40{more}")
    expect(_due(page, "brief")).to_contain_text("17:40")
    path = tmp_path / "hours.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 1
    command = ["pdftotext", "-raw", str(path), "-"]
    text = "".join(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())
    for said in ("2026年11月27日（星期五）17:40", "事件发生就立即", "业务标识", "夜里、周末和节假日都不停"):
        assert said in text, said
    assert "小时35分" not in text, "what is left now is not what is left when it is read"
    assert "还有" not in text
    assert ("2026年11月30日（星期一）18:05" in text) == bool(more)
    assert "先填" not in text


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
def test_the_filled_hours_are_quiet_and_fit(visit: Open, address: str, width: int, dark: bool) -> None:  # noqa: FBT001
    opened = visit(width=width, dark=dark)
    opened.page.goto(f"{address}{INCIDENT}#date=2026-12-31T23:30&confirmed=2026-12-31T23:59&ended=2027-01-15")
    expect(_due(opened.page, "report-loss")).to_contain_text("2027年1月3日（星期日） 23:59")
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert opened.troubles == []


def test_moments_are_shared_by_the_address_alone(visit: Open, address: str) -> None:
    opened = visit()
    page = opened.page
    page.goto(address + INCIDENT)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("事件发生的时刻").fill(
        "2026-03-08T01:30"
    )  # the hour that clocks in New York skip follows
    expect(_due(page, "brief").locator("b")).to_have_text(["2026年3月8日（星期日）", "02:30"])
    assert {url.rpartition("/")[2] for url in asked} <= {"icon.svg"}, "nothing leaves the page"
    page.wait_for_url("**#date=*")
    other = visit(width=390).page
    other.goto(page.url)
    expect(_due(other, "full").locator("b")).to_have_text(["2026年3月9日（星期一）", "01:30"])
    assert opened.troubles == []


def test_home_leads_from_a_leak_to_its_hours(visit: Open, address: str) -> None:
    page = visit().page
    page.goto(address + "index.html")
    page.locator("#situation-leak").get_by_role("link", name="信息泄露报告时限").click()
    expect(page.get_by_label("事件发生的时刻")).to_be_visible()
