"""Composing papers in a real browser: those of the terminal; printed, downloaded, shared; by keyboard."""

from __future__ import annotations

import csv
import dataclasses
import io
import itertools
import json
import random
import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import docx
import pymupdf
import pytest
from playwright.sync_api import expect

from bench import questions
from generator.exams.composing.blueprint import ImpossibleError, parse
from generator.exams.composing.compose import compose
from generator.exams.composing.item_pool import KINDS, ItemPool, item_pool_of
from generator.exams.papers import scoring, view
from generator.exams.papers.wording import wording
from generator.outputs.data.data_files import FORMULA
from generator.outputs.papers import writers
from generator.outputs.papers.site_data import script
from generator.views.catalog import Catalog
from generator.web import joining
from tests.outputs.bank.test_exports import read_csv, read_moodle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from playwright.sync_api import Page

    from generator.book.handbook import Handbook
    from generator.exams.composing.form import TestForm
    from generator.exams.papers.items import ItemView
    from generator.views.rules import RuleLink

    Open: TypeAlias = Callable[..., Any]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCRIPT = Path(__file__).parents[1] / "scripts/exam.js"
EXAM = "quiz/exam/index.html"
EVERY_KIND = "types=single=20,multiple=5,true-false=5,match=2,order=2,case=6&seed=7&forms=A,B"
#: Blueprints → what the browser says of them, forms in full or the message: as text, which travels faster.
ASK = """(all) => JSON.stringify(all.map((fields) => {
  try {
    const blueprint = HBExam.parse(fields, item_pool);
    return { query: HBExam.query(blueprint), forms: HBExam.compose(item_pool, blueprint).map((form) => ({
      title: form.title, code: form.code, minutes: form.minutes, pass: form.passMark, marks: form.marks,
      parts: form.parts.map((part) => [part.title, part.marksEach, part.groups.map((group) =>
        [group.scene && group.scene.id, group.items.map((item) =>
          [item.number, item.question.id, item.order, item.key])])]),
    })) };
  } catch (fault) {
    if (!(fault instanceof HBExam.ImpossibleError)) throw fault;
    return { error: fault.message };
  }
}))"""


#: A blueprint → what the papers say, part by part.
VIEW = """(fields) => JSON.stringify(
  HBExam.compose(item_pool, HBExam.parse(fields, item_pool)).map((form) => {
  const paper = HBExam.view.paperView(form, item_pool);
  const answers = HBExam.view.answers(paper, item_pool), sheet = HBExam.view.sheet(paper, item_pool);
  return { ...paper, said: HBExam.view.said(paper),
    scale: HBExam.view.scale(paper).map((row) => row.map((one) => [one.raw, one.percent, one.passed])),
    parts: paper.parts.map((part, at) => ({ ...part, answersAcross: answers[at].across,
      sheetAcross: sheet[at].across, sheet: sheet[at].rows.map((one) => [one.number, one.boxes, one.places]),
      items: part.items.map((one) => [
        [one.number, one.id, one.type, one.kind, one.marks, one.stem, one.tail, one.columns],
        one.choices.map((choice) => [choice.letter, choice.text]),
        [one.rows, one.key, one.answer, one.brief, one.rationale],
        one.reasons.map((reason) => [reason.label, reason.text]),
        one.rules.map((rule) => [rule.id, rule.title, rule.mark])]) })) };
}))"""


def _in_python(goods: ItemPool, fields: dict[str, str]) -> dict[str, Any]:
    try:
        blueprint = parse(fields, goods)
        forms = compose(goods, blueprint)
    except ImpossibleError as fault:
        return {"error": str(fault)}
    return {"query": blueprint.query, "forms": [_plain(form) for form in forms]}


def _plain(form: TestForm) -> dict[str, Any]:
    parts = [
        [
            part.title,
            part.marks_each,
            [
                [
                    group.scene.id if group.scene else None,
                    [[one.number, one.question.id, list(one.order), list(one.key)] for one in group.items],
                ]
                for group in part.groups
            ],
        ]
        for part in form.parts
    ]
    facts = {"title": form.title, "code": form.code, "minutes": form.minutes}
    return facts | {"pass": form.pass_mark, "marks": form.marks, "parts": parts}


