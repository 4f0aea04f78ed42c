"""A composed paper as a SCORM package, played in scorm-again's runtime: its own marks, keys at the end."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from generator.commands import paper_writers
from generator.exams.composing.blueprint import parse
from generator.exams.composing.compose import compose
from generator.exams.composing.item_pool import item_pool_of
from generator.outputs.papers.scorm import KEYS
from tests.browser.lms.test_scorm import SPACE, served, valid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from playwright.sync_api import Frame

    from generator.book.handbook import Handbook
    from generator.exams.composing.form import TestForm

    Open: TypeAlias = Callable[..., Any]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ASKED = {"types": "single=4,multiple=3,true-false=3,match=1,order=1,case=3", "seed": "3"}


def _form(book: Handbook, **more: str) -> TestForm:
    goods = item_pool_of(book)
    (form,) = compose(goods, parse(ASKED | more, goods))
    return form


def _packed(book: Handbook, form: TestForm) -> bytes:
    ((name, content),) = paper_writers.registered()["scorm12"].write(book, form).items()
    assert name == "exam-3-A.scorm.zip"
    return content


@pytest.fixture(scope="module")
def form(real_book: Handbook) -> TestForm:
    """Full marks 60 or thereabouts and a pass mark that is no round share of them."""
    return _form(real_book, marks="single=3,multiple=4,true-false=2,match=6,order=5,case=5", **{"pass": "37"})


@pytest.fixture(scope="module")
def platform(form: TestForm, real_book: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    content = _packed(real_book, form)
    with served(content, "exam.html", tmp_path_factory.mktemp("scorm-exam")) as address:
        yield address


class Sat:
    """The paper in its frame, and what the platform holds of it."""

    def __init__(self, opened: Any, address: str, kept: dict[str, Any] | None = None) -> None:  # noqa: ANN401
        self.page = opened.page
        self.asked: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url.rpartition("/")[2]))
        self.page.goto("about:blank")
        self.page.evaluate("(kept) => { window.name = kept }", json.dumps(kept) if kept else "")
        self.page.goto(address)
        found = self.page.frame(url="**/package/*.html")
        assert found is not None
        self.frame: Frame = found
        expect(self.frame.locator("[data-exam]")).to_have_attribute("data-ready", "")

    def answer(
        self, form: TestForm, *, wrong: frozenset[str] = frozenset(), skip: frozenset[str] = frozenset()
    ) -> int:
        """Answers every question by the form's key, but for some; the marks that this is worth."""
        marks = 0
        for part in form.parts:
            for item in part.items:
                id_ = item.question.id
                if id_ in skip:
                    continue
                key = [one[-1] for one in item.key]
                if id_ in wrong:
                    key = [chr(ord("A") + (ord(key[0]) - ord("A") + 1) % len(item.order)), *key[1:]]
                else:
                    marks += part.marks_each
                node = self.frame.locator(f'[data-question-id="{id_}"]')
                if node.locator("select").count():
                    for select, value in zip(node.locator("select").all(), key, strict=True):
                        select.select_option(value)
                else:
                    for value in set(key):
                        node.locator(f'input[value="{value}"]').check()
        return marks

    def hand_in(self) -> None:
        self.frame.get_by_role("button", name="交卷", exact=True).click()
        self.frame.get_by_role("button", name="确定交卷").click()
        expect(self.frame.locator("[data-exam-result]")).to_contain_text("及格：")

    def told(self, name: str) -> str:
        value: str = self.page.evaluate("(name) => API.LMSGetValue(name)", name)
        return value

    def left(self) -> dict[str, Any]:
        """Closes the package as a platform does and gives what the platform kept."""
        self.page.evaluate("document.querySelector('iframe').remove()")
        kept: dict[str, Any] = json.loads(self.page.evaluate("JSON.stringify(API.cmi)"))
        return kept


def _ids(form: TestForm, number: int) -> frozenset[str]:
    """The last questions, whatever they are worth."""
    return frozenset(item.question.id for item in list(form)[-number:])


def test_no_key_and_no_reason_is_in_the_page_before_the_end(form: TestForm, real_book: Handbook) -> None:
    with zipfile.ZipFile(io.BytesIO(_packed(real_book, form))) as package:
        page = package.read("exam.html").decode()
        keys = json.loads(package.read(KEYS).decode().partition("=")[2].rstrip().rstrip(";"))
    assert keys.keys() == {item.question.id for item in form}
    assert not any(word in page for word in ("data-key", "自学练习", "：练习", "不是考试", KEYS))
    for item in form:
        assert item.question.rationale not in page
        assert all(one.rationale not in page for one in item.question.options if one.rationale)


