"""Chapters 5 and 6: to which products and clients an article applies, and how strong it is."""

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


def _rules(book: Handbook) -> list[model.Rule]:
    return [rule for rule in book.rules_in_force if rule.id.split(".")[0] in {"5", "6"}]


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("L3.3-2", "线上向65周岁以上客户销售高风险产品"),
        ("L5-1", "投连险等可能亏本金的保险也照这样评级、测评"),
        ("L5-3", "从最近一次评估算起"),
        ("L5-3", "客户主动告知可能影响承受能力的情况，没到12个月也要重新评估"),
        ("L5-6", "应履行特别的注意义务"),
        ("L5-6", "写的是“可以包括”，不必样样齐备"),
        ("L5-6", "追加了解信息"),
        ("L5-6", "65周岁也算"),
        ("L5-7", "投资型产品和保险都在内"),
        ("L5-7", "不能辨认自己行为的8周岁以上未成年人"),
        ("L5-7", "16周岁以上的未成年人，以自己的劳动收入为主要生活来源的，视为完全民事行为能力人"),
        ("L5-9", "没有“客户坚持就能卖”的例外"),
        ("L5-10", "应建议投保人终止投保"),
        ("L5-10", "书面确认是他充分了解后自己选的"),
        ("L5-11", "保费超过家庭年收入的4倍"),
        ("L5-11", "达到或者超过75"),
        ("L5-12", "财产险和1年期以下（含1年）的人身险可以免作"),
        ("L5-12", "可能亏本金的团体险，对要自己交保费的人评估风险承受能力"),
        ("L5-13", "或者不超过1年但含保证续保条款）的犹豫期不少于15天"),
        ("L5-14", "书面或者口头都可以"),
        ("L5-15", "普通投资者六样事项"),
        ("L5.1-1", "年化利率"),
        ("L5.1-1", "费用和违约金也要披露"),
        ("L5.3-3", "自保险合同终止之日起"),
        ("L5.3-3", "纠纷结束后2年"),
        ("L6.2-1", "改客户的指令"),
    ],
)
def test_a_supplement_says_product_start_and_exception(real_book: Handbook, id_: str, words: str) -> None:
    assert words in _said(real_book.provision[id_])


@pytest.mark.parametrize("id_", ["L5-1", "L5-3", "L5-4", "L5-15"])
def test_a_test_of_risk_is_for_what_can_lose_principal(real_book: Handbook, id_: str) -> None:
    """A car or a term policy needs none: 适当性管理办法 28, 29, 36 beside 35."""
    scope = next(one.scope for one in real_book.supplements if one.id == id_)
    assert "普通投资者" in scope
    assert "可能亏本金" in scope


def test_an_unsuitable_product_is_not_sold_and_insurance_has_its_own_way(real_book: Handbook) -> None:
    assert real_book.provision["L5-9"].modality is Modality.MUST_NOT
    assert "请他自己查阅" not in _said(real_book.provision["L5-2"])
    for id_ in ("4.2.2-3", "6.2-2", "6.2-7", "6.3-7"):
        caution = real_book.rule[id_].caution
        assert caution
        assert re.search("不得销售|不得卖|也不得卖", caution.limit), id_
        assert "L5-10" in caution.limit + caution.instead, id_


def test_what_can_fall_alone_is_said_to_fall(real_book: Handbook) -> None:
    assert real_book.rule["5.3-3"].statement.startswith("收益和本金会变动的产品")
    sheet = next(one for one in real_book.checklists if one.id == "product")
    market = next(item for item in sheet.items if item.text.startswith("市场"))
    assert market.when


def test_the_duty_to_warn_is_the_institutions(real_book: Handbook) -> None:
    for number in range(1, 10):
        rule = real_book.rule[f"5.3-{number}"]
        assert "本机构" in rule.statement, rule.id
        assert rule.bearer in {"branch-manager", "product"}, rule.id


def test_the_product_sheet_asks_by_class_of_product(real_book: Handbook) -> None:
    sheet = next(one for one in real_book.checklists if one.id == "product")
    asked = {id_: item.when for item in sheet.items for id_ in item.rules}
    assert asked["L5-1"] == "投资、投连等"
    assert asked["L5-12"] == "长期人身险"
    assert asked["L5.1-1"] == "贷款"
    assert asked["L5-13"] == asked["L5-14"] == "保险"
    classes = {
        "贷款": {None, "贷款", "用到的"},
        "投资": {None, "投资、投连等", "投资", "要双录的", "有发行方", "投资、保险", "用到的"},
        "保险": {None, "长期人身险", "保险", "要双录的", "投资、保险", "用到的"},
    }
    for name, cases in classes.items():
        assert 8 <= sum(item.when in cases for item in sheet.items) <= 18, name


def test_who_offers_credit_says_the_annualised_rate(real_book: Handbook) -> None:
    for rule in _rules(real_book):
        for example in rule.examples:
            staff = example.text.split("员工：", 1)[-1]
            if example.kind.value == "do" and re.search("分12期|随借随还|总利息", staff):
                assert "年化利率" in staff, rule.id


def test_what_is_advised_beside_a_stricter_law_says_that_it_is_another_point(real_book: Handbook) -> None:
    for rule in _rules(real_book):
        if all(one.relation.value != "法律更严" for one in rule.citations):
            continue
        for point in rule.practice:
            assert point.mark is not PointMark.RECOMMENDED or point.beside, (rule.id, point.text)


def test_nobody_is_asked_to_count_seconds(real_book: Handbook) -> None:
    for rule in _rules(real_book):
        assert not re.search(r"[0-9]+ ?秒|每分钟|[0-9]+字", _said(rule)), rule.id


def test_what_is_known_second_hand_says_so(real_book: Handbook) -> None:
    for rule in _rules(real_book):
        for entry in rule.citations:
            if entry.confidence.value == "secondary":
                assert (entry.paraphrase or "").startswith("据转述"), (rule.id, entry.locator)


def test_each_channel_of_chapter_5_has_its_own_rules(real_book: Handbook) -> None:
    rules = [rule for rule in _rules(real_book) if rule.id.startswith("5")]
    for channel in real_book.channels:
        here = [rule for rule in rules if channel in real_book.channels_of(rule)]
        assert 0 < len(here) < len(rules), channel.id
