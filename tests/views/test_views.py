from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from generator.book.handbook import resolve
from generator.content import loader
from generator.views import chapters, glossary, words
from generator.views.catalog import Catalog
from generator.views.pages import booklet, changes, coverage, home, index, lists

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.book.handbook import Handbook


@pytest.fixture
def catalog(small_book: Handbook) -> Catalog:
    return Catalog(small_book)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (9999, "九千九百九十九"),
    ],
)
def test_numbers_are_said_as_people_say_them(number: int, said: str) -> None:
    assert words.chinese_number(number) == said


def test_a_rule_says_everything_in_words(catalog: Catalog) -> None:
    rule = catalog.views["1.1.1-1"]
    assert rule.citation == "《标本室规范》第一版 1.1.1-1"
    assert rule.deadline == "收到标本起2小时内登记"
    assert rule.channels_text == "全部渠道"
    assert rule.channels == ()
    assert rule.stages_text == "收之前"
    assert [(point.text, point.mark) for point in rule.practice] == [
        ("拿起来念一遍标签。", ""),
        ("两个人各念一遍。", "本手册建议"),
    ]
    assert [(example.label, example.sign) for example in rule.examples] == [("正例", "√"), ("反例", "×")]
    assert rule.examples[0].lines == (("来人", "这是标本。"), ("管理员", "我念一遍标签，您听对不对。"))


def test_what_the_institution_does_by_itself_is_of_no_channel(real_book: Handbook) -> None:
    catalog = Catalog(real_book)
    inside = [rule for rule in real_book.rules_in_force if rule.channels == ("none",)]
    assert inside
    for rule in inside:
        assert catalog.views[rule.id].channels_text == "机构内部"
        assert not real_book.channels_of(rule)
    listed_under = {
        link.id for group in booklet.view(catalog).index for part in group.parts for link in part.rules
    }
    assert {rule.id for rule in inside} <= listed_under


def test_what_two_rules_do_together_is_said_once_a_rule(catalog: Catalog) -> None:
    rule = catalog.views["1.1.1-1"]
    assert [(one.label, one.link.id) for one in rule.related] == [("配合", "1.1.1-2")]
    assert rule.referred == ()


def test_references_are_seen_from_the_other_end(
    small_content: dict[str, Any], tmp_path: Path, write_handbook: Callable[[Path, dict[str, Any]], Path]
) -> None:
    rules = small_content["chapters/01-receive.yaml"]["rules"]
    rules[0]["see"], rules[1]["see"] = [], [{"rule": "1.1.1-1", "kind": "细化"}]
    book = resolve(loader.load(write_handbook(tmp_path, small_content)))
    assert book is not None
    views = Catalog(book).views
    assert [(one.label, one.link.id) for one in views["1.1.1-1"].referred] == [("被细化", "1.1.1-2")]
    assert [(one.label, one.link.id) for one in views["1.1.1-2"].related] == [("细化", "1.1.1-1")]


def test_marks_go_with_a_rule_wherever_it_is_named(catalog: Catalog) -> None:
    assert catalog.links["1.1.1-1"].mark == ""
    assert catalog.links["1.1.1-2"].mark == "拟定"
    assert catalog.links["1.1.1-3"].mark == "已废止"


def test_a_mark_says_what_the_source_still_has(real_book: Handbook) -> None:
    """A rule that finishes a broken clause is not marked as one below a bare heading."""
    links = Catalog(real_book).links
    assert links["9.2.2-3"].mark == ""
    assert links["9.2.2-4"].mark == "原文中断·拟定"
    assert links["9.3.1-1"].mark == "原文仅存标题·拟定"
    assert {links[id_].short for id_ in ("9.2.2-4", "9.3.1-1")} == {"拟定"}


def test_a_chapter_knows_its_clauses_and_neighbours(real_book: Handbook) -> None:
    views = chapters.views(Catalog(real_book))
    assert views[0].before is None
    assert views[-1].after is None
    assert views[1].before == views[0].name
    shown = [
        rule.link.id
        for view in views
        for section in view.sections
        for c in section.clauses
        for rule in c.rules
    ]
    assert shown == [rule.id for rule in real_book.rules]
    for view in views:
        assert sum(count for _, count in view.tally) == view.name.rules


