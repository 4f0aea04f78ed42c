"""Clocks: days are counted as on a wall calendar; pages say what was counted, from what, what is in doubt."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator import search
from generator.book import working_days
from generator.book.handbook import resolve
from generator.content import loader
from generator.content.model import Clock, HolidayYear
from generator.core.vocabulary import ClockUnit
from generator.outputs.data import handbook_json
from generator.outputs.data.handbook_json import HandbookData
from generator.outputs.site.pages import pages
from generator.views.catalog import Catalog
from generator.views.pages import clocks, dates
from tests.support.date_table import HOLIDAYS, HOURS, ROWS, Hours, Row
from tests.support.published import published

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.book.handbook import Handbook

ROOT = Path(__file__).parents[2]
ADDRESS = "deadlines/reply/index.md"


def _day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


def _calendar() -> working_days.Calendar:
    """The table's holidays, read as a file would be."""
    years = []
    for year, (holidays, workdays, complete) in HOLIDAYS.items():
        entries = [{"name": "假", "from": first, "to": last} for first, last in holidays]
        entries[0]["workdays"] = workdays  # type: ignore[assignment] - which holiday they belong to is no matter
        pending = {} if complete else {"pending": "没有录入"}
        years.append(
            HolidayYear.model_validate({"year": year, "source": "表", "holidays": entries} | pending)
        )
    return working_days.calendar(years)


# ---- counting ----


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.why)
def test_days_are_counted_as_by_hand(row: Row) -> None:
    due = working_days.count(_calendar(), _day(row.start), row.value, ClockUnit(row.unit))
    assert due.date.isoformat() == row.due
    assert due.rests == bool(row.better)
    assert due.better == _day(row.better or row.due)
    assert due.unknown == frozenset(row.unknown)


def test_the_table_is_no_small_one() -> None:
    assert len(ROWS) >= 20
    assert len({(row.start, row.value, row.unit) for row in ROWS}) == len(ROWS)


def _moment(text: str) -> tuple[int, int]:
    day, _, time = text.partition("T")
    return _day(day), working_days.minute_of(time)


@pytest.mark.parametrize("row", HOURS, ids=lambda row: row.why)
def test_hours_run_on_as_on_the_wall(row: Hours) -> None:
    day, minute = _moment(row.start)
    due = working_days.count(_calendar(), day, row.value, ClockUnit(row.unit), minute)
    assert (due.day, due.minute) == _moment(row.due)
    assert dates.remark(due) == "", "nobody rests from hours"


def test_what_was_skipped_is_told() -> None:
    known = _calendar()
    two = working_days.count(known, _day("2026-02-13"), 2, ClockUnit.WORKING_DAY)
    assert dates.remark(two) == "2月15日至23日休息，不算；2月14日补班，算"
    long = working_days.count(known, _day("2026-03-02"), 30, ClockUnit.WORKING_DAY)
    assert dates.remark(long) == "周末和放假不算"
    new_year = working_days.count(known, _day("2025-01-27"), 1, ClockUnit.WORKING_DAY)
    assert dates.remark(new_year) == "1月28日至2月4日休息，不算"
    sunday = working_days.count(known, _day("2026-12-05"), 15, ClockUnit.DAY)
    assert dates.remark(sunday) == "这天休息，稳妥起见不顺延，请在12月18日前办完"
    assert dates.remark(working_days.count(known, _day("2026-11-02"), 1, ClockUnit.WORKING_DAY)) == ""


@pytest.mark.parametrize("day", range(_day("2026-11-23"), _day("2026-11-30")))
def test_weekdays_are_those_of_the_week(day: int) -> None:
    assert working_days.weekday(day) == datetime.date.fromordinal(day).weekday()


# ---- a small handbook ----

