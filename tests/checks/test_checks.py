from __future__ import annotations

import importlib
import pkgutil
import random
from typing import TYPE_CHECKING

import pytest

from bench import synthetic
from generator import checks
from generator.book.handbook import resolve
from generator.checks import registered
from generator.checks.law import citation_locator
from generator.checks.references import unknown_rule
from generator.checks.shared import prose as _prose
from generator.checks.shared.alike import alike, grams
from generator.checks.shared.modal import modals
from generator.checks.shared.near import suggest_rule
from generator.checks.shared.times import stated
from generator.content import loader
from generator.core.diagnostic import Severity
from tests.support.effort import counted
from tests.support.handbooks import BASE, CASES, copy, examine, listed

if TYPE_CHECKING:
    from pathlib import Path


HELPERS = {"shared", "manuals"}
"""Folders of checks/ that hold no checks."""


def test_every_module_of_the_folder_is_a_check_or_a_helper() -> None:
    names = [entry.name for entry in pkgutil.walk_packages(checks.__path__, "generator.checks.")]
    subjects = [name for name in names if name.count(".") == 3 and name.split(".")[2] not in HELPERS]
    modules = [importlib.import_module(name) for name in subjects]
    assert {module.CODE for module in modules} == {check.code for check in registered()}
    assert len(modules) == len(registered())
    assert all(isinstance(check.severity, Severity) for check in registered())


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("本机构应在1日内回应客户。", ["应"]),
        ("员工不得泄露信息，不得转卖。", ["不得", "不得"]),
        ("员工宜站着，不宜坐着，可走动。", ["宜", "不宜", "可"]),
        ("员工应当做。", ["应当"]),
        ("员工应当场做。", ["应"]),
        ("员工应该做。", ["应该"]),
        ("员工可以做。", ["可以"]),
        ("员工必须做，也须看。", ["必须", "须"]),
        ("严禁外传，禁止转卖。", ["严禁", "禁止"]),
        ("员工不应笑，也不可哭。", ["不应", "不可"]),
        ("法律禁止的产品，员工不得推荐。", ["不得"]),
        ("反应不可靠时，相应的可能性很小。", []),
        ("员工舍不得，也不得不做。", []),
        ("须知里写着，客户无须再问。", []),
        ("客户认可后，员工可办理相应事宜。", ["可"]),
        ("员工应以“您应该先可后不得”开头。", ["应"]),
        ("员工应用普通话。", ["应"]),
        ("员工应对客户以礼相待。", ["应"]),
        ("员工应约定时间。", ["应"]),
        ("投诉的应对应及时。", ["应"]),
        ("员工应应对。", ["应"]),
        ("应", ["应"]),
        ("可", ["可"]),
        ("不", []),
        ("", []),
    ],
)
def test_modal_verbs(statement: str, words: list[str]) -> None:
    found = modals(statement)
    assert [modal.word for modal in found] == words
    assert all(statement.startswith(modal.word, modal.offset) for modal in found)


@pytest.mark.parametrize(
    ("statement", "times"),
    [
        ("在1个工作日内回复", [(1.0, "工作日", True)]),
        ("两小时以内", [(120.0, "分钟", True)]),
        ("半小时", [(30.0, "分钟", False)]),
        ("二十四小时内", [(1440.0, "分钟", True)]),
        ("一百零五日之内", [(151200.0, "分钟", True)]),
        ("十五天或3个月内", [(21600.0, "分钟", False), (3.0, "个月", True)]),
        ("每周一次", []),
        ("9" * 400 + "日内", [((10**15 - 1) * 1440.0, "分钟", True)]),
    ],
)
def test_times(statement: str, times: list[tuple[float, str, bool]]) -> None:
    assert [(*time_, is_limit) for _, _, time_, is_limit in stated(statement)] == times


@pytest.mark.parametrize(
    "locator",
    [
        "第十四条",
        "第14条",
        "第一千零二十四条第一款",
        "第十四条第一款第（二）项",
        "第五十一条第一、二、四项",
        "第二十二条第二项至第四项",
        "第六条、第七条",
        "第十条之一",
        "三（五）、三（六）",
    ],
)
def test_locators(locator: str) -> None:
    assert citation_locator._LOCATOR.fullmatch(locator)


@pytest.mark.parametrize(
    "locator", ["14条1款", "十四条", "第条", "第十四条 第一款", "第十四条第一款。", "第六条,第七条"]
)
def test_what_is_no_locator(locator: str) -> None:
    assert not citation_locator._LOCATOR.fullmatch(locator)


def test_near_duplicates_are_found_exactly_as_by_comparing_all_with_all() -> None:
    pick = random.Random(1)  # noqa: S311 - texts to compare, no secrets
    texts = [
        "".join(pick.choices("客户员工应该可得不宜先后说做听看写", k=pick.randint(1, 70))) for _ in range(150)
    ]
    for _ in range(350):
        text = pick.choice(texts)
        at = pick.randrange(len(text) + 1)
        texts.append(text[:at] + pick.choice("甲乙") + text[at + pick.randint(0, 1) :])
    sets = [grams(text) for text in dict.fromkeys(texts)]
    wanted = {
        (first, second)
        for second, later in enumerate(sets)
        for first, earlier in enumerate(sets[:second])
        if later and len(earlier & later) >= 0.85 * len(earlier | later)
    }
    found = list(alike(sets, 0.85))
    assert len(wanted) > 100
    assert len(found) == len(set(found))
    assert set(found) == wanted


def test_prose_knows_where_its_words_stand() -> None:
    book, _ = examine(BASE)
    assert book is not None
    prose = _prose.prose_of(book)
    at = next(iter(prose.words("一刻钟")))
    span = prose.span(at, 3)
    line = book.library.documents[span.path].text.splitlines()[span.line - 1]
    assert line[span.column - 1 : span.end_column - 1] == "一刻钟"
    assert prose.passage(at).keys == ("rationale",)
    assert at < prose.rules_end
    assert prose.around(at, 3, reach=2) == "等了一刻钟。"


def test_two_books_are_not_taken_for_each_other(tmp_path: Path) -> None:
    copy(CASES / "slogan", tmp_path)
    first = listed(examine(tmp_path)[1])
    assert listed(examine(BASE)[1]) == ""
    assert listed(examine(tmp_path)[1]) == first != ""


def test_a_synthetic_handbook_has_no_fault_and_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        synthetic.write(tmp_path / name, 260)
    files = [path.relative_to(tmp_path / "a") for path in sorted((tmp_path / "a").rglob("*.yaml"))]
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in files)
    book, found = examine(tmp_path / "a")
    assert listed(found) == ""
    assert book is not None
    assert len(book.rules) == 260


def test_many_unknown_references_take_little_effort(tmp_path: Path) -> None:
    synthetic.write(tmp_path, 400)
    for path in (tmp_path / "content/chapters").iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("rule: ", "rule: 7"), encoding="utf-8")
    book = resolve(loader.load(tmp_path))
    assert book is not None
    found, calls = counted(lambda: list(unknown_rule.find(book)))
    assert len(found) > 350
    assert calls < 5_000 * len(found)  # each is compared with some forty ids, however many there are
    assert suggest_rule(book, "1.1.1-11", "") in {
        "是否为 1.1.1-1？",
        "是否为 1.1.11-1？",
        "是否为 1.1.10-1？",
    }