def _blueprints(goods: ItemPool, count: int) -> list[dict[str, str]]:
    """Sensible, tight, impossible and misspelt ones: the same at every run."""
    chance = random.Random(7)  # noqa: S311 - no secrets here
    chapters, sizes = list(goods.chapters), [0, 1, 2, 3, 5, 8, 14, 25, 60]

    def counts(names: list[str], most: int, *, told: bool) -> str:
        chosen = chance.sample(names, min(len(names), chance.randint(1, most)))
        return ",".join(f"{one}={chance.choice(sizes)}" if told else one for one in chosen)

    found: list[dict[str, str]] = [{}]
    while len(found) < count:
        one = {"seed": str(chance.randrange(10**9)), "forms": chance.choice(["A", "B", "A,B", "C,A"])}
        kind = chance.randrange(4)
        if kind == 0:
            one["count"] = str(chance.choice([1, 7, 20, 30, 100, 290, 400]))
        elif kind == 1:
            one["types"] = counts([*KINDS, "多选", "判断题"], 5, told=True)
        elif kind == 2:
            one["chapters"] = counts(chapters, 3, told=True)
        else:
            one["difficulty"] = counts(["easy", "medium", "难"], 3, told=True)
        for key, text in {
            "chapters": counts(chapters, 4, told=False),
            "channel": chance.choice([*goods.channels, *goods.channels.values()]),
            "role": chance.choice(list(goods.roles)),
            "difficulty": counts(["easy", "medium", "难"], 2, told=False),
            "drafted": "0",
            "marks": counts(list(KINDS), 3, told=True),
            "minutes": "50",
            "pass": chance.choice(["1", "70", "5000"]),
            "title": chance.choice(["", "  新员工　考试 ", "a&b=c#d'%\"", "𠮷" * 60, "长" * 61]),
        }.items():
            if chance.random() < 0.2:
                one.setdefault(key, text)
        if chance.random() < 0.1:
            wrong = {"chapters": "77", "types": "essay=2", "count": "１０", "forms": "A,A", "channel": "鸽子"}
            one |= {chance.choice(list(wrong)): chance.choice(list(wrong.values()))}
        found.append(one)
    return found


def _loaded(page: Page, folder: Path, goods: ItemPool, links: Mapping[str, RuleLink] | None = None) -> None:
    """A page with nothing but the scripts: from files, since a browser takes long over a large text."""
    (folder / "data.js").write_bytes(script(goods, links or {}, wording(goods)))
    (folder / "exam.js").write_text(joining.script(SCRIPT), encoding="utf-8")
    tags = '<script src="data.js"></script><script src="exam.js"></script>'
    (folder / "page.html").write_text(f'<meta charset="utf-8">{tags}', encoding="utf-8")
    page.goto((folder / "page.html").as_uri())
    page.evaluate("void (self.item_pool = new HBExam.ItemPool(HB_EXAM_DATA))")


# ---- the same as the terminal ----


def test_browser_and_terminal_compose_the_same_papers(
    visit: Open, real_book: Handbook, tmp_path: Path
) -> None:
    page = visit().page
    for goods, count in (
        (item_pool_of(real_book), 250),
        (questions.item_pool(500, chapters=12, rules=150, seed=8, stale=0.1), 250),
        (questions.item_pool(10_000, chapters=40, seed=9), 25),
    ):
        asked = _blueprints(goods, count)
        _loaded(page, tmp_path, goods)
        found = json.loads(page.evaluate(ASK, asked))
        composed = 0
        for fields, said in zip(asked, found, strict=True):
            assert said == _in_python(goods, fields), fields
            composed += "forms" in said
        assert count / 4 < composed < count, "some can be met and some cannot"


def test_downloads_are_the_files_of_the_terminal(visit: Open, real_book: Handbook, tmp_path: Path) -> None:
    page = visit().page
    goods = item_pool_of(real_book)
    _loaded(page, tmp_path, goods)
    known = writers.registered()
    for fields in (
        {"types": "single=90,multiple=30,true-false=40,match=12,order=8,case=15", "forms": "A,B"},
        {"types": "order=3", "title": "只有/排序 <题> & 斜杠"},
    ):
        forms = compose(goods, parse(fields, goods))
        written = page.evaluate(
            """(fields) => HBExam.compose(item_pool, HBExam.parse(fields, item_pool)).map((form) =>
              Object.fromEntries(Object.keys(HBExam.files).map((name) =>
                [name, HBExam.files[name](form, item_pool)])))""",
            fields,
        )
        for form, texts in zip(forms, written, strict=True):
            for name, text in texts.items():
                files = known["moodle-xml" if name == "moodle" else name].write(real_book, form)
                assert text.encode() == next(iter(files.values())), name