CLOCKS: dict[str, Any] = {
    "clocks": [
        {
            "id": "reply",
            "title": "标本时限",
            "summary": "收到标本以后哪天要做完什么。",
            "events": [
                {"id": "received", "title": "收到标本", "hint": "哪天到的。"},
                {"id": "returned", "title": "退回标本"},
            ],
            "groups": [
                {
                    "title": "本室规矩",
                    "steps": [
                        {
                            "id": "register",
                            "title": "登记",
                            "when": "平常的标本",
                            "value": "2",
                            "unit": "工作日",
                            "from": "received",
                            "rule": "1.1.1-1",
                            "text": "先登记再上架。",
                        }
                    ],
                },
                {
                    "title": "条例",
                    "steps": [
                        {
                            "id": "answer",
                            "title": "答复",
                            "value": "15",
                            "unit": "日",
                            "from": "received",
                            "authority": "glass",
                            "locator": "第十条第一款",
                        },
                        {
                            "id": "answer-later",
                            "title": "答复",
                            "when": "瓶子太多",
                            "value": "30",
                            "unit": "日",
                            "from": "answer",
                            "authority": "glass",
                            "locator": "第九条",
                            "confidence": "secondary",
                            "approved_by": "馆长",
                            "needs": "告诉送来的人",
                        },
                        {
                            "id": "appeal",
                            "title": "申诉",
                            "value": "10",
                            "unit": "日",
                            "from": "returned",
                            "authority": "glass",
                            "locator": "第九条",
                            "assumed": "从退回那天数。",
                        },
                    ],
                },
            ],
            "pauses": [
                {"id": "drying", "title": "晾干", "text": "晾的那些天不算。", "authority": "glass",
                 "steps": ["answer"]}
            ],
            "notes": [{"text": "条例里的日是自然日。", "authority": "glass", "locator": "第十条第一款"}],
            "examples": [
                {"date": "2026-01-02", "why": "星期五"},
                {"date": "2025-12-31", "why": "年底"},
            ],
            "rules": ["1.1.1-2"],
            "keywords": ["标本几天登记"],
        }
    ]
}  # fmt: skip
YEARS: dict[str, Any] = {
    "years": [
        {
            "year": "2026",
            "source": "馆里的日历",
            "holidays": [
                {"name": "元旦", "from": "2026-01-01"},
                {"name": "晒书节", "from": "2026-01-05", "to": "2026-01-06", "workdays": ["2026-01-04"]},
            ],
        },
        {"year": "2027", "pending": "日历还没印出来。"},
    ]
}
LAW = {
    "id": "glass",
    "title": "中华标本室玻璃瓶管理条例",
    "short_title": "玻璃瓶条例",
    "status": "2020修订",
    "scope": "用玻璃瓶的标本室",
    "as_of": "2025-11-01",
}


@pytest.fixture
def timed(small_content: dict[str, Any]) -> dict[str, Any]:
    """The small handbook with a clock, a calendar and the law behind it."""
    rule = small_content["chapters/01-receive.yaml"]["rules"][0]
    rule["deadline"] = {"value": "2", "unit": "工作日", "from": "收到标本", "to": "登记"}
    rule["citations"] = [{"authority": "glass", "locator": "第十条第一款", "paraphrase": "封两道"}]
    small_content |= {
        "clocks.yaml": CLOCKS,
        "holidays.yaml": YEARS,
        "authorities.yaml": {"authorities": [LAW]},
    }
    return small_content


@pytest.fixture
def book(
    timed: dict[str, Any], tmp_path: Path, write_handbook: Callable[[Path, dict[str, Any]], Path]
) -> Handbook:
    library = loader.load(write_handbook(tmp_path, timed))
    assert library.diagnostics == ()
    found = resolve(library)
    assert found is not None
    return found


def test_steps_count_from_events_or_from_other_steps(book: Handbook) -> None:
    (clock,) = book.clocks
    known = working_days.calendar(book.holidays)
    start = {"received": _day("2026-01-02")}
    due = {id_: one.date.isoformat() for id_, one in working_days.reckon(clock, known, start).items()}
    assert due == {"register": "2026-01-07", "answer": "2026-01-17", "answer-later": "2026-02-16"}
    both = start | {"returned": _day("2026-01-20")}
    assert working_days.reckon(clock, known, both)["appeal"].date.isoformat() == "2026-01-30"
    assert working_days.reckon(clock, known, {}) == {}


