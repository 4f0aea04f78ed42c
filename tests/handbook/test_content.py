"""The real handbook is whole: nothing wrong, and nothing of the policy missing."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.core.diagnostic import Diagnostic, Severity
from generator.core.vocabulary import ClauseStatus, Modality, Origin
from tests.support.handbooks import examine, listed

if TYPE_CHECKING:
    from generator.book.handbook import Handbook
    from generator.content.loader import Library

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def examined(real_library: Library) -> tuple[Handbook, tuple[Diagnostic, ...]]:
    book, found = examine(ROOT, real_library)
    assert book is not None, listed(found)
    return book, found


@pytest.fixture
def book(examined: tuple[Handbook, tuple[Diagnostic, ...]]) -> Handbook:
    return examined[0]


def test_there_is_no_error(examined: tuple[Handbook, tuple[Diagnostic, ...]]) -> None:
    assert listed(one for one in examined[1] if one.severity is Severity.ERROR) == ""


def test_the_outline_has_what_the_policy_has(book: Handbook) -> None:
    sections = [section for chapter in book.chapters for section in chapter.sections]
    numbered = [clause for section in sections if not section.holds_items for clause in section.clauses]
    assert [chapter.number for chapter in book.chapters] == [str(number) for number in range(1, 11)]
    assert len(sections) == 29
    assert len(numbered) == 78
    assert sum(clause.items for clause in book.clauses) == 80
    assert [section.number for section in sections if section.holds_items] == [
        "5.1",
        "5.2",
        "5.3",
        "6.1",
        "6.2",
        "6.3",
    ]


def test_what_the_policy_lost_is_marked(book: Handbook) -> None:
    lost = {clause.number: clause.status for clause in book.clauses if clause.status is not ClauseStatus.FULL}
    headings = [f"9.3.{number}" for number in range(1, 6)]
    headings += [
        "10.1.1",
        "10.1.2",
        "10.1.3",
        "10.2.1",
        "10.2.2",
        "10.2.3",
        "10.3.1",
        "10.3.2",
        "10.3.3",
        "10.3.4",
    ]
    assert lost == {"9.2.2": ClauseStatus.PARTIAL} | dict.fromkeys(headings, ClauseStatus.HEADING_ONLY)


def test_every_clause_and_item_is_restated(book: Handbook) -> None:
    for row in book.coverage:
        assert row.clauses_covered == row.clauses, row.chapter.title
        assert row.items_covered == row.items, row.chapter.title
        assert row.rules > 0


def test_rules_are_about_as_many_as_the_obligations(book: Handbook) -> None:
    assert 190 <= len(book.rules_in_force) <= 330
    assert all(
        rule.origin is Origin.DRAFTED
        for clause in book.clauses
        if clause.status is ClauseStatus.HEADING_ONLY
        for rule in clause.rules
    )
    assert {rule.modality for rule in book.rules_in_force} == set(Modality)


def test_every_prohibition_of_the_policy_is_one(book: Handbook) -> None:
    kept = Counter(
        clause.number
        for clause in book.clauses
        for rule in clause.rules_in_force
        if rule.modality is Modality.MUST_NOT and rule.origin is Origin.SOURCE
    )
    asked = {clause.number: clause.prohibitions for clause in book.clauses if clause.prohibitions}
    assert asked
    assert {number: kept[number] >= count for number, count in asked.items()} == dict.fromkeys(asked, True)


def test_drafted_musts_rest_on_law(book: Handbook) -> None:
    """What nobody demands is advice; a sentence that only this handbook wrote sets no period of its own."""
    drafted = [rule for rule in book.rules_in_force if rule.origin is Origin.DRAFTED]
    musts = {rule.id for rule in drafted if rule.modality in {Modality.MUST, Modality.MUST_NOT}}
    assert musts == {"10.1.2-2", "10.2.2-3", "10.3.3-3", "10.3.4-2"}
    assert all(book.rule[id_].citations for id_ in musts)
    assert [rule.id for rule in drafted if re.search(r"每[月季年周日]|[0-9]", rule.statement)] == []


def test_the_two_deadlines_are_the_policys(book: Handbook) -> None:
    stated = {
        rule.deadline.duration for rule in book.rules_in_force if rule.deadline and rule.clause == "4.3.2"
    }
    assert stated == {"1个工作日", "2个工作日"}


def test_rules_have_what_search_and_readers_need(book: Handbook) -> None:
    for rule in book.rules_in_force:
        assert 4 <= len(rule.keywords) <= 10, rule.id
        assert 2 <= len(rule.asked_as) <= 4, rule.id
        assert len(rule.title) <= 14, rule.id
        assert len(rule.statement) <= 60, rule.id


@pytest.mark.parametrize("thing", ["自动锁屏", "报信息安全部门", "报网点负责人和信息安全部门"])
def test_what_is_advised_in_several_places_has_one_figure(book: Handbook, thing: str) -> None:
    advised = [
        point.text for one in book.provisions_in_force for point in one.practice if thing in point.text
    ]
    figures = {figure for text in advised for figure in re.findall(r"[0-9]+(?:秒|分钟|小时)", text)}
    assert advised
    assert len(figures) == 1, advised