def test_a_clause_without_rules_says_why(catalog: Catalog) -> None:
    clauses = chapters.views(catalog)[0].sections[0].clauses
    assert clauses[1].note == "本条没有规则：已经不用了。"


def test_a_channel_shows_each_of_its_rules_once(real_book: Handbook) -> None:
    for view in lists.channels(Catalog(real_book)):
        channel = next(one for one in real_book.channels if one.id == view.id)
        shown = [rule.link.id for part in view.parts for group in part.groups for rule in group.rules]
        due = [rule.id for rule in real_book.rules_in_force if channel in real_book.channels_of(rule)]
        assert sorted(shown) == sorted(due)
        assert view.count == len(due)
        for rule in view.own:
            assert [one.id for one in rule.channels] == [view.id]


def test_every_rule_in_force_has_a_role_and_a_row(real_book: Handbook) -> None:
    catalog = Catalog(real_book)
    due = [rule.id for rule in real_book.rules_in_force]
    by_role = [
        rule.link.id
        for view in lists.roles(catalog)
        for part in view.parts
        for group in part.groups
        for rule in group.rules
    ]
    assert sorted(by_role) == sorted(due)
    assert [row.rule.link.id for row in index.view(catalog).rows] == due


def test_filters_offer_what_rows_hold(real_book: Handbook) -> None:
    view = index.view(Catalog(real_book))
    offered = {one.key: {value for value, _ in one.options} for one in view.filters}
    for row in view.rows:
        assert row.modality in offered["modality"]
        assert set(row.channels.split()) <= offered["channel"]
        assert set(row.stages.split()) <= offered["stage"]
        assert row.rule.bearer.id in offered["role"]
        assert row.chapter in offered["chapter"]
        assert row.origin in offered["origin"]


@pytest.mark.parametrize(
    ("word", "letter"),
    [("投诉", "T"), ("异议", "Y"), ("APP", "A"), ("app", "A"), ("阿", "A"), ("座", "Z"), ("2小时", "其他")],
)
def test_words_are_looked_up_by_their_sound(word: str, letter: str) -> None:
    assert glossary.initial(word) == letter


def test_a_term_may_rest_on_the_law_alone(real_book: Handbook) -> None:
    term = next(one for one in glossary.terms(Catalog(real_book)) if one.term == "单独同意")
    assert [link.id for link in term.rules] == ["L8.1-1", "L8.1-10"]
    assert all(link.mark for link in term.rules), "shown as 法定补充"


def test_the_glossary_is_whole_and_in_order(real_book: Handbook) -> None:
    terms = glossary.terms(Catalog(real_book))
    groups = glossary.groups(terms)
    assert sorted(term.id for group in groups for term in group.terms) == sorted(
        term.id for term in real_book.terms
    )
    letters = [group.initial for group in groups]
    assert letters == sorted(letters)
    assert len(terms) >= 40


def test_changes_gather_what_rules_say(catalog: Catalog) -> None:
    (edition,) = changes.editions(catalog)
    assert edition.date == "2026年1月1日"
    assert [(change.kind, change.rule.id) for change in edition.changes] == [
        ("修订", "1.1.1-2"),
        ("废止", "1.1.1-3"),
    ]
    assert [link.id for link in edition.changes[1].replaced_by] == ["1.1.1-1"]


def test_coverage_adds_up(real_book: Handbook) -> None:
    view = coverage.view(Catalog(real_book))
    rows = [row for chapter in view.clauses for row in chapter.rows]
    assert len(rows) == len(real_book.clauses)
    assert view.total[2] == str(len(real_book.rules_in_force))
    assert {row.number for row in rows if not row.whole} == {
        clause.number for clause in real_book.clauses if clause.status.value != "full"
    }
    assert "仅存标题" in next(row.status for row in rows if row.number == "10.1.1")


def test_home_offers_channels_situations_and_chapters(real_book: Handbook) -> None:
    catalog = Catalog(real_book)
    view = home.view(catalog, lists.channels(catalog))
    assert [card.id for card in view.channels] == [channel.id for channel in real_book.channels]
    assert [name.number for name in view.chapters] == [str(number) for number in range(1, 11)]
    asked = [set(one.rules) for one in real_book.situations]
    assert [{link.id for link in one.rules} for one in view.situations] == asked