def test_pauses_move_a_step_and_what_follows_it_once(book: Handbook) -> None:
    (clock,) = book.clocks
    found = working_days.reckon(
        clock, working_days.calendar(book.holidays), {"received": _day("2026-01-02")}, {"drying": 5}
    )
    due = {id_: one.date.isoformat() for id_, one in found.items()}
    assert due == {"register": "2026-01-07", "answer": "2026-01-22", "answer-later": "2026-02-21"}


@pytest.fixture
def alarm(
    timed: dict[str, Any], tmp_path: Path, write_handbook: Callable[[Path, dict[str, Any]], Path]
) -> Handbook:
    """The small handbook with a clock of hours and one that starts anew."""
    glass = {"authority": "glass", "locator": "第九条"}
    broken = {
        "id": "alarm",
        "title": "打碎时限",
        "summary": "瓶子碎了几点报。",
        "events": [
            {"id": "broken", "title": "打碎"},
            {"id": "reported", "title": "上一次报告"},
            {"id": "swept", "title": "扫完"},
            {"id": "worse", "title": "更碎了"},
        ],
        "groups": [
            {
                "title": "报告",
                "steps": [
                    {"id": "shout", "title": "喊人", "unit": "立即", "from": "broken"} | glass,
                    {"id": "again", "title": "再喊", "unit": "立即", "from": "worse"} | glass,
                    {"id": "brief", "title": "简报", "value": "1", "unit": "小时", "from": "broken"} | glass,
                    {"id": "more", "title": "补报", "value": "30", "unit": "分钟", "from": "brief"} | glass,
                    {"id": "each", "title": "续报", "value": "2", "unit": "小时", "from": "reported",
                     "until": "swept"} | glass,
                    {"id": "sum", "title": "总结", "value": "2", "unit": "工作日", "from": "swept"} | glass,
                    {"id": "think", "title": "复盘", "value": "3", "unit": "日", "from": "brief"} | glass,
                ],
            }
        ],
        "examples": [{"date": "2025-12-31", "time": "23:10", "why": "年底"}],
    }  # fmt: skip
    reply = CLOCKS["clocks"][0]
    pauses = [reply["pauses"][0] | {"needs": "告诉送来的人"}]
    restarts = [{"id": "refilled", "title": "又装满", "text": "重新数。", "steps": ["answer"]} | glass]
    timed["clocks.yaml"] = {"clocks": [reply | {"pauses": pauses, "restarts": restarts}, broken]}
    library = loader.load(write_handbook(tmp_path, timed))
    assert library.diagnostics == ()
    found = resolve(library)
    assert found is not None
    return found


def test_hours_need_a_time_of_day_and_end_with_their_event(alarm: Handbook) -> None:
    clock, known = _real(alarm, "alarm"), working_days.calendar(alarm.holidays)
    day = _day("2026-01-02")

    def due(events: dict[str, int], times: dict[str, int]) -> dict[str, tuple[str, int | None]]:
        found = working_days.reckon(clock, known, events, times=times)
        return {id_: (one.date.isoformat(), one.minute) for id_, one in found.items()}

    assert due({"broken": day}, {"broken": 23 * 60 + 10}) == {
        "shout": ("2026-01-02", 1390), "brief": ("2026-01-03", 10), "more": ("2026-01-03", 40),
        "think": ("2026-01-06", None),
    }  # fmt: skip
    assert due({"broken": day}, {}) == {"shout": ("2026-01-02", None)}, "no time, no hours"
    assert due({"reported": day}, {"reported": 0}) == {"each": ("2026-01-02", 120)}
    assert due({"reported": day, "swept": day}, {"reported": 0}) == {"sum": ("2026-01-07", None)}


