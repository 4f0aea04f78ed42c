"""The law behind the rules: nothing cited is lost on the way to the pages, in either direction."""

from __future__ import annotations

import csv
import datetime
import io
import re
from typing import TYPE_CHECKING, Any

import pytest

from generator.book import locators
from generator.book.handbook import resolve
from generator.content import loader
from generator.outputs.data import data_files, handbook_json
from generator.views.catalog import Catalog
from generator.views.pages import basis
from tests.support.published import published

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.book.handbook import Handbook

AUTHORITIES = {
    "authorities": [
        {
            "id": "glass",
            "title": "中华标本室玻璃瓶管理条例",
            "short_title": "玻璃瓶条例",
            "status": "2020修订",
            "scope": "用玻璃瓶的标本室",
            "as_of": "2025-11-01",
            "number": "瓶令第3号",
            "note": "第九条待核。",
        },
        {
            "id": "jar",
            "title": "罐子办法",
            "short_title": "罐子办法",
            "status": "2021",
            "scope": "用罐子的",
            "as_of": "2025-12-01",
        },
    ]
}
CITATIONS = [
    {"authority": "glass", "locator": "第十条第一款", "relation": "法律更严", "paraphrase": "瓶口封两道"},
    {"authority": "glass", "locator": "第九条", "paraphrase": "瓶身有标签", "confidence": "secondary"},
]


@pytest.fixture
def cited(
    small_content: dict[str, Any], tmp_path: Path, write_handbook: Callable[[Path, dict[str, Any]], Path]
) -> Handbook:
    rules = small_content["chapters/01-receive.yaml"]["rules"]
    rules[0]["citations"] = CITATIONS
    rules[2]["citations"] = [{"authority": "jar", "locator": "第一条", "paraphrase": "废止的规则引的"}]
    small_content["authorities.yaml"] = AUTHORITIES
    library = loader.load(write_handbook(tmp_path, small_content))
    assert library.diagnostics == ()
    book = resolve(library)
    assert book is not None
    return book


# ---- places in a law ----


@pytest.mark.parametrize(
    ("text", "value"),
    [("一", 1), ("十", 10), ("十四", 14), ("二十", 20), ("三十一", 31), ("一百零一", 101),
     ("一百一十六", 116), ("一千零三十八", 1038), ("一千一百", 1100), ("〇", 0), ("二〇", 20), ("21", 21)],
)  # fmt: skip
def test_numbers_are_read(text: str, value: int) -> None:
    assert locators.number(text) == value


def test_articles_come_in_order() -> None:
    ordered = [
        "第九条",
        "第九条第三项",
        "第十条",
        "第十条第一款",
        "第十条第一款第二项",
        "第十条第二款",
        "第二十条",
        "第一百零一条",
        "第一千零三十二条",
    ]
    assert sorted(set(ordered), key=locators.order) == ordered
    assert sorted(["三（十）", "三（九）", "二（一）"], key=locators.order) == [
        "二（一）",
        "三（九）",
        "三（十）",
    ]


def test_addresses_are_plain_and_differ() -> None:
    places = ["第二条", "第二条第一款", "第二条第一项", "第二条第一、二项", "第二条第一款第二项",
              "第二条至第三条", "第二条之一", "三（五）", "三（五）、三（六）", "附件第二条", "第十二条",
              "第二章第一条"]  # fmt: skip
    found = [locators.anchor(place) for place in places]
    assert len(set(found)) == len(places)
    assert all(re.fullmatch(r"at-[a-z0-9._-]+", one) for one in found)
    assert locators.anchor("第十四条第一款") == locators.anchor("第14条第1款")


def test_paragraphs_belong_to_their_article() -> None:
    places = ["第十条", "第十条第一款", "第十条第二款第三项", "第十条之一第一款", "三（五）"]
    assert [locators.article(place) for place in places] == [
        "第十条",
        "第十条",
        "第十条",
        "第十条之一",
        "三（五）",
    ]


# ---- a small handbook ----