def test_pass_marks_are_the_papers_share_of_a_hundred(form: TestForm, real_book: Handbook) -> None:
    round_ = _form(real_book, **{"pass": "60"})
    assert round_.marks == 100
    for paper, share in ((round_, "60"), (form, f"{10000 * 37 // form.marks / 100:g}")):
        manifest, pages = valid(_packed(real_book, paper))
        assert [one.text for one in manifest.iterfind(".//adlcp:masteryscore", SPACE)] == [share]
        assert f"满分{paper.marks}分，{paper.pass_mark}分及格" in pages["exam.html"]
    assert form.marks != 100


def test_it_is_scored_once_by_its_own_marks(visit: Open, platform: str, form: TestForm) -> None:
    opened = visit()
    sat = Sat(opened, platform)
    wrong, skip = frozenset([next(iter(form)).question.id]), _ids(form, 1)
    marks = sat.answer(form, wrong=wrong, skip=skip)
    assert sat.told("cmi.core.lesson_status") == "incomplete"
    assert (sat.told("cmi.core.score.raw"), sat.told("cmi.interactions._count")) == ("", "0")
    assert KEYS not in sat.asked
    expect(sat.frame.locator("[data-exam-why]:visible")).to_have_count(0)
    sat.frame.get_by_role("button", name="交卷", exact=True).click()
    expect(sat.frame.locator("[data-exam-open]")).to_contain_text("还有1题没有答完")
    sat.frame.get_by_role("button", name="再看看").click()
    sat.hand_in()
    count = len(list(form))
    expect(sat.frame.locator("[data-exam-result]")).to_have_text(
        f"得{marks}分。满分{form.marks}分，37分及格：及格。"
    )
    expect(sat.frame.locator("[data-exam-why]:visible")).to_have_count(count)
    expect(sat.frame.locator("[data-result=right]")).to_have_count(count - 2)
    expect(sat.frame.locator("input:enabled, select:enabled")).to_have_count(0)
    expect(sat.frame.get_by_role("button", name="交卷", exact=True)).to_be_hidden()
    assert sat.told("cmi.core.lesson_status") == "passed"
    assert float(sat.told("cmi.core.score.raw")) == 10000 * marks // form.marks / 100
    kept = sat.left()
    told = {one["id"]: one for one in kept["interactions"].values() if isinstance(one, dict)}
    assert len(told) == count - 1
    for part in form.parts:
        for item in part.items:
            one = told.get(item.question.id)
            if one:
                assert float(one["weighting"]) == part.marks_each
                assert one["result"] == ("wrong" if item.question.id in wrong else "correct")
                right = one["student_response"] == one["correct_responses"]["0"]["pattern"]
                assert right == (one["result"] == "correct")
    assert opened.troubles == []


def test_a_mark_below_the_pass_mark_is_failed(visit: Open, platform: str, form: TestForm) -> None:
    sat = Sat(visit(), platform)
    marks, wrong = form.marks, set()
    worth = {item.question.id: part.marks_each for part in form.parts for item in part.items}
    for id_, each in sorted(worth.items(), key=lambda one: one[1], reverse=True):
        if marks >= form.pass_mark:
            marks -= each
            wrong.add(id_)
    assert sat.answer(form, wrong=frozenset(wrong)) == marks < form.pass_mark
    sat.hand_in()
    assert sat.told("cmi.core.lesson_status") == "failed"
    assert float(sat.told("cmi.core.score.raw")) < 10000 * form.pass_mark // form.marks / 100


def test_who_leaves_goes_on_and_who_handed_in_does_not(visit: Open, platform: str, form: TestForm) -> None:
    sat = Sat(visit(), platform)
    skip = _ids(form, 3)
    sat.answer(form, skip=skip)
    kept = sat.left()
    assert len(kept["suspend_data"]) <= 4096
    again = Sat(visit(), platform, kept)
    count = len(list(form))
    expect(again.frame.locator("[data-exam-progress]")).to_have_text(f"已答{count - 3}/{count}题")
    assert KEYS not in again.asked
    again.answer(form)
    again.hand_in()
    assert again.told("cmi.core.score.raw") == "100"
    last = Sat(visit(), platform, again.left())
    expect(last.frame.locator("[data-exam-result]")).to_have_text(re.compile(f"^得{form.marks}分"))
    expect(last.frame.locator("input:enabled, select:enabled")).to_have_count(0)
    assert (last.told("cmi.core.lesson_status"), last.told("cmi.core.score.raw")) == ("passed", "100")


def test_without_keys_nothing_is_handed_in(visit: Open, platform: str, form: TestForm) -> None:
    sat = Sat(visit(), platform)
    sat.page.route(f"**/{KEYS}", lambda route: route.abort())
    sat.answer(form)
    sat.frame.get_by_role("button", name="交卷", exact=True).click()
    sat.frame.get_by_role("button", name="确定交卷").click()
    expect(sat.frame.locator("[data-exam-result]")).to_contain_text("还没有交卷")
    sat.page.unroute(f"**/{KEYS}")
    sat.hand_in()
    assert sat.told("cmi.core.lesson_status") == "passed"