def test_new_facts_start_a_step_and_what_follows_it_anew(alarm: Handbook) -> None:
    clock, known = _real(alarm, "reply"), working_days.calendar(alarm.holidays)
    start = {"received": _day("2026-01-02")}

    def due(events: dict[str, int], pauses: dict[str, int]) -> dict[str, str]:
        found = working_days.reckon(clock, known, events, pauses)
        return {id_: one.date.isoformat() for id_, one in found.items()}

    anew = start | {"refilled": _day("2026-01-10")}
    assert due(anew, {}) == {
        "register": "2026-01-07", "answer": "2026-01-25", "answer-later": "2026-02-24",
    }  # fmt: skip
    assert due(anew, {"drying": 5})["answer-later"] == "2026-03-01"
    early = start | {"refilled": _day("2025-12-01")}
    assert due(early, {}) == due(start, {}), "what came before the start cannot start it anew"
    assert due({"refilled": _day("2026-01-10")}, {}) == {}, "nothing to start anew"


def test_the_page_of_hours_asks_for_the_time(alarm: Handbook) -> None:
    written = {page.path: page.markdown for page in published(alarm).pages}
    text = written["deadlines/alarm/index.md"]
    for said in (
        "打碎的时刻", "上一次报告的时刻", "扫完的日期", "打碎就立即", "打碎起1小时", "“简报”期满起30分钟",
        "上一次报告起每2小时一次，到扫完为止", "更碎了就立即", "最晚什么时候", "现在",
        "夜里、周末和节假日都不停", "2025年12月31日（星期三）23:10", "2026年1月1日（星期四）00:10",
    ):  # fmt: skip
        assert said in text, said
    assert text.count('type="datetime-local"') == 2
    assert "更碎了的" not in text, "what only has to be done at once needs no time"
    reply = written[ADDRESS]
    assert "晾的那些天不算。须告诉送来的人。" in reply
    assert "又装满的日期" in reply
    assert "夜里" not in reply
    assert "打碎时限" in written["basis/glass/index.md"]
    assert "算到几点" in written["basis/glass/index.md"]


def test_programs_get_hours_repetition_and_restarts(alarm: Handbook) -> None:
    plain = handbook_json.data(alarm).plain()
    HandbookData.model_validate(plain)
    reply, hours = plain["clocks"]
    assert [(step["id"], step["value"], step["unit"], step["until"]) for step in hours["steps"]][:5] == [
        ("shout", 0, "立即", None), ("again", 0, "立即", None), ("brief", 1, "小时", None),
        ("more", 30, "分钟", None), ("each", 2, "小时", "swept"),
    ]  # fmt: skip
    assert [event["id"] for event in hours["events"] if event["timed"]] == ["broken", "reported"]
    assert [(one["id"], one["steps"]) for one in reply["restarts"]] == [("refilled", ["answer"])]
    assert reply["pauses"][0]["needs"] == "告诉送来的人"


def test_examples_are_worked_out_and_say_what_is_in_doubt(book: Handbook) -> None:
    (view,) = clocks.views(Catalog(book))
    friday, year_end = view.examples
    assert friday.day == "2026年1月2日（星期五）"
    assert [
        (title, [(one.label, one.due, one.remark) for one in found]) for title, found in friday.groups
    ] == [
        ("本室规矩", [("平常的标本", "1月7日（星期三）", "1月3日、1月5日至6日休息，不算；1月4日补班，算")]),
        (
            "条例",
            [
                ("答复", "1月17日（星期六）", "这天休息，稳妥起见不顺延，请在1月16日前办完"),
                ("瓶子太多", "2月16日（星期一）", ""),
            ],
        ),
    ]
    assert friday.warnings == ()
    assert year_end.groups[0][1][0].due == "2026年1月4日（星期日）"
    assert year_end.warnings == (), "2025 is over after the first day"


def test_a_year_that_is_not_known_is_named() -> None:
    part = HolidayYear.model_validate(
        {"year": 2027, "pending": "x", "holidays": [{"name": "元旦", "from": "2027-01-01"}]}
    )
    assert dates.warning(2028, None) == "2028年放假安排未录入，按周末推算，请核对。"
    assert dates.warning(2027, part) == "2027年放假安排未录入，只按周末和元旦推算，请核对。"