def test_a_law_lists_its_articles_in_order_with_the_rules_that_cite_them(cited: Handbook) -> None:
    found = basis.view(Catalog(cited))
    assert found is not None
    law, jar = found.laws
    assert [place.locator for place in law.places] == ["第九条", "第十条第一款"]
    ninth, tenth = (place.passages for place in law.places)
    assert [(one.text, one.confidence) for one in ninth] == [("瓶身有标签", "二手来源，待核")]
    assert [(rule.link.id, rule.relation) for rule in ninth[0].rules] == [("1.1.1-1", "")]
    assert [(rule.link.id, rule.relation) for rule in tenth[0].rules] == [("1.1.1-1", "法律更严")]
    assert (law.articles, law.rules, law.secondary) == (2, 1, "二手来源，待核")
    assert (jar.articles, jar.rules, jar.places) == (0, 0, ()), "a withdrawn rule cites nothing any more"


def test_the_figures_say_what_has_no_basis(cited: Handbook) -> None:
    found = basis.view(Catalog(cited))
    assert found is not None
    assert (found.rules, found.based, found.without) == (2, 1, 1)
    assert (found.citations, found.secondary, found.cited, found.articles) == (2, 1, 1, 2)
    assert [link.id for chapter in found.chapters for link in chapter.without] == ["1.1.1-2"]
    assert found.as_of == "2025年11月1日", "the oldest check counts"
    assert [(one.rules, one.based, one.laws, one.articles) for one in found.chapters] == [(2, 1, 1, 2)]


def test_what_may_have_changed_is_named_the_next_look_first(cited: Handbook, real_book: Handbook) -> None:
    found = basis.view(Catalog(cited))
    assert found is not None
    assert [law.id for law in found.doubtful] == ["glass"], "nobody read one of its articles"
    written = {page.path: page.markdown for page in published(cited).pages}
    assert "这1部" in written["basis/index.md"].partition("{: #doubtful }")[2]

    found = basis.view(Catalog(real_book))
    assert found is not None
    looks = {law.id: law.review_by for law in found.doubtful}
    reviews = {law.id: law.review_by for law in real_book.authorities}
    assert sorted(looks, key=lambda id_: reviews[id_]) == list(looks)
    assert {"complaint-measures", "loan-cost-rules", "agency-sales-measures"} <= set(looks)
    assert looks["complaint-measures"] == "2027年2月28日", "within three months of the last look"
    assert "suitability-measures" not in looks, "read as it stands"
    complaint = next(law for law in found.doubtful if law.id == "complaint-measures")
    assert "2025年5月15日" in complaint.note
    assert "没有查到新办法发布" in complaint.note


def test_a_handbook_without_laws_has_no_such_pages(small_book: Handbook) -> None:
    assert basis.view(Catalog(small_book)) is None
    written = published(small_book)
    assert not [page.path for page in written.pages if page.path.startswith("basis/")]
    assert "basis/index.md" not in str(written.nav)


def test_pages_say_as_of_when_for_whom_and_who_decides(cited: Handbook) -> None:
    written = {page.path: page.markdown for page in published(cited).pages}
    for path in ("basis/glass/index.md", "chapters/01-receive/index.md"):
        text = written[path]
        assert "2025年11月1日" in text, path
        assert "用玻璃瓶的标本室" in text, path
        assert "由法律顾问决定" in text, path
        assert "二手来源，待核" in text, path
    assert "由法律顾问决定" in written["basis/index.md"]
    assert "瓶令第3号" in written["basis/glass/index.md"]
    assert "还没有规则引用这部文件" in written["basis/jar/index.md"]
    assert 'href="../../basis/glass/index.html#at-10t1k"' in written["chapters/01-receive/index.md"]
    assert 'id="at-10t1k"' in written["basis/glass/index.md"]


def test_hostile_words_in_laws_come_out_as_text(
    small_content: dict[str, Any], tmp_path: Path, write_handbook: Callable[[Path, dict[str, Any]], Path]
) -> None:
    bad = '</title><script>alert(1)</script>"*x*{{ 7*7 }}'
    law = AUTHORITIES["authorities"][0] | dict.fromkeys(
        ("title", "short_title", "status", "scope", "number", "issuer", "note"), bad
    )
    small_content["authorities.yaml"] = {"authorities": [law]}
    small_content["chapters/01-receive.yaml"]["rules"][0]["citations"] = [
        {"authority": "glass", "locator": bad, "paraphrase": bad}
    ]
    book = resolve(loader.load(write_handbook(tmp_path, small_content)))
    assert book is not None
    for page in published(book).pages:
        assert "<script>alert" not in page.markdown, page.path
        assert "*x*" not in re.sub(r"<[a-z].*", "", page.markdown), f"{page.path}: not for Markdown to read"


