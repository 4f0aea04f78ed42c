"""Practising in a real browser: by keyboard, by ear, after a reload, from a disk, on paper, scriptless."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import _serve
from tests.support import shared
from tests.support.handbooks import copy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TypeAlias

    from playwright.sync_api import Locator, Page

    Open: TypeAlias = Callable[..., Any]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
CHAPTER = "quiz/chapter-01/index.html"
IDS = [
    "1.1.1-1-q1", "1.1.1-1-q2", "1.1.1-2-q1", "1.1.1-2-q2",
    "1.1.2-1-q1", "1.1.2-1-q2", "1.1.2-1-q3", "2.1-1-q3",
]  # fmt: skip


@pytest.fixture(scope="session")
def quiz_site(run_folder: Path) -> Path:
    """The site of the small bank."""

    def build(root: Path) -> None:
        shutil.copytree(ROOT / "tests/samples/quiz/bank", root, dirs_exist_ok=True)
        copy(ROOT / "tests/samples/quiz/none", root)
        base = str(ROOT / "generator/mkdocs-base.yml")
        environment = os.environ | {
            "NO_MKDOCS_2_WARNING": "1",
            "SOURCE_DATE_EPOCH": "0",
            "HANDBOOK_ROOT": str(root),
        }
        (root / "docs").mkdir()
        config = root / "mkdocs.yml"
        config.write_text(f"INHERIT: {base}\n", encoding="utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(root / "site")]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)

    return shared.once(run_folder / "quiz", build) / "site"


@pytest.fixture(scope="session")
def quiz(quiz_site: Path) -> Iterator[str]:
    """Its address, behind a strict policy."""
    yield from _serve(quiz_site)


def _form(page: Page, id_: str) -> Locator:
    return page.locator(f'[data-question-id="{id_}"]')


def _status(page: Page, id_: str) -> Locator:
    return _form(page, id_).get_by_role("status")


def _shown(page: Page) -> list[str]:
    return [one.get_attribute("data-question-id") or "" for one in page.locator("[data-question-id]").all()]


def _answer(page: Page, id_: str, *values: str) -> None:
    form = _form(page, id_)
    selects = form.locator("select").all()
    for select, value in zip(selects, values, strict=bool(selects)):
        select.select_option(value)
    for value in () if selects else values:
        form.locator(f'input[value="{value}"]').check()
    form.locator("button[type=submit]").click()


def _key(page: Page, id_: str) -> list[str]:
    return (_form(page, id_).get_attribute("data-key") or "").split(" ")


def test_every_type_is_judged(visit: Open, quiz: str) -> None:
    opened = visit()
    page = opened.page
    page.goto(quiz + CHAPTER)
    assert _shown(page) == IDS
    _answer(page, "1.1.1-1-q1", "a")
    expect(_status(page, "1.1.1-1-q1")).to_have_text("× 答错了。正确答案：B")
    expect(_form(page, "1.1.1-1-q1").locator("details")).to_have_attribute("open", "")
    _answer(page, "1.1.1-2-q1", "a")
    expect(_status(page, "1.1.1-2-q1")).to_have_text("× 答错了。正确答案：A、C")
    _answer(page, "1.1.1-2-q1", "a", "c")
    expect(_status(page, "1.1.1-2-q1")).to_have_text("√ 答对了")
    _answer(page, "1.1.1-2-q1", "a", "b", "c")
    expect(_status(page, "1.1.1-2-q1")).to_have_text("× 答错了。正确答案：A、C")
    _answer(page, "2.1-1-q3", "true")
    expect(_status(page, "2.1-1-q3")).to_have_text("× 答错了。正确答案：错")
    for id_ in IDS:
        for box in _form(page, id_).locator("input[type=checkbox]").all():
            box.uncheck()
        _answer(page, id_, *_key(page, id_))
        expect(_status(page, id_)).to_have_text("√ 答对了")
    expect(page.locator("[data-quiz-progress]")).to_have_text("已答8/8题，答对8题，得分100分（满分100分）")
    order = _key(page, "1.1.1-2-q2")
    _answer(page, "1.1.1-2-q2", *reversed(order))
    expect(_status(page, "1.1.1-2-q2")).to_contain_text("× 答错了。正确答案：")
    assert opened.troubles == []


def test_nothing_chosen_is_said_and_not_counted(visit: Open, quiz: str) -> None:
    page = visit().page
    page.goto(quiz + CHAPTER)
    _form(page, "1.1.1-1-q1").locator("button[type=submit]").click()
    expect(_status(page, "1.1.1-1-q1")).to_have_text("请先选一个答案，再提交。")
    _form(page, "1.1.2-1-q1").locator("select").first.select_option("r1")
    _form(page, "1.1.2-1-q1").locator("button[type=submit]").click()
    expect(_status(page, "1.1.2-1-q1")).to_have_text("请把每一项都选好，再提交。")
    expect(page.locator("[data-quiz-progress]")).to_have_text("已答0/8题，答对0题")


def test_keyboard_alone_is_enough(visit: Open, quiz: str) -> None:
    page = visit().page
    page.goto(quiz + CHAPTER)
    page.locator('[id="1.1.1-1-q1"] .hb-q__head a').focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # the first option has the focus; down chooses the second
    expect(page.locator('[id="1.1.1-1-q1"] input[value="b"]')).to_be_checked()
    page.keyboard.press("Enter")
    expect(_status(page, "1.1.1-1-q1")).to_have_text("√ 答对了")
    page.locator('[id="1.1.1-2-q1"] .hb-q__head a').focus()
    for press in ("Tab", "Space", "Tab", "Tab", "Space", "Tab", "Tab", "Enter"):
        page.keyboard.press(press)
    expect(_status(page, "1.1.1-2-q1")).to_have_text("√ 答对了")
    order = _form(page, "1.1.1-2-q2")
    order.locator(".hb-q__head a").focus()
    for step in _key(page, "1.1.1-2-q2"):
        page.keyboard.press("Tab")
        for _ in range(int(step[1:])):
            page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(_status(page, "1.1.1-2-q2")).to_have_text("√ 答对了")
    focused = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert focused != "none"


def test_a_screen_reader_hears_names_and_results(visit: Open, quiz: str) -> None:
    page = visit().page
    page.goto(quiz + CHAPTER)
    group = page.get_by_role("group", name="有人走到柜台前，先做哪一件事？", exact=True)
    expect(group.get_by_role("radio")).to_have_count(3)
    expect(group.get_by_role("radio", name=re.compile("说一声您好"))).to_have_count(1)
    steps = page.get_by_role("group", name="客户来了要等十分钟，按先后排列下面三步。", exact=True)
    expect(steps.get_by_role("combobox", name=re.compile("第2步"))).to_have_count(1)
    pairs = page.get_by_role("group", name="把左边的来电和右边的答复连起来。", exact=True)
    expect(pairs.get_by_role("combobox", name=re.compile("本人问自己的余额"))).to_have_count(1)
    expect(page.get_by_role("progressbar", name="作答进度")).to_have_count(1)
    expect(page.get_by_role("region", name="案例 排队的上午")).to_have_count(1)
    group.get_by_role("radio", name=re.compile("说一声您好")).check()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="√ 答对了")).to_have_count(1)
    unnamed = page.evaluate(
        "[...document.querySelectorAll('.hb-quiz :is(input, select)')].filter(e => !e.labels.length).length"
    )
    assert unnamed == 0


def test_a_reload_keeps_answers_and_a_changed_question_begins_anew(visit: Open, quiz: str) -> None:
    page = visit().page
    page.goto(quiz + CHAPTER)
    _answer(page, "1.1.1-1-q1", "c")
    _answer(page, "1.1.1-2-q1", "a", "c")
    _answer(page, "1.1.2-1-q1", "r2", "r3", "r1")
    page.reload()
    expect(_status(page, "1.1.1-1-q1")).to_have_text("× 答错了。正确答案：B")
    expect(page.locator('[id="1.1.1-1-q1"] input[value="c"]')).to_be_checked()
    expect(_status(page, "1.1.1-2-q1")).to_have_text("√ 答对了")
    assert [one.input_value() for one in _form(page, "1.1.2-1-q1").locator("select").all()] == [
        "r2",
        "r3",
        "r1",
    ]
    expect(page.locator("[data-quiz-progress]")).to_have_text("已答3/8题，答对1题")
    page.evaluate("""() => {
        const key = document.querySelector("[data-quiz-store]").dataset.quizStore;
        const state = JSON.parse(localStorage[key]);
        state.answers["1.1.1-1-q1"].f = "000000000000";
        localStorage[key] = JSON.stringify(state);
    }""")
    page.reload()
    expect(_status(page, "1.1.1-1-q1")).to_have_text("")
    expect(page.locator("[data-quiz-progress]")).to_have_text("已答2/8题，答对1题")


@pytest.mark.parametrize(
    "damaged", ["nonsense", "null", "[]", '{"answers": 3, "pages": "x"}', '{"answers": {"x": 1}}']
)
def test_damaged_memory_is_forgotten(visit: Open, quiz: str, damaged: str) -> None:
    opened = visit()
    page = opened.page
    page.goto(quiz + CHAPTER)
    _answer(page, "1.1.1-1-q1", "b")
    page.evaluate(
        """(text) => {
        for (const name of Object.keys(localStorage)) if (name.includes("quiz")) localStorage[name] = text;
    }""",
        damaged,
    )
    page.reload()
    expect(page.locator("[data-quiz-progress]")).to_have_text("已答0/8题，答对0题")
    _answer(page, "1.1.1-1-q1", "b")
    expect(_status(page, "1.1.1-1-q1")).to_have_text("√ 答对了")
    assert opened.troubles == []


def test_wrong_answers_are_practised_until_right(visit: Open, quiz: str) -> None:
    page = visit().page
    page.goto(quiz + CHAPTER)
    wrong = page.get_by_role("button", name="错题重练")
    wrong.click()
    expect(page.locator("[data-quiz-note]")).to_have_text("没有错题。")
    page.get_by_role("button", name="全部题目").click()
    _answer(page, "1.1.1-1-q1", "a")
    _answer(page, "1.1.1-2-q1", "a", "c")
    _answer(page, "1.1.2-1-q3", "b")
    wrong.click()
    assert _shown(page) == ["1.1.1-1-q1", "1.1.2-1-q3", "2.1-1-q3"]  # a case stays whole
    expect(wrong).to_have_attribute("aria-pressed", "true")
    expect(_form(page, "1.1.1-1-q1").locator("input:checked")).to_have_count(0)
    page.reload()
    assert _shown(page) == ["1.1.1-1-q1", "1.1.2-1-q3", "2.1-1-q3"]
    expect(_status(page, "1.1.1-1-q1")).to_have_text("")
    _answer(page, "1.1.1-1-q1", "b")
    wrong.click()
    assert _shown(page) == ["1.1.2-1-q3", "2.1-1-q3"]


def test_a_reset_asks_first(visit: Open, quiz: str) -> None:
    page = visit().page
    asked: list[str] = []
    page.goto(quiz + CHAPTER)
    _answer(page, "1.1.1-1-q1", "b")
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="清空作答").click()
    expect(_status(page, "1.1.1-1-q1")).to_have_text("√ 答对了")
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.get_by_role("button", name="清空作答").click()
    expect(_status(page, "1.1.1-1-q1")).to_have_text("")
    expect(page.locator('[id="1.1.1-1-q1"] input:checked')).to_have_count(0)
    page.reload()
    expect(page.locator("[data-quiz-progress]")).to_have_text("已答0/8题，答对0题")
    assert len(asked) == 2


def test_mixed_options_keep_letters_reasons_and_key_together(visit: Open, quiz: str) -> None:
    page = visit().page
    page.goto(quiz + CHAPTER)
    page.evaluate("Math.random = () => 0")  # always the same, and not the author's order
    page.get_by_label("打乱选项").check()
    form = _form(page, "1.1.1-2-q1")
    labels = form.locator("[data-option]").all()
    assert [one.get_attribute("data-option") for one in labels] != ["a", "b", "c", "d"]
    assert [one.get_attribute("data-letter") for one in labels] == ["A", "B", "C", "D"]
    letter = {one.get_attribute("data-option"): one.get_attribute("data-letter") for one in labels}
    reasons = form.locator("[data-for]").all()
    assert {one.get_attribute("data-for"): one.get_attribute("data-letter") for one in reasons} == letter
    assert [one.get_attribute("data-letter") for one in reasons] == ["A", "B", "C", "D"]
    both = "、".join(sorted([letter["a"] or "", letter["c"] or ""]))
    expect(form.locator("[data-quiz-key]")).to_have_text(both)
    _answer(page, "1.1.1-2-q1", "b")
    expect(_status(page, "1.1.1-2-q1")).to_have_text(f"× 答错了。正确答案：{both}")
    true_false = _form(page, "1.1.1-1-q2").locator("[data-option]").all()
    assert [one.inner_text().strip() for one in true_false] == ["对", "错"]
    page.get_by_label("打乱选项").uncheck()
    assert [one.get_attribute("data-option") for one in form.locator("[data-option]").all()] == list("abcd")


def test_questions_of_all_chapters_are_chosen_by_channel_and_role(visit: Open, quiz: str) -> None:
    opened = visit()
    page = opened.page
    page.goto(quiz + "quiz/index.html")
    assert len(_shown(page)) == 12  # fewer than twenty
    page.get_by_label("渠道").select_option("phone")
    assert set(_shown(page)) == {
        "1.1.2-1-q1", "1.1.2-1-q2", "1.1.2-1-q3", "2.1-1-q3",
        "2.1-1-q1", "2.1-1-q2", "2.2.1-1-q1", "2.2.1-1-q2",
    }  # fmt: skip
    page.get_by_label("责任人").select_option("complaint-desk")
    page.get_by_role("button", name="全部题目").click()
    assert _shown(page) == ["1.1.2-1-q3", "2.1-1-q3", "2.1-1-q1", "2.1-1-q2", "2.2.1-1-q1", "2.2.1-1-q2"]
    page.reload()
    assert len(_shown(page)) == 6
    page.goto(quiz + "roles/complaint-desk/index.html")
    page.get_by_role("link", name=re.compile("^练习")).last.click()
    page.wait_for_url("**/quiz/index.html#roles=complaint-desk")
    expect(page.get_by_label("责任人")).to_have_value("complaint-desk")
    assert opened.troubles == []


def test_twenty_by_chance_stay_the_same_after_a_reload(visit: Open, quiz: str) -> None:
    page = visit().page
    page.add_init_script("""addEventListener("DOMContentLoaded", () => {
        document.querySelector("[data-quiz]").dataset.quizSize = "5";
    })""")
    page.goto(quiz + "quiz/index.html")
    page.get_by_role("button", name="随机20题").click()
    first = _shown(page)
    assert 3 <= len(first) <= 5
    assert len({"1.1.2-1-q3", "2.1-1-q3"} & set(first)) != 1
    page.reload()
    assert _shown(page) == first
    seen = set(first)
    for _ in range(30):
        page.get_by_role("button", name="随机20题").click()
        seen |= set(_shown(page))
    assert len(seen) == 12


def test_links_lead_from_a_rule_to_its_question_and_back(visit: Open, quiz: str) -> None:
    opened = visit()
    page = opened.page
    page.goto(quiz + "chapters/02-complaints/index.html")
    page.locator('[id="2.1-1"]').get_by_role("link", name=re.compile(r"^2\.1-1-q2 单选题·应用")).click()
    page.wait_for_url("**/quiz/chapter-02/index.html#2.1-1-q2")
    expect(_form(page, "2.1-1-q2")).to_be_in_viewport()
    _form(page, "2.1-1-q2").locator("summary").click()
    _form(page, "2.1-1-q2").get_by_role("link", name=re.compile(r"^2\.1-1 ")).click()
    page.wait_for_url("**/chapters/02-complaints/index.html#2.1-1")
    page.goto(quiz + "quiz/index.html#2.2.1-1-q2")
    expect(_form(page, "2.2.1-1-q2")).to_be_in_viewport()
    assert opened.troubles == []


def test_from_a_disk_it_works_and_remembers(visit: Open, quiz_site: Path) -> None:
    opened = visit()
    page = opened.page
    page.goto((quiz_site / CHAPTER).as_uri())
    _answer(page, "1.1.1-1-q1", "b")
    page.reload()
    expect(_status(page, "1.1.1-1-q1")).to_have_text("√ 答对了")
    page.goto((quiz_site / "quiz/index.html").as_uri())
    expect(_status(page, "1.1.1-1-q1")).to_have_text("√ 答对了")
    assert opened.troubles == []


def test_without_scripts_questions_are_read_and_answers_unfold(visit: Open, quiz: str) -> None:
    page = visit(scripts=False).page
    page.goto(quiz + CHAPTER)
    expect(page.locator("legend")).to_have_count(8)
    expect(page.locator("button[type=submit]").first).to_be_hidden()
    expect(page.get_by_text("清空作答")).to_be_hidden()
    why = _form(page, "1.1.1-1-q1").locator("details")
    expect(why.get_by_text("先问好，客户就知道有人接待了。")).to_be_hidden()
    why.locator("summary").click()
    expect(why.get_by_text("先问好，客户就知道有人接待了。")).to_be_visible()
    page.goto(quiz + "quiz/index.html")
    expect(page.get_by_role("link", name=re.compile("第一章"))).to_have_count(1)


def test_on_paper_it_is_a_paper_without_a_key(visit: Open, quiz: str) -> None:
    page = visit().page
    page.goto(quiz + CHAPTER)
    _answer(page, "1.1.1-1-q1", "a")
    page.emulate_media(media="print")
    for hidden in ("details", "[role=status]", "button[type=submit]", "[data-quiz-tools]", "select", "input"):
        assert page.locator(f".hb-quiz {hidden}:visible").count() == 0, hidden
    expect(_form(page, "1.1.1-1-q1").get_by_text("说一声您好")).to_be_visible()
    expect(
        _form(page, "1.1.2-1-q1").locator(".hb-q__choices").get_by_text("核对身份后告诉他")
    ).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), [(360, False), (768, True), (1280, False)])
def test_it_fits_any_screen(visit: Open, quiz: str, width: int, dark: bool) -> None:  # noqa: FBT001
    opened = visit(width=width, dark=dark)
    for path in (CHAPTER, "quiz/index.html"):
        opened.page.goto(quiz + path)
        assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert opened.troubles == []


def test_a_host_can_keep_the_state_and_hear_the_answers(visit: Open, quiz: str) -> None:
    """What a SCORM package builds on."""
    page = visit().page
    page.add_init_script("""
        window.heard = [];
        const save = (state) => { window.kept = JSON.stringify(state); };
        window.quizStore = { load: () => ({ answers: {} }), save };
        addEventListener("quiz-answer", (event) => window.heard.push(event.detail), true);
    """)
    page.goto(quiz + CHAPTER)
    _answer(page, "1.1.1-1-q1", "a")
    heard = page.evaluate("window.heard")
    assert heard == [{
        "id": "1.1.1-1-q1", "type": "single", "answer": ["a"], "key": ["b"], "right": False,
        "total": 8, "answered": 1, "rightCount": 0, "score": 0,
    }]  # fmt: skip
    assert '"1.1.1-1-q1":{"a":["a"],"ok":false' in page.evaluate("window.kept")
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.includes('quiz'))") == []