def test_the_page_says_what_for_whom_as_of_when_and_who_decides(book: Handbook) -> None:
    written = {page.path: page.markdown for page in published(book).pages}
    text = written[ADDRESS]
    for said in (
        "收到标本起2个工作日", "收到标本起15日", "“答复”期满起30日", "须经馆长批准，并告诉送来的人",
        "先登记再上架。", "从退回那天数。", "本手册的算法", "晾的那些天不算。", "条例里的日是自然日。",
        "二手来源，待核", "条款核对到2025年11月1日", "《玻璃瓶条例》，用玻璃瓶的标本室", "由法律顾问决定",
        "馆里的日历", "日历还没印出来。", "元旦：1月1日放假", "晒书节：1月5日至6日放假，1月4日补班",
        "事情发生的当天不算", "不往后顺延",
    ):  # fmt: skip
        assert said in text, said
    assert 'href="../../basis/glass/index.html#at-10t1k"' in text
    assert 'href="../../basis/glass/index.html"' in text, (
        "nothing cites 第九条, so its page has no place for it"
    )
    assert 'data-hb-off="2026-01-01/2026-01-01 2026-01-05/2026-01-06" data-hb-on="2026-01-04"' in text


def test_rules_home_and_navigation_lead_there(book: Handbook) -> None:
    publication = published(book)
    written = {page.path: page.markdown for page in publication.pages}
    chapter = written["chapters/01-receive/index.md"]
    assert chapter.count("../../deadlines/reply/index.html") == 2, (
        "the rule that is counted, and one that has to do with it"
    )
    assert "../../chapters/01-receive/index.html#1.1.1-2" in written[ADDRESS]
    assert "deadlines/reply/index.html" in written["index.md"]
    assert {
        "依据": [{"全部依据": "basis/index.md"}, {"标本时限": "deadlines/reply/index.md"}]
    } in publication.nav


def test_without_laws_the_navigation_has_the_clocks_alone(
    timed: dict[str, Any], tmp_path: Path, write_handbook: Callable[[Path, dict[str, Any]], Path]
) -> None:
    clock = CLOCKS["clocks"][0]
    alone = clock | {
        "rules": [],
        "groups": clock["groups"][:1],
        "pauses": [],
        "notes": [],
        "events": clock["events"][:1],
    }
    timed["clocks.yaml"] = {"clocks": [alone]}
    del timed["authorities.yaml"], timed["holidays.yaml"]
    timed["chapters/01-receive.yaml"]["rules"][0]["citations"] = []
    book = resolve(loader.load(write_handbook(tmp_path, timed)))
    assert book is not None
    publication = published(book)
    assert {"时限": [{"标本时限": "deadlines/reply/index.md"}]} in publication.nav
    text = next(page.markdown for page in publication.pages if page.path == ADDRESS)
    assert "2026年放假安排未录入，按周末推算，请核对。" in text
    assert "法律顾问" not in text, "no law, no lawyer"


def test_programs_get_clocks_and_holidays(book: Handbook) -> None:
    plain = handbook_json.data(book).plain()
    HandbookData.model_validate(plain)
    (clock,) = plain["clocks"]
    assert [(step["id"], step["from"], step["value"], step["unit"]) for step in clock["steps"]] == [
        ("register", "received", 2, "工作日"), ("answer", "received", 15, "日"),
        ("answer-later", "answer", 30, "日"), ("appeal", "returned", 10, "日"),
    ]  # fmt: skip
    assert [(year["year"], year["complete"]) for year in plain["holidays"]] == [(2026, True), (2027, False)]
    assert plain["holidays"][0]["holidays"][1] == {
        "name": "晒书节", "from": "2026-01-05", "to": "2026-01-06", "workdays": ["2026-01-04"],
    }  # fmt: skip


def test_a_handbook_without_clocks_has_no_such_page(small_book: Handbook) -> None:
    publication = published(small_book)
    assert not [page.path for page in publication.pages if page.path.startswith("deadlines/")]
    assert "deadlines/" not in str(publication.nav)