def test_no_cell_of_the_browsers_csv_begins_as_a_formula(
    visit: Open, real_book: Handbook, tmp_path: Path
) -> None:
    page = visit().page
    starts = itertools.cycle(("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "　-1", "\t=1"))
    goods = item_pool_of(real_book)
    units = []
    for unit, text in zip((one for one in goods.units if one.kind == "single"), starts, strict=False):
        (question,) = unit.questions
        options = tuple(dataclasses.replace(one, text=text + one.id) for one in question.options)
        changed = dataclasses.replace(question, stem=text, rationale=text, options=options)
        units.append(dataclasses.replace(unit, questions=(changed,)))
    goods = dataclasses.replace(goods, units=tuple(units))
    _loaded(page, tmp_path, goods)
    fields = {"types": "single=20"}
    (form,) = compose(goods, parse(fields, goods))
    text = page.evaluate(
        """(fields) =>
            HBExam.files.csv(HBExam.compose(item_pool, HBExam.parse(fields, item_pool))[0], item_pool)""",
        fields,
    )
    (content,) = writers.registered()["csv"].write(real_book, form).values()
    assert text.encode() == content
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [cell for row in rows for cell in row if re.match(FORMULA, cell)] == []
    assert sum(cell.startswith("'") for row in rows for cell in row) >= 20 * 5, "stem, options, 解析"


def test_papers_say_what_printed_ones_say(visit: Open, real_book: Handbook, tmp_path: Path) -> None:
    """Letters, brackets, columns, tasks, answers, reasons, the sheet: as the papers of exams have them."""
    page = visit().page
    goods, links = item_pool_of(real_book), Catalog(real_book).links
    _loaded(page, tmp_path, goods, links)
    for fields in (
        {"types": "single=90,multiple=30,true-false=30,match=12,order=8,case=15", "forms": "A,B"},
        {"count": "30", "marks": "single=3"},
        {"types": "true-false=5", "drafted": "0"},
    ):
        said = json.loads(page.evaluate(VIEW, fields))
        for form, found in zip(compose(goods, parse(fields, goods)), said, strict=True):
            paper = view.view(form, links, handbook=real_book.info.title, issuer=real_book.info.issuer)
            assert found["heading"] == paper.heading
            assert (found["foot"], found["facts"], found["notes"]) == (
                paper.foot,
                paper.facts,
                list(paper.notes),
            )
            parts = zip(
                paper.parts, found["parts"], scoring.answers(paper), scoring.sheet(paper), strict=True
            )
            for part, mine, answers, sheet in parts:
                assert (mine["heading"], mine["task"]) == (part.heading, part.task)
                assert [group["heading"] for group in mine["groups"]] == [one.heading for one in part.groups]
                assert [group["scene"] for group in mine["groups"]] == [one.scene for one in part.groups]
                assert mine["answersAcross"] == answers.across
                assert mine["sheet"] == [[one.number, list(one.boxes), one.places] for one in sheet.rows]
                assert mine["sheetAcross"] == sheet.across
                for one, item in zip(mine["items"], part.items, strict=True):
                    assert one == _shown(item)
            assert found["said"] == scoring.said(paper)
            assert found["scale"] == [
                [[one.raw, one.percent, one.passed] for one in row] for row in scoring.scale(paper)
            ]


def _shown(item: ItemView) -> list[Any]:
    return [
        [item.number, item.id, item.type, item.kind, list(item.marks), item.stem, item.tail, item.columns],
        [[one.letter, one.text] for one in item.choices],
        [list(item.rows), list(item.key), item.answer, item.brief, item.rationale],
        [[one.label, one.text] for one in item.reasons],
        [[one.id, one.title, one.mark] for one in item.rules],
    ]


# ---- the page ----


def _open(visit: Open, address: str, settings: str = "", **window: Any) -> Any:  # noqa: ANN401 - a Visit
    opened = visit(**window)
    opened.page.goto(f"{address}{EXAM}{settings and '#' + settings}")
    expect(opened.page.locator("[data-exam=ready]")).to_be_visible()
    return opened


def _forms(book: Handbook, settings: str) -> tuple[TestForm, ...]:
    fields = dict(one.split("=", 1) for one in settings.split("&"))
    goods = item_pool_of(book)
    return compose(goods, parse(fields, goods))


#: What a form is printed as → the page's name for it.
PAPERS = {"试卷": "paper", "教师用卷": "teacher", "答题卡": "sheet", "答案表": "key"}


def _shows(page: Page, code: str, paper: str) -> None:
    """Waits until a form is shown in one of its ways."""
    button = page.locator(f"[data-exam-code={code}][data-exam-view={paper}]")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f".hb-paper--{paper}")).to_be_visible()


