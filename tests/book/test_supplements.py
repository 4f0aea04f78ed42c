"""What the law adds: found, linked, tested, counted and marked everywhere, and never taken for a rule."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from generator.book import bank
from generator.book.handbook import resolve
from generator.content import loader
from generator.outputs.data import checklist_tables, data_files, handbook_json
from generator.search import Index, Kind, catalogue_of
from generator.search.folding import fold, number_in
from generator.views import words
from generator.views.catalog import Catalog
from generator.views.pages import checklist as sheets
from tests.support.published import published

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.book.handbook import Handbook

SUPPLEMENT: dict[str, Any] = {
    "id": "L1.1-2",
    "place": "1.1",
    "title": "瓶口贴封条",
    "modality": "应",
    "statement": "管理员封瓶时，应在瓶口贴两道封条。",
    "rationale": "撕过看得出来。",
    "practice": ["一道横，一道竖。", {"recommend": "写上日期。"}],
    "scope": "用玻璃瓶的标本室",
    "channels": ["desk"],
    "stages": ["after"],
    "bearer": "head",
    "rules": ["1.1.1-1"],
    "citations": [
        {"authority": "glass", "locator": "第三条", "paraphrase": "瓶口封两道", "confidence": "secondary"}
    ],
    "keywords": ["封条", "封瓶", "撕过", "两道"],
    "asked_as": ["封条贴几道"],
}
GONE = SUPPLEMENT | {
    "id": "L1-1",
    "place": "1",
    "title": "旧封条",
    "statement": "管理员封瓶时，应滴一圈火漆。",
    "asked_as": ["火漆滴多少"],
    "withdrawn": {"edition": "第一版", "reason": "条文删了。", "replaced_by": ["1.1.1-2"]},
}
LAW = {
    "authorities": [
        {
            "id": "glass",
            "title": "玻璃瓶条例",
            "short_title": "玻璃瓶条例",
            "status": "2020",
            "scope": "用玻璃瓶的标本室",
            "as_of": "2025-11-01",
        }
    ]
}
QUESTION: dict[str, Any] = {
    "id": "L1.1-2-q1",
    "type": "true-false",
    "rules": ["L1.1-2", "1.1.1-1"],
    "difficulty": "easy",
    "level": "apply",
    "setting": "none",
    "stem": "瓶口横竖各贴一道，就够了。",
    "answer": "true",
    "rationale": "要的就是两道。",
}
SHEET: dict[str, Any] = {
    "id": "seal",
    "title": "封瓶",
    "objective": "封得住",
    "when": "封瓶的时候。",
    "mode": "read-do",
    "owner": "keeper",
    "revised": "2026-01-01",
    "pause_points": [
        {"title": "封", "items": [{"text": "标签已核对", "rules": ["1.1.1-1"]}] * 4
         + [{"text": "封条已贴", "rules": ["1.1.1-2", "1.1.1-1", "L1.1-2"]}]},
        {"title": "放", "items": [{"text": "瓶子已放稳", "rules": ["1.1.1-1"]}] * 5},
    ],
}  # fmt: skip


@pytest.fixture
def make(
    small_content: dict[str, Any], tmp_path: Path, write_handbook: Callable[[Path, dict[str, Any]], Path]
) -> Callable[..., Handbook]:
    """A small handbook with two supplements, one withdrawn, a question and a sheet; ``changed`` differs."""

    def book(**changed: object) -> Handbook:
        content = small_content | {
            "authorities.yaml": LAW,
            "supplements.yaml": {"supplements": [SUPPLEMENT | changed, GONE]},
            "quizzes/01-receive.yaml": {"chapter": "1", "questions": [QUESTION]},
            "pages/about.md": "",
        }
        root = write_handbook(tmp_path, json.loads(json.dumps({**content, "../checklists/seal.yaml": SHEET})))
        (root / "content/pages/about.md").write_text("# 说明\n\n看[[L1.1-2]]。\n", encoding="utf-8")
        library = loader.load(root)
        assert [str(one) for one in library.diagnostics] == []
        resolved = resolve(library)
        assert resolved is not None
        return resolved

    return book


# ---- the handbook ----


def test_supplements_stand_in_order_of_their_places_and_are_no_rules(make: Callable[..., Handbook]) -> None:
    book = make()
    assert [one.id for one in book.supplements] == ["L1-1", "L1.1-2"]
    assert [one.id for one in book.supplements_in_force] == ["L1.1-2"]
    assert {one.id for one in book.rules} == {"1.1.1-1", "1.1.1-2", "1.1.1-3"}
    assert [one.id for one in book.provisions_in_force] == ["1.1.1-1", "1.1.1-2", "L1.1-2"]
    assert book.supplements_of == {"1.1.1-1": (book.supplements[1],)}
    assert sum(row.rules for row in book.coverage) == 2, "coverage counts rules alone"


def test_a_fingerprint_changes_with_what_is_asked_alone(make: Callable[..., Handbook]) -> None:
    before = make()
    same = make(keywords=["别的", "词", "三", "四"], asked_as=["别的问法"], rules=["1.1.1-2"])
    other = make(scope="全部标本室")
    assert same.provision["L1.1-2"].fingerprint == before.provision["L1.1-2"].fingerprint
    assert other.provision["L1.1-2"].fingerprint != before.provision["L1.1-2"].fingerprint
    assert same.fingerprint == before.fingerprint != other.fingerprint


# ---- questions and checklists ----


def test_a_question_may_test_a_supplement(make: Callable[..., Handbook]) -> None:
    book = make()
    (question,) = bank.bank(book)
    assert question.law
    assert not question.drafted
    assert words.quiz_marks(question) == ("法定补充",)
    assert question.channels == ("desk", "post"), "those of the supplement and of the rule"
    assert question.roles == ("head", "keeper")
    assert bank.bank(book).of_rule["L1.1-2"] == (question,)
    assert handbook_json.data(book).plain()["questions"][0]["law"] is True


def test_a_question_is_stale_when_its_supplement_changes(
    make: Callable[..., Handbook], tmp_path: Path
) -> None:
    book = make()
    stamped = tmp_path / "content/quizzes/reviewed.yaml"
    prints = {id_: book.provision[id_].fingerprint for id_ in QUESTION["rules"]}
    lines = [f"    {id_}: {mark}" for id_, mark in prints.items()]
    stamped.write_text("\n".join(["stamps:", "  L1.1-2-q1:", *lines, ""]), encoding="utf-8")
    assert [bank.changed_rules(make(), one) for one in make().questions] == [()]
    assert not bank.bank(make()).questions[0].stale
    assert [bank.changed_rules(make(scope="别的"), one) for one in make().questions] == [("L1.1-2",)]
    assert bank.bank(make(scope="别的")).questions[0].stale


def test_an_item_of_a_checklist_shows_the_law_behind_it(make: Callable[..., Handbook]) -> None:
    book = make()
    (sheet,) = sheets.views(Catalog(book))
    item = sheet.points[0].items[-1]
    assert [(link.id, link.short) for link in item.rules] == [
        ("1.1.1-1", ""),
        ("1.1.1-2", "拟定"),
        ("L1.1-2", "法"),
    ], "marked ones last, by mark"
    assert (item.law, sheet.law, sheet.points[1].items[0].law) == (True, True, False)
    assert "2025年11月1日" in sheet.law_note
    assert "由法律顾问决定" in sheet.law_note
    table = openpyxl.load_workbook(
        io.BytesIO(checklist_tables.spreadsheet(sheet, book.info.effective))
    ).active
    assert table is not None
    cells = [str(cell.value) for row in table.iter_rows() for cell in row if cell.value]
    assert "1.1.1-1、1.1.1-2（拟定）、L1.1-2（法）" in cells
    assert any(cell.startswith("“法”：") for cell in cells)
    written = {page.path: page.markdown for page in published(book).pages}
    page = written["checklists/seal/index.md"]
    assert page.index("1.1.1-2") < page.index('<span class="hb-mark">法</span> <a') < page.index("L1.1-2")
    assert [
        one["law"] for one in handbook_json.data(book).plain()["checklists"][0]["pause_points"][0]["items"]
    ] == [
        *[False] * 4,
        True,
    ]


# ---- pages ----


def test_pages_show_it_apart_marked_with_scope_and_date(make: Callable[..., Handbook]) -> None:
    publication = published(make())
    written = {page.path: page.markdown for page in publication.pages}
    for path in (
        "supplements/index.md",
        "chapters/01-receive/index.md",
        "channels/desk/index.md",
        "roles/head/index.md",
    ):
        text = written[path]
        assert "管理员封瓶时，应在瓶口贴两道封条。" in text, path
        assert '<span class="hb-mark">法定补充</span>' in text, path
        assert "用玻璃瓶的标本室" in text, path
        assert "2025年11月1日" in text, path
        assert "由法律顾问决定" in text, path
        assert "二手来源，待核" in text, path
    for path in ("quiz/index.md", "quiz/chapter-01/index.md"):
        assert "核对到2025年11月1日" in written[path], path
        assert "由法律顾问决定" in written[path], path
    assert "L1.1-2" not in written["channels/post/index.md"]
    assert "L1.1-2" not in written["rules/index.md"]
    assert "没写的1条不在这张表里" in written["rules/index.md"]
    chapter = written["chapters/01-receive/index.md"]
    assert chapter.index("1.1.1-2") < chapter.index("法定补充 {: #law }")
    assert "2条规则" in chapter, "supplements are not counted among the rules"
    assert 'href="../../supplements/index.html#L1.1-2"' in chapter.partition("法定补充 {: #law }")[0]
    assert "L1-1" not in chapter, "withdrawn"
    gone = written["supplements/index.md"].partition('id="L1-1"')[2].partition("</article>")[0]
    assert "条文删了。" in gone
    assert "火漆" not in gone
    assert 'id="at-3t"' in written["basis/glass/index.md"]
    assert "1条法定补充" in written["basis/glass/index.md"]
    assert 'href="../supplements/index.html#L1.1-2"' in written["about/index.md"]
    assert b"../../supplements/index.html#L1.1-2" in publication.files["r/L1.1-2/index.html"]
    assert "supplements/index.md" in str(publication.nav)


def test_a_handbook_without_supplements_has_no_such_page(small_book: Handbook) -> None:
    publication = published(small_book)
    assert not [page.path for page in publication.pages if page.path.startswith("supplements")]
    assert "法定补充" not in "".join(page.markdown for page in publication.pages)
    assert "supplements" not in str(publication.nav)


def test_hostile_words_come_out_as_text(make: Callable[..., Handbook]) -> None:
    bad = '</title><script>alert(1)</script>"*x*{{ 7*7 }}'
    book = make(
        title=bad, statement=bad, rationale=bad, scope=bad, evidence=bad, practice=[bad, {"recommend": bad}]
    )
    for page in published(book).pages:
        assert "<script>alert" not in page.markdown, page.path
        assert "*x*" not in re.sub(r"<[a-z].*", "", page.markdown), f"{page.path}: not for Markdown to read"


# ---- search ----


def test_search_finds_it_below_the_rules_and_above_other_kinds(make: Callable[..., Handbook]) -> None:
    index = Index(catalogue_of(make()))
    kinds = [result.best.entry.kind for result in index.search("标签 封条")]
    assert kinds[0] is Kind.RULE
    assert Kind.SUPPLEMENT in kinds
    assert kinds == sorted(kinds, key=list(Kind).index)
    asked = [result.best.entry for result in index.search("封条贴几道")]
    assert next(entry.id for entry in asked if entry.kind is Kind.SUPPLEMENT) == "L1.1-2"
    named = [result.best.entry for result in index.search("玻璃瓶条例第三条")]
    assert next(entry.id for entry in named if entry.kind is Kind.SUPPLEMENT) == "L1.1-2", "by the law's name"
    assert "L1-1" not in {entry.id for entry in index.entries}, "withdrawn"


@pytest.mark.parametrize(
    ("query", "number"),
    [("L3.1-1", "L3.1-1"), ("ｌ３．１－１", "L3.1-1"), ("l8-2 怎么办", "L8-2"), ("L4.3.2-03", "L4.3.2-3"),
     ("L3.1", "3.1"), ("xl3.1-1", "3.1-1"), ("L3.1.2.4-1", "")],
)  # fmt: skip
def test_numbers_of_supplements_are_read(query: str, number: str) -> None:
    named = number_in(fold(query))
    assert (named.number if named else "") == number


def test_a_number_leads_to_its_supplement(real_index: Index) -> None:
    for query in ("L3.1-1", "l3.1-1", "Ｌ3.1－1"):
        assert [result.best.entry.id for result in real_index.search(query)] == ["L3.1-1"]
    assert real_index.nearest("L3.1-99") == "3.1", "one that does not exist leads to where it would stand"
    assert real_index.nearest("L99-1") == ""


def test_a_supplement_is_found_by_each_of_its_own_questions(real_book: Handbook, real_index: Index) -> None:
    for one in real_book.supplements_in_force[::5]:
        for question in one.asked_as:
            found = [hit.best.entry for hit in real_index.search(question)]
            first = [entry.id for entry in found if entry.kind is Kind.SUPPLEMENT][:3]
            assert one.id in first, question


# ---- data ----


def test_data_files_hold_it_apart(make: Callable[..., Handbook]) -> None:
    book = make()
    plain = json.loads(handbook_json.dump(book))
    assert handbook_json.HandbookData.model_validate(plain).model_dump(mode="json", by_alias=True) == plain
    assert [one["id"] for one in plain["supplements"]] == ["L1-1", "L1.1-2"]
    assert [one["withdrawn"] for one in plain["supplements"]] == [True, False]
    assert "L1.1-2" not in {rule["id"] for rule in plain["rules"]}
    assert (
        plain["authorities"][0] | {"as_of": "2025-11-01", "review_by": "2026-11-01"}
        == plain["authorities"][0]
    )
    files = data_files.files(book)
    tables = openpyxl.load_workbook(io.BytesIO(files["downloads/data/rules.xlsx"]))
    assert tables.sheetnames == ["规则", "法定补充"]
    head, _, row = tables["法定补充"].iter_rows(values_only=True)
    record = dict(zip(head, row, strict=True))
    assert (record["编号"], record["适用机构"]) == ("L1.1-2", "用玻璃瓶的标本室")
    assert record["依据"] == "《玻璃瓶条例》第三条（二手来源，待核）：瓶口封两道"
    assert record["做法"] == "一道横，一道竖。\n【建议】写上日期。"
    assert "L1.1-2" not in files["downloads/data/rules.csv"].decode("utf-8-sig")


# ---- the real one ----


def test_every_supplement_says_whom_it_binds_and_on_what_basis(real_book: Handbook) -> None:
    known = {authority.id for authority in real_book.authorities}
    assert len(real_book.supplements) >= 60
    for one in real_book.supplements:
        assert one.scope, one.id
        assert one.citations, one.id
        assert one.rules, f"{one.id} stands beside no rule"
        for entry in one.citations:
            assert entry.authority in known, one.id
            assert entry.paraphrase, f"{one.id}: {entry.locator}"


def test_what_the_law_demands_is_there(real_book: Handbook) -> None:
    """The duties that must not go missing, by the places they are cited from."""
    cited = {(entry.authority, entry.locator) for one in real_book.supplements for entry in one.citations}
    assert cited >= {
        ("sales-recording-rules", "第二条、第三条"), ("insurance-traceability-measures", "第六条第一项"),
        ("insurance-traceability-measures", "第六条第二项"), ("insurance-traceability-measures", "第四条"),
        ("insurance-traceability-measures", "第五条第一款"), ("suitability-measures", "第二十八条"),
        ("suitability-measures", "第二十九条第一款"), ("suitability-measures", "第二十九条第二款"),
        ("suitability-measures", "第十二条第一款"), ("suitability-measures", "第三十一条第一款"),
        ("suitability-measures", "第三十四条"), ("suitability-measures", "第三十五条"),
        ("suitability-measures", "第三十六条"), ("suitability-measures", "第三十七条"),
        ("suitability-measures", "第三十八条第一款"), ("suitability-measures", "第三十八条第二款"),
        ("suitability-measures", "第三十九条"), ("suitability-measures", "第四十条第一款"),
        ("suitability-measures", "第四十条第二款"), ("suitability-measures", "第十九条"),
        ("insurance-sales-measures", "第二十五条第一款"), ("insurance-sales-measures", "第二十六条"),
        ("insurance-traceability-measures", "第七条第一款第三项"), ("pbc-consumer-measures", "第十五条"),
        ("pbc-consumer-measures", "第十六条第三项"), ("pbc-consumer-measures", "第十六条第四项"),
        ("suitability-measures", "第十八条"), ("suitability-measures", "第十七条"),
        ("pipl", "第二十九条"), ("pipl", "第三十一条"), ("pipl", "第十五条"), ("pipl", "第十九条"),
        ("pipl", "第二十三条"), ("pipl", "第五十四条"), ("pipl", "第五十七条"),
        ("aml-law", "第三十四条第三款"),
        ("securities-law", "第一百三十七条第二款"), ("securities-law", "第九十四条第一款"),
        ("consumer-regulation", "第二十四条"), ("pbc-consumer-measures", "第三十四条第二款"),
        ("pbc-incident-measures", "第十五条"), ("pbc-incident-measures", "第十六条"),
        ("pbc-incident-measures", "第十七条"), ("accessibility-law", "第三十九条第二款"),
        ("disability-law", "第五十五条第一款"), ("anti-fraud-law", "第三十条第一款"),
        ("complaint-measures", "第十七条"), ("complaint-measures", "第十九条"),
        ("complaint-measures", "第二十条"), ("complaint-measures", "第二十九条"),
        ("complaint-measures", "第十四条第一款"), ("complaint-measures", "第十四条第二款"),
        ("complaint-measures", "第十八条第二款"), ("complaint-measures", "第十八条第三款"),
        ("complaint-measures", "第十八条第四款"), ("aml-law", "第三十九条第一款"),
        ("aml-law", "第三十一条第一款"),
        ("anti-fraud-law", "第十八条第三款"), ("anti-fraud-law", "第三十二条第三款"),
        ("anti-fraud-law", "第三十一条第一款"), ("accessibility-law", "第三十九条第一款"),
        ("accessibility-law", "第四十六条第一款"), ("sales-recording-rules", "第四条"),
    }  # fmt: skip


def test_the_clocks_of_the_law_are_deadlines(real_book: Handbook) -> None:
    found = {
        one.id: (one.deadline.value, one.deadline.unit.value)
        for one in real_book.supplements
        if one.deadline is not None
    }
    assert found == {
        "L4.3-8": (15, "日"),
        "L4.3.2-1": (15, "日"),
        "L4.3.2-2": (30, "日"),
        "L4.3.2-4": (15, "日"),
        "L4.3.4-2": (30, "日"),
        "L8.3.2-3": (72, "小时"),
        "L8.3.2-5": (1, "小时"),
        "L8.3.2-6": (24, "小时"),
        "L8.3.2-8": (10, "工作日"),
    }


def test_incidents_are_graded_by_the_numbers_of_the_law(real_book: Handbook) -> None:
    said = {
        one.id: one.statement + "".join(point.text for point in one.practice) for one in real_book.supplements
    }
    grades = {
        "较大": ("500条以上征信信息、财产信息", "5万条以上个人信息"),
        "重大": ("100万条以上敏感个人信息", "1000万条以上个人信息"),
        "特别重大": ("1000万条以上敏感个人信息", "1亿条以上个人信息"),
    }
    for figures in grades.values():
        assert all(figure in said["L8.3.2-4"] for figure in figures)
    sheet = next(one for one in real_book.checklists if one.id == "privacy-incident")
    [table] = sheet.tables
    rows = {row[0]: row[1] for row in table.rows}
    for grade, figures in grades.items():
        assert all(figure.split("条")[0] in rows[grade] for figure in figures), grade
    assert "至少定为较大" in said["L8.3.2-9"], "a doubt is 较大 by law, not by advice"


def test_each_report_of_an_incident_runs_from_its_own_start(real_book: Handbook) -> None:
    starts = {one.id: one.deadline.start for one in real_book.supplements if one.deadline}
    assert starts["L8.3.2-3"] == "确认信息泄露、毁损、丢失"
    assert starts["L8.3.2-5"] == starts["L8.3.2-6"] == "发生较大以上网络安全事件"
    assert starts["L8.3.2-8"] == "网络安全事件处置结束"


def test_on_the_incident_sheet_no_report_waits_for_the_clients(real_book: Handbook) -> None:
    sheet = next(one for one in real_book.checklists if one.id == "privacy-incident")
    cited = [set(item.rules) for item in sheet.items]
    clients = [at for at, rules in enumerate(cited) if "8.3.3-2" in rules]
    clocks = {"L8.3.2-2", "L8.3.2-3", "L8.3.2-5", "L8.3.2-6"}
    reports = [at for at, rules in enumerate(cited) if rules & clocks]
    assert len(reports) == 4
    assert max(reports) < min(clients)
    assert all(sheet.items[at].record == "时刻" for at in reports), "the hour is written down"
    assert not any(sheet.items[at].stop for at in clients)


def test_the_sheets_that_need_the_law_have_it(real_book: Handbook) -> None:
    marked = {sheet.id: sum(item.law for item in sheet.items) for sheet in sheets.views(Catalog(real_book))}
    assert {id_ for id_, count in marked.items() if count >= 3} >= {
        "phone",
        "complaint",
        "product",
        "privacy-incident",
    }