def test_hostile_words_in_clocks_come_out_as_text(
    timed: dict[str, Any], tmp_path: Path, write_handbook: Callable[[Path, dict[str, Any]], Path]
) -> None:
    bad = '</title><script>alert(1)</script>"*x*{{ 7*7 }}'

    def spoilt(value: object) -> object:
        if isinstance(value, list):
            return [spoilt(one) for one in value]
        if isinstance(value, dict):
            prose = {
                "title", "summary", "hint", "when", "text", "assumed", "approved_by", "needs", "why", "name",
                "source", "pending", "locator",
            }  # fmt: skip
            return {key: bad if key in prose else spoilt(inner) for key, inner in value.items()}
        return value

    timed["clocks.yaml"] = spoilt(CLOCKS)
    timed["holidays.yaml"] = spoilt(YEARS)
    book = resolve(loader.load(write_handbook(tmp_path, timed)))
    assert book is not None
    text = {page.path: page.markdown for page in published(book).pages}[ADDRESS]
    assert "<script>alert" not in text
    assert "*x*" not in re.sub(r"<[a-z].*", "", text), "not for Markdown to read"
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 25


# ---- the real one ----


def test_the_complaint_clock_says_what_policy_and_law_say(real_book: Handbook) -> None:
    clock = _real(real_book, "complaint")
    said = {step.id: (step.duration, step.start, step.rule, step.locator) for step in clock.steps}
    assert said == {
        "reply-ordinary": ("1个工作日", "received", "4.3.2-2", None),
        "reply-major": ("2个工作日", "received", "4.3.2-3", None),
        "decide-simple": ("15日", "received", "L4.3.2-1", "第十八条第一款"),
        "decide-complex": ("30日", "received", "L4.3.2-2", "第十八条第一款"),
        "decide-extended": ("30日", "decide-complex", None, "第十八条第一款"),
        "ask-review": ("30日", "told", None, "第二十条"),
        "decide-review": ("30日", "review-asked", "L4.3.4-2", "第二十条"),
        "answer-passed-on": ("15日", "passed-on", "L4.3.2-4", "第四十三条第三款"),
        "answer-passed-on-extended": ("60日", "passed-on", None, "第四十三条第三款"),
    }
    assert {step.id for step in clock.steps if step.approved_by} == {
        "decide-extended",
        "answer-passed-on-extended",
    }
    pauses = {pause.id: (pause.locator, pause.needs, pause.steps) for pause in clock.pauses}
    decisions = ("decide-simple", "decide-complex")
    assert pauses == {
        "mediation": ("第二十三条", None, decisions),
        "appraisal": ("第十八条第二款", "及时告知投诉人", decisions),
    }
    (restart,) = clock.restarts
    assert (restart.title, restart.locator, restart.steps) == (
        "收到新的事实和理由", "第十八条第三款", decisions,
    )  # fmt: skip
    assert [event.title for event in clock.events] == [
        "收到投诉", "投诉人收到处理决定", "收到核查申请", "收到人民银行转交",
    ]  # fmt: skip
    assert not [step.id for step in clock.steps if step.assumed], "the articles say where each begins"


def test_the_incident_clock_runs_each_limit_from_its_own_start(real_book: Handbook) -> None:
    clock = _real(real_book, "incident")
    said = {
        step.id: (step.duration, step.start, step.rule, step.authority, step.locator) for step in clock.steps
    }
    told, law = "pbc-consumer-measures", "pbc-incident-measures"
    assert said == {
        "contain": ("立即", "occurred", "L8.3.2-10", law, "第十三条第三款"),
        "notify": ("立即", "occurred", "L8.3.2-1", "pipl", "第五十七条"),
        "danger": ("立即", "confirmed", "L8.3.2-2", told, "第三十四条第二款"),
        "regrade": ("立即", "changed", "L8.3.2-9", law, "第十二条第三款"),
        "brief": ("1小时", "occurred", "L8.3.2-5", law, "第十五条"),
        "full": ("24小时", "occurred", "L8.3.2-6", law, "第十五条"),
        "report-loss": ("72小时", "confirmed", "L8.3.2-3", told, "第三十四条第二款"),
        "progress": ("每2小时", "reported", "L8.3.2-7", law, "第十六条"),
        "progress-now": ("立即", "changed", "L8.3.2-7", law, "第十六条"),
        "summary": ("10个工作日", "ended", "L8.3.2-8", law, "第十七条"),
        "preliminary": ("10个工作日", "ended", "L8.3.2-8", law, "第十七条"),
        "promised": ("40个工作日", "ended", None, law, "第十七条"),
    }
    without = {step.id for step in clock.steps if "条文没有另写" in (step.assumed or "")}
    assert without == {"brief", "report-loss", "progress"}, "where the article names no start of its own"
    assert clock.timed == {"occurred", "confirmed", "reported"}