def _stems(page: Page) -> list[str]:
    """As they stand on the paper, without number, bracket and marks."""
    texts = page.locator(".hb-paper__stem").all_inner_texts()
    return [text.split("．", 1)[1].split("（　")[0] for text in texts]


def test_a_trainer_composes_a_paper_and_shares_it(visit: Open, address: str, real_book: Handbook) -> None:
    opened = _open(visit, address)
    page = opened.page
    page.get_by_role("checkbox", name="第四章").check()
    page.get_by_label("第八章 客户隐私与信息保护，题数").fill("")
    page.get_by_role("checkbox", name="第八章").check()
    there = [
        one for one in item_pool_of(real_book).units if one.kind == "single" and one.chapter in {"4", "8"}
    ]
    expect(page.locator('[data-exam-there="single"]')).to_have_text(str(len(there)))
    page.get_by_label("渠道", exact=True).select_option(label="电话")
    page.get_by_label("单项选择题，题数").fill("8")
    page.get_by_label("判断题，题数").fill("2")
    expect(page.get_by_label("总题数")).to_have_value("10")
    page.get_by_label("种子").fill("42")
    page.get_by_label("卷号").select_option("A,B")
    page.get_by_role("button", name="出卷").click()
    expect(page.get_by_role("heading", name="试卷", exact=True)).to_be_focused()
    settings = "chapters=4,8&channel=phone&types=single=8,true-false=2&seed=42&forms=A,B"
    page.wait_for_url(lambda url: url.endswith(f"#{settings}"))
    first, second = _forms(real_book, settings)
    assert _stems(page) == [item.question.stem for item in first]
    expect(page.locator("[data-exam-command]")).to_have_text(
        "./run exam --chapters 4,8 --channel phone --types single=8,true-false=2"
        " --seed 42 --forms A,B -o papers"
    )
    page.get_by_role("button", name="B卷 试卷").click()
    _shows(page, "B", "paper")
    assert _stems(page) == [item.question.stem for item in second]
    colleague = _open(visit, address, settings).page
    _shows(colleague, "A", "paper")
    assert _stems(colleague)[0].startswith(next(iter(first)).question.stem)
    expect(colleague.get_by_role("checkbox", name="第八章")).to_be_checked()
    expect(colleague.get_by_label("单项选择题，题数")).to_have_value("8")
    expect(colleague.get_by_label("卷号")).to_have_value("A,B")
    page.get_by_role("button", name="换一套题").click()
    page.wait_for_url("**seed=43**")
    assert opened.troubles == []


def test_the_teacher_edition_and_the_key_say_the_answers(
    visit: Open, address: str, real_book: Handbook
) -> None:
    page = _open(visit, address, EVERY_KIND).page
    form = _forms(real_book, EVERY_KIND)[0]
    links = Catalog(real_book).links
    paper = view.view(form, links, handbook=real_book.info.title, issuer=real_book.info.issuer)
    page.get_by_role("button", name="A卷 教师用卷").click()
    _shows(page, "A", "teacher")
    holes = page.locator(".hb-paper__hole").all_inner_texts()
    assert holes == [one for item in paper.items for one in item.key]
    for item, text in zip(paper.items, page.locator(".hb-paper__why").all_inner_texts(), strict=True):
        assert f"{item.number}．{item.answer}" in text.replace("\n", "")
        assert item.rationale in text
        assert all(f"{reason.label}：{reason.text}" in text for reason in item.reasons)
        assert all(f"{rule.id} {rule.title}" in text for rule in item.rules)
    href = page.locator(".hb-paper__why a").first.get_attribute("href") or ""
    page.goto(f"{address}quiz/exam/{href}")
    expect(page.locator(f'[id="{paper.items[0].rules[0].id}"]')).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="A卷 答案表").click()
    _shows(page, "A", "key")
    assert page.locator(".hb-paper__key td").all_inner_texts() == [item.brief for item in paper.items]
    page.get_by_role("button", name="A卷 答题卡").click()
    expect(page.locator(".hb-paper__grid > li")).to_have_count(len(tuple(form)))