def test_tables_to_download_name_the_law(cited: Handbook) -> None:
    table = data_files.files(cited)["downloads/data/rules.csv"].decode("utf-8-sig")
    first = next(csv.DictReader(io.StringIO(table)))
    assert first["依据"].splitlines() == [
        "《玻璃瓶条例》第十条第一款（法律更严）：瓶口封两道",
        "《玻璃瓶条例》第九条（二手来源，待核）：瓶身有标签",
    ]


# ---- the real one ----


def test_every_citation_resolves_and_stands_once(real_book: Handbook) -> None:
    known = {authority.id for authority in real_book.authorities}
    for rule in real_book.rules:
        places = [(one.authority, one.locator) for one in rule.citations]
        assert len(set(places)) == len(places), rule.id
        for one in rule.citations:
            assert one.authority in known, rule.id
            assert one.paraphrase, f"{rule.id}: {one.locator}"


def test_rules_and_laws_agree_both_ways(real_book: Handbook) -> None:
    found = basis.view(Catalog(real_book))
    assert found is not None
    from_rules = {
        (rule.id, one.authority, one.locator, one.paraphrase, one.relation.value, one.confidence.label)
        for rule in real_book.rules_in_force
        for one in rule.citations
    }
    from_supplements = {
        (added.id, one.authority, one.locator, one.paraphrase, "一致", one.confidence.label)
        for added in real_book.supplements_in_force
        for one in added.citations
    }
    from_points = {
        (one.id, point.law.authority, point.law.locator, point.text, "一致", "已核对条文")
        for one in real_book.provisions_in_force
        for point in one.practice
        if point.law
    }
    from_laws = {
        (
            rule.link.id,
            law.id,
            place.locator,
            said.text,
            rule.relation or "一致",
            said.confidence or "已核对条文",
        )
        for law in found.laws
        for place in law.places
        for said in place.passages
        for rule in said.rules
    }
    only_points = from_laws - from_rules - from_supplements
    assert from_rules | from_supplements <= from_laws
    assert only_points
    assert only_points <= from_points
    from_rules |= {one for one in only_points if one[0] in real_book.rule}
    assert len(from_rules) == found.citations
    assert len(from_laws - from_rules) == found.added
    bare = {link.id for chapter in found.chapters for link in chapter.without}
    assert bare == {rule.id for rule in real_book.rules_in_force if not rule.places}
    assert found.based + found.without == len(real_book.rules_in_force)


def test_addresses_on_a_laws_page_are_its_own(real_book: Handbook) -> None:
    found = basis.view(Catalog(real_book))
    assert found is not None
    for law in found.laws:
        anchors = [place.anchor for place in law.places]
        assert len(set(anchors)) == len(anchors), law.id


def test_every_law_says_when_it_was_checked_and_whom_it_binds(real_book: Handbook) -> None:
    assert len(real_book.authorities) == 39
    for authority in real_book.authorities:
        assert authority.as_of in (datetime.date(2026, 11, 23), datetime.date(2026, 11, 30))
        assert authority.scope
        assert "《" not in authority.title + authority.short_title, "pages set the marks"


def test_articles_that_nobody_read_are_marked_in_the_data(real_book: Handbook) -> None:
    plain = handbook_json.data(real_book).plain()
    cited = {one["authority"] for rule in plain["rules"] for one in rule["citations"]}
    assert cited <= {one["id"] for one in plain["authorities"]}
    secondary = [
        one for rule in plain["rules"] for one in rule["citations"] if one["confidence"] == "secondary"
    ]
    assert {one["authority"] for one in secondary} == {
        "online-marketing-measures", "cbirc-consumer-measures", "fund-distributor-measures",
        "wealth-sales-measures", "fund-promotion-rules", "investor-suitability-measures",
        "agency-sales-measures",
    }  # fmt: skip