def test_a_question_about_money_laundering_measures_is_answered_in_fifteen_days(real_book: Handbook) -> None:
    (step,) = _real(real_book, "aml-objection").steps
    assert (step.duration, step.rule, step.authority, step.locator) == (
        "15日", "L4.3-8", "aml-law", "第三十九条第一款",
    )  # fmt: skip


def test_a_leak_leads_from_home_to_its_clock(real_book: Handbook) -> None:
    written = {page.path: page.markdown for page in pages._Site(real_book, {}).pages()}
    card = written["index.md"].partition('id="situation-leak"')[2].partition("</li></ul>")[0]
    assert "deadlines/incident/index.html" in card
    assert "信息泄露报告时限：算到几点" in card
    for path in ("checklists/privacy-incident/index.md", "basis/pbc-incident-measures/index.md"):
        assert "deadlines/incident/index.html" in written[path], path


def test_a_clock_that_rests_on_a_law_in_doubt_says_so(real_book: Handbook) -> None:
    found = {view.link.id: view.doubtful for view in clocks.views(Catalog(real_book))}
    assert found == {"complaint": ("消费投诉处理管理办法",), "incident": (), "aml-objection": ()}
    written = {page.path: page.markdown for page in pages._Site(real_book, {}).pages()}
    said = 'basis/index.html#doubtful">《消费投诉处理管理办法》可能已经变了</a>'
    assert said in written["deadlines/complaint/index.md"]
    assert "可能已经变了" not in written["deadlines/incident/index.md"]


def _real(book: Handbook, id_: str) -> Clock:
    return next(clock for clock in book.clocks if clock.id == id_)


def test_the_real_holidays_are_those_of_the_notices(real_book: Handbook) -> None:
    """Whoever enters another year adds it to the table, worked out by hand, as well."""
    entered = {year.year: year for year in real_book.holidays if year.pending is None}
    for year, entry in entered.items():
        off, on, _ = HOLIDAYS[year]
        assert [(str(one.first), str(one.end)) for one in entry.holidays] == off
        assert sorted(str(day) for one in entry.holidays for day in one.workdays) == sorted(on)
    effective = real_book.info.effective.year
    assert {effective, effective + 1} <= {year.year for year in real_book.holidays}


def test_situations_and_sheets_with_its_rules_lead_to_it(real_book: Handbook) -> None:
    written = {page.path: page.markdown for page in pages._Site(real_book, {}).pages()}
    target = "deadlines/complaint/index.html"
    leading = {path for path, text in written.items() if target in text}
    assert leading >= {
        "index.md", "chapters/04-relationship/index.md", "supplements/index.md",
        "checklists/complaint/index.md", "checklists/new-staff/index.md",
        "basis/complaint-measures/index.md", "basis/pbc-consumer-measures/index.md",
    }  # fmt: skip
    assert "checklists/cross-cultural/index.md" not in leading


def test_the_search_finds_it(real_index: search.Index) -> None:
    for query in ("投诉时限", "处理决定几天", "工作日怎么算", "投诉节假日算不算"):
        entries = [result.best.entry for result in real_index.search(query)]
        found = [entry.path for entry in entries if entry.kind is search.Kind.PAGE]
        assert found[:1] == ["deadlines/complaint/"], query
    for query, path in (("泄露报告时限", "incident"), ("反洗钱异议几天答复", "aml-objection")):
        entries = [result.best.entry for result in real_index.search(query)]
        found = [entry.path for entry in entries if entry.kind is search.Kind.PAGE]
        assert found[:1] == [f"deadlines/{path}/"], query