def test_what_is_shown_prints_on_a4_and_nothing_else(visit: Open, address: str, real_book: Handbook) -> None:
    page = _open(visit, address, EVERY_KIND).page
    form = _forms(real_book, EVERY_KIND)[0]
    texts: dict[str, list[str]] = {}
    for name, view_ in PAPERS.items():
        page.get_by_role("button", name=f"A卷 {name}").click()
        _shows(page, "A", view_)
        document = pymupdf.open(stream=page.pdf(prefer_css_page_size=True), filetype="pdf")
        count = len(document)
        texts[name] = ["".join(sheet.get_text().split()) for sheet in document]
        for at, (sheet, text) in enumerate(zip(document, texts[name], strict=True), start=1):
            assert [round(side) for side in sheet.rect] == [0, 0, 595, 842]
            kind = "" if name == "试卷" else f"·{name}"
            assert f"第{at}页（共{count}页）A卷·种子7·2026版{kind}" in text
            assert "出卷" not in text, "the form stays on the screen"
    paper = "".join(texts["试卷"])
    assert len(texts["试卷"]) <= 6
    for said in ("密封线", "姓名", "注意事项", f"一、单项选择题（共20题，每题{form.parts[0].marks_each}分"):
        assert said in paper
    for item in form:
        stem = "".join(item.question.stem.split())
        options = ["".join(one.text.split()) for one in item.question.options if item.question.answer is None]
        where = [at for at, text in enumerate(texts["试卷"]) if stem in text]
        assert where, item.question.id
        assert all(any(option in texts["试卷"][at] for at in where) for option in options), "never split"
    assert "答案表" not in paper
    assert "解析" not in paper
    assert len(texts["答案表"]) == len(texts["答题卡"]) == 1
    key = next(at for at, text in enumerate(texts["教师用卷"]) if "（A卷）答案表" in text)
    assert "单项选择题（共20题" not in texts["教师用卷"][key - 1], "the key is on a page of its own"
    assert "试卷到此为止" in texts["教师用卷"][key - 1]


def test_downloads_come_as_files(visit: Open, address: str, real_book: Handbook, tmp_path: Path) -> None:
    page = _open(visit, address, EVERY_KIND).page
    form = _forms(real_book, EVERY_KIND)[0]
    got = {}
    for label in ("Moodle XML", "GIFT", "CSV", "Word"):
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        got[path.name] = path.read_bytes()
        expect(page.locator("[data-exam-note]")).to_contain_text(path.name)
    assert set(got) == {"exam-7-A.xml", "exam-7-A.gift.txt", "exam-7-A.csv", "exam-7-A.docx"}
    ids = [item.question.id for item in form]
    assert list(read_moodle(got["exam-7-A.xml"]).questions) == ids
    assert list(read_csv(got["exam-7-A.csv"]).questions) == ids
    assert b"GIFT" not in got["exam-7-A.gift.txt"]
    with page.expect_download():
        page.get_by_role("button", name="GIFT").click()
    expect(page.locator("[data-exam-note]")).to_contain_text("题没有写进去：GIFT 没有排序题。")
    _is_a_paper(got["exam-7-A.docx"], form, teacher=False)
    page.get_by_role("button", name="A卷 教师用卷").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Word").click()
    assert download.value.suggested_filename == "exam-7-A-teacher.docx"
    download.value.save_as(tmp_path / "teacher.docx")
    _is_a_paper((tmp_path / "teacher.docx").read_bytes(), form, teacher=True)


