"""Chapters 3 and 4: what the articles say, in their own strength, with their starts and exceptions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.core.vocabulary import Modality, PointMark

if TYPE_CHECKING:
    from generator.book.handbook import Handbook
    from generator.content import model


def _said(one: model.Provision) -> str:
    return one.statement + "".join(point.text for point in one.practice)


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("L3-1", "买卖、出租、出借银行卡和账户要负法律责任"),
        ("L3.1-1", "代销国债和实物贵金属，录不录由银行自己决定"),
        ("L3.1-1", "固定的销售专柜，照样要录"),
        ("L3.1-1", "据转述（没有读到条文），2025年的代销管理办法"),
        ("L3.1-2", "保险期间超过1年的人身险"),
        ("L3.1-2", "自助终端"),
        ("L3.1-2", "团体保险不在内"),
        ("L3-4", "核查通过的，即时解除"),
        ("L3-4", "不向客户透露"),
        ("L4.3-3", "20名以上（含20名）投诉人面谈提出共同投诉"),
        ("L4.3-6", "可以不办，并告知来的人"),
        ("L4.3.2-3", "提出新的事实和理由的，从收到新材料那天起重新计算期限"),
        ("L4.3.2-3", "可以不计入，但要及时告知投诉人"),
        ("L4.3.2-4", "自收到转交之日起15日内"),
        ("L4.3.2-4", "从收到转交起合计最长60日"),
        ("L4.3.4-2", "自收到处理决定之日起30日内，书面向这个分支机构的上级机构申请核查"),
        ("L4.3.4-2", "自收到申请之日起30日内"),
        ("L4.3-8", "不等15日，及时处理并答复"),
    ],
)
def test_a_rule_says_start_exception_and_form(real_book: Handbook, id_: str, words: str) -> None:
    assert words in _said(real_book.provision[id_])


def test_a_sheet_keeps_apart_what_two_laws_ask_of_a_restricted_account(real_book: Handbook) -> None:
    """Fraud: reason, remedies, papers (反电诈法 32); money laundering: an answer in 15 days (反洗钱法 39)."""
    sheet = next(one for one in real_book.checklists if one.id == "objection")
    asked = {id_: item.when for item in sheet.items for id_ in item.rules}
    assert (asked["L3-4"], asked["L4.3-8"]) == ("涉诈被限", "反洗钱异议")


def test_insurance_is_recorded_with_consent_not_with_notice_alone(real_book: Handbook) -> None:
    for one in real_book.checklists:
        for item in one.items:
            if "L3.1-2" in item.rules and "录之前" in item.text:
                assert "保险的已同意" in item.text, one.id


def test_necessary_equipment_is_a_must_and_more_of_it_encouraged(real_book: Handbook) -> None:
    found = {id_: real_book.provision[id_].modality for id_ in ("L3.1-4", "L3.1-5", "L3.1-6")}
    assert found == {"L3.1-4": Modality.SHOULD, "L3.1-5": Modality.MUST, "L3.1-6": Modality.MUST}


def test_boundary_words_are_the_articles(real_book: Handbook) -> None:
    for one in real_book.provisions_in_force:
        whole = _said(one) + "".join(basis.paraphrase or "" for basis in one.citations)
        assert "1年期以上" not in whole, one.id
        assert "20人以上" not in whole, one.id


def test_what_is_advised_beside_a_stricter_law_says_that_it_is_another_point(real_book: Handbook) -> None:
    for chapter in real_book.chapters[2:4]:
        for rule in (
            rule for section in chapter.sections for clause in section.clauses for rule in clause.rules
        ):
            if rule.id in {"4.2.1-1", "4.2.2-3"} or all(
                one.relation.value != "法律更严" for one in rule.citations
            ):
                continue
            for point in rule.practice:
                assert point.mark is not PointMark.RECOMMENDED or point.beside, (rule.id, point.text)


def test_nobody_is_asked_to_hold_a_stopwatch(real_book: Handbook) -> None:
    rules = [rule for rule in real_book.rules_in_force if rule.id[0] in "34"]
    for rule in rules:
        assert not re.search(r"[0-9]+ ?秒|每分钟|[0-9]+字", _said(rule)), rule.id


def test_what_is_broken_is_mended_in_one_time_everywhere(real_book: Handbook) -> None:
    advised = [
        point.text
        for one in real_book.provisions_in_force
        for point in one.practice
        if "天报修，" in point.text
    ]
    assert len(advised) >= 5
    assert {time for text in advised for time in re.findall(r"[0-9]+个工作日内修好", text)} == {
        "2个工作日内修好"
    }


def test_visits_and_questionnaires_share_one_most_a_year(real_book: Handbook) -> None:
    for id_ in ("2.3.2-3", "4.2.1-2"):
        assert "一年不超过2次" in _said(real_book.provision[id_])
    for id_ in ("2.3.2-3", "4.2.3-2"):
        assert "早9点到晚8点之间" in _said(real_book.provision[id_])


def test_the_complaint_sheet_has_a_line_for_each_clock_in_their_order(real_book: Handbook) -> None:
    sheet = next(one for one in real_book.checklists if one.id == "complaint")
    answers = next(point for point in sheet.pause_points if point.title == "答复客户").items
    lines = [(item.rules[0], item.record) for item in answers if item.record]
    assert lines == [("4.3.2-2", "时刻"), ("4.3.2-3", "时刻"), ("4.3.2-4", "日期"), ("L4.3.2-1", "日期")]


def test_every_situation_that_clients_bring_has_its_rules(real_book: Handbook) -> None:
    rules = {one.id: one.rules for one in real_book.situations}
    assert {"defrauded", "elderly-disabled", "authority", "press", "proxy-heir", "illness"} <= set(rules)
    assert rules["defrauded"] == ("L3-1", "L3-3", "L3-4")
    for id_ in ("press", "illness"):
        prompt = next(one.prompt for one in real_book.situations if one.id == id_)
        assert "手册没有" in prompt, "where no rule answers, the prompt says so"


def test_a_channel_filters(real_book: Handbook) -> None:
    for number in (2, 3):
        rules = [
            rule
            for section in real_book.chapters[number].sections
            for clause in section.clauses
            for rule in clause.rules
        ]
        for channel in real_book.channels:
            here = [rule for rule in rules if channel in real_book.channels_of(rule)]
            assert 0 < len(here) < len(rules), channel.id