def _is_a_paper(content: bytes, form: TestForm, *, teacher: bool) -> None:
    document = docx.Document(BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[0] == f"{form.title}（{form.code}卷）"
    stems = [line for line in lines if line.split("．\t")[0].isdigit()]
    assert [line.split("．\t")[0] for line in stems[: len(tuple(form))]] == [
        str(item.number) for item in form
    ]
    for item, line in zip(form, stems, strict=False):
        assert item.question.stem in line
    text = "\n".join(lines)
    assert ("解析" in text) == ("答案表" in text) == teacher
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    letters = {"".join(item.key) for item in form if item.question.type.value in {"single", "multiple"}}
    assert (letters <= set(cells)) == teacher
    for item in form:
        for option in item.question.options if item.question.answer is None else ():
            assert option.text in text
    assert "NUMPAGES" in document.sections[0].footer._element.xml


def test_what_cannot_be_is_said_and_nothing_shown(visit: Open, address: str, real_book: Handbook) -> None:
    opened = _open(visit, address, EVERY_KIND)
    page = opened.page
    goods = item_pool_of(real_book)
    page.get_by_label("多项选择题，题数").fill("90")
    page.get_by_role("button", name="出卷").click()
    message = page.get_by_role("alert")
    with pytest.raises(ImpossibleError) as caught:
        compose(goods, parse({"types": "single=20,multiple=90,true-false=5,match=2,order=2,case=6"}, goods))
    expect(message).to_contain_text(str(caught.value).split("\n")[0])
    expect(page.locator(".hb-exam__result")).to_be_hidden()
    page.get_by_label("多项选择题，题数").fill("5")
    page.get_by_role("button", name="出卷").click()
    expect(page.locator(".hb-paper")).to_be_visible()
    expect(message).to_be_empty()
    broken = _open(visit, address, "types=essay=3&seed=1").page
    expect(broken.get_by_role("alert")).to_contain_text("题型：没有“essay”。有：single（单项选择题）")
    assert opened.troubles == []


def test_keyboard_alone_is_enough(visit: Open, address: str) -> None:
    page = _open(visit, address).page
    page.locator(".hb-exam__form a").first.focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "hb-exam-count":
            break
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="试卷", exact=True)).to_be_focused()
    expect(page.locator(".hb-paper__stem")).to_have_count(12)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-exam-view=teacher]")).to_be_focused()
    expect(page.locator("[data-exam-view=teacher]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".hb-paper--teacher")).to_be_visible()


def test_usual_exams_take_one_click_and_reset_empties(visit: Open, address: str) -> None:
    page = _open(visit, address).page
    page.get_by_role("link", name="结业考试").click()
    expect(page.locator(".hb-paper__title")).to_have_text("结业考试（A卷）")
    expect(page.locator("[data-exam-views] > div")).to_have_count(2)
    page.get_by_role("button", name="全部清空").click()
    expect(page.locator(".hb-exam__result")).to_be_hidden()
    expect(page.get_by_label("标题", exact=True)).to_have_value("")
    page.wait_for_url(lambda url: "#" not in url)


def test_it_works_from_a_disk_on_a_phone_and_says_so_without_scripts(visit: Open, built_site: Path) -> None:
    disk = f"{built_site.as_uri()}/"
    opened = _open(visit, disk, EVERY_KIND, width=360)
    page = opened.page
    for name, view_ in PAPERS.items():
        page.get_by_role("button", name=f"A卷 {name}").click()
        _shows(page, "A", view_)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    assert opened.troubles == []
    plain = visit(scripts=False).page
    plain.goto(disk + EXAM)
    expect(plain.locator(".hb-exam__form")).to_be_hidden()
    expect(plain.locator(".hb-exam__without a")).to_have_attribute("href", "../../downloads/index.html")
    expect(plain.get_by_text("./run exam -o")).to_be_visible()


def test_a_title_is_text_and_never_markup(visit: Open, address: str) -> None:
    title = "<img src=x onerror=alert(1)> &amp; “甲”"
    opened = _open(visit, address, f"count=5&title={quote(title)}&seed=1")
    expect(opened.page.locator(".hb-paper__title")).to_have_text(f"{title}（A卷）")
    assert opened.page.locator(".hb-paper img").count() == 0
    assert opened.troubles == []
