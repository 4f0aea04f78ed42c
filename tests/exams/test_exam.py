"""Papers hold what was asked for and no rule twice; forms differ in order only; refusals say why."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench import questions
from generator.book.bank import bank
from generator.core.vocabulary import QuestionType
from generator.exams.composing import marks
from generator.exams.composing.blueprint import Blueprint, ImpossibleError, parse
from generator.exams.composing.choose import apportioned
from generator.exams.composing.compose import compose
from generator.exams.composing.item_pool import CASE, KINDS, ItemPool, item_pool_of, units
from generator.exams.composing.random_numbers import Random

if TYPE_CHECKING:
    from generator.book.handbook import Handbook
    from generator.exams.composing.form import Item, TestForm

SYNTHETIC = {
    "wide": questions.item_pool(400, seed=1),
    "few rules": questions.item_pool(300, chapters=4, rules=40, seed=2),
    "one chapter": questions.item_pool(60, chapters=1, seed=3),
    "stale": questions.item_pool(300, chapters=6, seed=4, stale=0.3),
}


@pytest.fixture(scope="module")
def goods(real_book: Handbook) -> ItemPool:
    return item_pool_of(real_book)


def made(goods: ItemPool, **fields: str) -> tuple[TestForm, ...]:
    return compose(goods, parse(fields, goods))


def refused(goods: ItemPool, **fields: str) -> str:
    with pytest.raises(ImpossibleError) as caught:
        made(goods, **fields)
    return str(caught.value)


@st.composite
def blueprints(draw: st.DrawFn) -> dict[str, str]:
    """Fields that often, not always, can be met."""
    fields: dict[str, str] = {"seed": str(draw(st.integers(0, 999_999_999)))}
    if draw(st.booleans()):
        chapters = draw(st.lists(st.sampled_from("1234"), min_size=1, max_size=4, unique=True))
        fields["chapters"] = ",".join(chapters)
    if draw(st.booleans()):
        counts = draw(
            st.dictionaries(st.sampled_from(list(KINDS)), st.sampled_from([1, 2, 3, 4, 6, 9, 12]), min_size=1)
        )
        fields["types"] = ",".join(f"{kind}={number}" for kind, number in counts.items())
    else:
        fields["count"] = str(draw(st.sampled_from([1, 3, 10, 20, 30, 40])))
    if draw(st.integers(0, 3)) == 0:
        fields["channel"] = draw(st.sampled_from(["phone", "face-to-face", "online"]))
    if draw(st.integers(0, 3)) == 0:
        fields["difficulty"] = draw(st.sampled_from(["easy,medium", "medium", "medium,hard"]))
    if draw(st.integers(0, 3)) == 0:
        fields["drafted"] = "0"
    fields["forms"] = draw(st.sampled_from(["A", "B", "A,B", "B,C,A"]))
    return fields


def holds(goods: ItemPool, fields: dict[str, str]) -> int:
    """Everything that is true of every exam; the number of questions, 0 when it was refused."""
    blueprint = parse(fields, goods)
    try:
        forms = compose(goods, blueprint)
    except ImpossibleError:
        return 0
    assert [form.code for form in forms] == fields["forms"].split(",")
    for form in forms:
        _is_as_asked(form, blueprint)
        _keys_are_balanced(form)
    _differ_in_order_only(forms)
    return len(tuple(forms[0]))


def _is_as_asked(form: TestForm, blueprint: Blueprint) -> None:
    items = list(form)
    asked = dict(blueprint.types)
    assert [item.number for item in items] == list(range(1, len(items) + 1))
    assert len(items) == (sum(asked.values()) or blueprint.count)
    if asked:
        assert {part.title: len(part.items) for part in form.parts} == {
            KINDS[kind]: number for kind, number in asked.items()
        }
    tested = Counter(rule for item in items for rule in set(item.question.rules))
    assert set(tested.values()) == {1}, "no two questions on one rule"
    chapters = {number for number, _ in blueprint.chapters}
    levels = {name for name, _ in blueprint.difficulty}
    for item in items:
        question = item.question
        assert not question.stale
        assert blueprint.drafted or not question.drafted
        assert not chapters or question.chapter in chapters
        assert not levels or question.difficulty.value in levels
        assert blueprint.channel in {"", *question.channels}
    for part in form.parts:
        for group in part.groups:
            assert (part.title == KINDS[CASE]) == (group.scene is not None)
            assert group.scene is not None or len(group.items) == 1
    assert form.marks == sum(part.marks_each * len(part.items) for part in form.parts)
    assert 0 < form.pass_mark <= form.marks
    assert form.minutes >= 10


def _keys_are_balanced(form: TestForm) -> None:
    for part in form.parts:
        keys = [item.key for item in part.items if item.question.type is QuestionType.SINGLE]
        sizes = {len(item.order) for item in part.items if item.question.type is QuestionType.SINGLE}
        if part.title == KINDS["single"] and len(sizes) == 1:
            counts = Counter(keys)
            assert max(counts.values()) - min(counts[(chr(65 + at),)] for at in range(sizes.pop())) <= 1
            assert longest_run(keys) <= 3
        for item in part.items:
            _is_ordered(item)


def _is_ordered(item: Item) -> None:
    """Everything is printed once; true before false; no match or order question gives itself away."""
    question = item.question
    shown = [one.id for one in (question.options or question.choices)]
    assert sorted(item.order) == sorted(shown)
    if question.type is QuestionType.TRUE_FALSE:
        assert item.order == ("true", "false")
        assert item.key == (("A",) if question.answer else ("B",))
    if question.choices:
        assert list(item.order) != [pair.right_id for pair in question.pairs]
        assert list(item.order) != [step.id for step in question.sequence]
    for letter in item.key:
        assert item.order[ord(letter[-1]) - 65] in {key.split("=")[-1] for key in question.key}


def _differ_in_order_only(forms: tuple[TestForm, ...]) -> None:
    first = next((form for form in forms if form.code == "A"), None)
    for form in forms:
        if first is None or form is first:
            continue
        assert (form.marks, form.minutes, form.pass_mark) == (first.marks, first.minutes, first.pass_mark)
        for part, other in zip(first.parts, form.parts, strict=True):
            mine, theirs = ([item.question.id for item in one.items] for one in (part, other))
            assert sorted(mine) == sorted(theirs)
            assert len(part.groups) == 1 or mine != theirs
        orders = {item.question.id: item.order for item in first}
        for item in form:
            if item.question.type is not QuestionType.TRUE_FALSE and len(item.order) > 2:
                assert item.order != orders[item.question.id]


def longest_run(values: list[Any]) -> int:
    return max((len(list(group)) for _, group in groupby(values)), default=0)


# ---- what holds of every paper ----


@pytest.mark.parametrize("name", SYNTHETIC)
@settings(max_examples=40, deadline=None)
@given(fields=blueprints())
def test_every_paper_of_a_made_up_bank_is_as_asked(name: str, fields: dict[str, str]) -> None:
    known = SYNTHETIC[name].chapters
    chapters = [one for one in fields.get("chapters", "").split(",") if one in known]
    holds(SYNTHETIC[name], fields | {"chapters": ",".join(chapters)})


@settings(max_examples=40, deadline=None)
@given(fields=blueprints())
@example({"count": "100", "forms": "A,B", "seed": "1"})
@example({"types": "single=60,multiple=20,true-false=20,case=9", "forms": "A,B,C", "seed": "2"})
def test_every_paper_of_the_real_bank_is_as_asked(goods: ItemPool, fields: dict[str, str]) -> None:
    holds(goods, fields)


def test_papers_that_people_ask_for_can_be_had(goods: ItemPool) -> None:
    """The properties above would also hold if everything were refused."""
    for chapter in goods.chapters:
        assert holds(goods, {"chapters": chapter, "count": "20", "forms": "A,B"}) == 20
    for channel in goods.channels:
        assert holds(goods, {"channel": channel, "count": "10", "forms": "A,B"}) == 10
    assert (
        holds(goods, {"types": "single=40,multiple=10,true-false=10,match=4,order=3,case=12", "forms": "B,A"})
        == 79
    )
    assert holds(goods, {"count": "200", "forms": "A"}) == 200


def test_the_same_seed_gives_the_same_paper_and_another_seed_another(goods: ItemPool) -> None:
    assert made(goods, seed="7", forms="A,B") == made(goods, seed="7", forms="A,B")
    assert made(goods, seed="7", forms="A,B")[1:] == made(goods, seed="7", forms="B")
    one, other = ({item.question.id for item in made(goods, seed=seed)[0]} for seed in ("7", "8"))
    assert len(one & other) < len(one) / 2


def test_two_papers_of_one_seed_do_not_share_their_key(goods: ItemPool) -> None:
    """Else the key of last week's paper would help with this week's."""
    keys = [
        [item.key for item in made(goods, chapters=chapter, types="single=14")[0]]
        for chapter in goods.chapters
    ]
    assert len(set(map(tuple, keys))) == len(keys)


# ---- spread ----


def test_chapters_share_in_proportion(goods: ItemPool) -> None:
    form = made(goods, count="60", chapters="1,4,10")[0]
    there = Counter(
        unit.chapter
        for unit in goods.units
        if unit.kind in {"single", "multiple", "true-false"} and unit.chapter in {"1", "4", "10"}
    )
    found = Counter(item.question.chapter for item in form)
    for chapter, number in there.items():
        assert abs(found[chapter] - 60 * number / there.total()) < 1


def test_numbers_that_are_told_are_kept(goods: ItemPool) -> None:
    form = made(
        goods,
        chapters="4=12,8=10",
        types="single=14,multiple=4,true-false=4",
        difficulty="easy=8,medium=12,hard=2",
    )[0]
    assert Counter(item.question.chapter for item in form) == {"4": 12, "8": 10}
    assert Counter(item.question.difficulty.value for item in form) == {"easy": 8, "medium": 12, "hard": 2}
    assert [len(part.items) for part in form.parts] == [14, 4, 4]


def test_right_and_wrong_statements_balance(goods: ItemPool) -> None:
    for seed in range(20):
        answers = [item.question.answer for item in made(goods, types="true-false=20", seed=str(seed))[0]]
        assert 7 <= sum(map(bool, answers)) <= 13
        assert longest_run(answers) <= 3


@given(st.integers(0, 500), st.lists(st.integers(0, 90), min_size=1, max_size=12).filter(any))
def test_a_total_is_shared_by_largest_remainder(total: int, weights: list[int]) -> None:
    shares = apportioned(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - total * weight / sum(weights)) < 1


# ---- item_pool ----


def test_a_case_that_is_not_whole_or_repeats_a_rule_is_left_out(real_book: Handbook, goods: ItemPool) -> None:
    cases: dict[str, list[Any]] = {}
    for question in bank(real_book):
        if question.case:
            cases.setdefault(question.case.id, []).append(question)
    kept = {unit.questions[0].case.id: unit for unit in goods.units if unit.questions[0].case}
    for id_, asked in cases.items():
        tested = [rule for question in asked for rule in question.rules]
        assert (id_ in kept) == (len(set(tested)) == len(tested))
        assert id_ not in kept or kept[id_].size == len(asked)
    with_stale = questions.item_pool(200, seed=5, stale=0.4)
    assert not any(question.stale for unit in with_stale.units for question in unit.questions)
    assert all(unit.size > 1 for unit in with_stale.units if unit.kind == CASE)


def test_units_keep_the_order_of_the_bank(goods: ItemPool, real_book: Handbook) -> None:
    places = {question.id: place for place, question in enumerate(bank(real_book))}
    order = [places[question.id] for unit in goods.units for question in unit.questions]
    assert order == sorted(order)
    assert units([]) == ()


# ---- marks and time ----


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(list(KINDS)), st.integers(1, 60), min_size=1, max_size=6))
def test_marks_are_in_a_fitting_order(drawn: dict[str, int]) -> None:
    kinds = {kind: drawn[kind] for kind in KINDS if kind in drawn}
    each = marks.each(kinds, {})
    assert list(each) == list(kinds)
    assert all(mark >= 1 for mark in each.values())
    low = each.get("true-false", 0)
    assert all(mark >= low for mark in each.values())
    single = each.get("single", 0)
    assert all(mark >= single for kind, mark in each.items() if kind not in {"single", "true-false"})


@pytest.mark.parametrize(
    ("kinds", "told", "total"),
    [
        ({"single": 20, "multiple": 5, "true-false": 5}, {}, 100),
        ({"single": 14, "multiple": 3, "true-false": 3}, {}, 100),
        ({"single": 40, "multiple": 10, "true-false": 10, "match": 3, "order": 3, "case": 9}, {}, 100),
        ({"single": 67, "multiple": 17, "true-false": 16}, {}, 100),
        ({"single": 60, "multiple": 30, "true-false": 30}, {}, 210),
        ({"single": 10}, {}, 100),
        ({"single": 30}, {}, 90),
        ({"single": 20, "multiple": 5, "true-false": 5}, {"single": 2, "multiple": 3}, 80),
        ({"single": 20, "multiple": 10}, {"single": 3}, 100),
        ({"single": 3}, {"single": 7}, 21),
    ],
)
def test_usual_papers_are_worth_a_hundred(kinds: dict[str, int], told: dict[str, int], total: int) -> None:
    each = marks.each(kinds, told)
    assert sum(each[kind] * number for kind, number in kinds.items()) == total
    assert {kind: each[kind] for kind in told} == told


def test_time_pass_mark_and_title_are_as_told_or_as_usual(goods: ItemPool) -> None:
    (form,) = made(goods)
    assert (form.marks, form.pass_mark, form.minutes) == (100, 60, 30)
    assert form.title == f"{goods.title} 考试"
    told = {"minutes": "45", "pass": "18", "title": " 新员工　考试 ", "marks": "单选=1,多选=1,判断=1"}
    (form,) = made(goods, **told)
    assert (form.marks, form.pass_mark, form.minutes, form.title) == (30, 18, 45, "新员工 考试")


# ---- what cannot be ----


def _there(goods: ItemPool, kind: str, *chapters: str) -> int:
    return sum(unit.size for unit in goods.units if unit.kind == kind and unit.chapter in chapters)


def test_too_few_of_a_kind_says_where_there_are_how_many(goods: ItemPool) -> None:
    fourth, eighth = _there(goods, "multiple", "4"), _there(goods, "multiple", "8")
    said = refused(goods, types="multiple=60", chapters="4,8")
    begins = f"多项选择题要60道，符合条件的有{fourth + eighth}道（第四章{fourth}道，第八章{eighth}道；"
    assert said.startswith(begins)
    assert "请减少题数" in said


def test_everything_that_is_short_is_said_at_once(goods: ItemPool) -> None:
    said = refused(goods, types="single=190,order=19,case=1", chapters="5=200,6=10")
    assert said.count("\n") >= 3
    assert f"单项选择题要190道，符合条件的有{_there(goods, 'single', '5', '6')}道" in said
    assert "排序题要19道" in said
    assert "第五章要200道" in said


def test_rules_that_run_out_are_said(goods: ItemPool) -> None:
    said = refused(goods, chapters="5", count="40")
    assert said.startswith("要40道题，一条规则只考一次，最多排出")
    most = int(said.split("最多排出")[1].split("道")[0])
    assert made(goods, chapters="5", count=str(most))
    there = refused(goods, chapters="5", types="single=99").split("符合条件的有")[1].split("道")[0]
    said = refused(goods, chapters="5", types=f"single={there}")
    assert "一条规则只考一次，最多排出" in said


def test_cases_that_cannot_make_the_number_name_the_nearest(goods: ItemPool) -> None:
    assert "案例题要1道，案例整个出，凑不成1道；可以是2道。" in refused(goods, types="case=1")
    assert "凑不成4道；可以是3道或6道" in refused(goods, types="case=4", chapters="1")


def test_what_does_not_add_up_is_said(goods: ItemPool) -> None:
    assert "题数对不上：题型合计25道，总题数30道。" in refused(goods, types="single=25", count="30")
    assert "题数对不上" in refused(goods, chapters="4=5", difficulty="easy=6")
    assert "及格分要90分，满分只有30分" in refused(
        goods, types="single=30", marks="single=1", **{"pass": "90"}
    )


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"chapters": "12"}, "章：没有“12”。有：1（第一章）"),
        ({"chapters": "4=x"}, "章：“4=x”的等号后面要写0到1000的整数。"),
        ({"chapters": "4,8=3"}, "要么都写，要么都不写"),
        ({"chapters": "4,第四章"}, "写了两次"),
        ({"types": "single"}, "题型：“single”后面要写数目，如 single=5。"),
        ({"types": "essay=3"}, "题型：没有“essay”。有：single（单项选择题）"),
        ({"types": "single=0"}, "题型：题数全是0。"),
        ({"types": "single=900,multiple=900"}, "一份试卷最多1000道题"),
        ({"difficulty": "impossible"}, "难度：没有“impossible”。有：easy（易）"),
        ({"channel": "pigeon"}, "渠道：没有“pigeon”。有：face-to-face（面对面）"),
        ({"role": "nobody"}, "责任人：没有“nobody”。"),
        ({"count": "many"}, "题数：“many”不是1到1000的整数。"),
        ({"count": "-3"}, "题数：“-3”不是1到1000的整数。"),
        ({"seed": "1.5"}, "种子：“1.5”不是0到999999999的整数。"),
        ({"minutes": "0"}, "时间：“0”不是1到600的整数。"),
        ({"marks": "single=200"}, "分值："),
        ({"forms": "A,b"}, "卷号：“b”不是一个大写字母"),
        ({"forms": "A,A"}, "卷号：有字母写了两次"),
        ({"title": "长" * 61}, "标题：有61个字，最多60个。"),
    ],
)
def test_what_cannot_be_read_is_said(goods: ItemPool, fields: dict[str, str], message: str) -> None:
    assert message in refused(goods, **fields)


def test_faults_are_said_all_at_once(goods: ItemPool) -> None:
    said = refused(goods, chapters="77", types="essay=1", seed="x", forms="a")
    assert [line.split("：")[0] for line in said.splitlines()] == ["章", "题型", "种子", "卷号"]


def test_names_may_be_chinese_and_commas_wide(goods: ItemPool) -> None:
    one = parse(
        {
            "types": "单选＝3，多选题=2、判断=1",
            "difficulty": "易，中",
            "channel": "电话",
            "chapters": "第四章",
        },
        goods,
    )
    assert one.types == (("single", 3), ("multiple", 2), ("true-false", 1))
    assert (one.difficulty, one.channel, one.chapters) == ((("easy", 0), ("medium", 0)), "phone", (("4", 0),))


@given(blueprints(), st.text(st.characters(exclude_categories=["C"]), max_size=20))
def test_an_address_gives_the_blueprint_back(fields: dict[str, str], title: str) -> None:
    from urllib.parse import parse_qsl  # noqa: PLC0415 - for this test alone

    goods = SYNTHETIC["wide"]
    blueprint = parse(fields | {"title": title, "minutes": "50", "pass": "3", "marks": "single=2"}, goods)
    assert parse(dict(parse_qsl(blueprint.query)), goods) == blueprint


# ---- chance ----


def test_the_words_of_chance_are_those_of_sfc32() -> None:
    """By another's hand: the generator as PractRand defines it, from the same beginning."""
    chance = Random("种子", "7")
    a, b, c, count, mask = 0, 0, 0, 1, 2**32 - 1
    for basis, name in zip((0x811C9DC5, 0x1F54177E, 0xBD8B9137), "abc", strict=True):
        value = basis
        for byte in "种子\n7".encode():
            value = (value ^ byte) * 16777619 % 2**32
        a, b, c = (value if name == "a" else a), (value if name == "b" else b), (value if name == "c" else c)
    words = []
    for _ in range(15 + 40):
        word = (a + b + count) & mask
        count += 1
        a = b ^ (b >> 9)
        b = (c + (c << 3)) & mask
        c = ((c << 21 | c >> 11) + word) & mask
        words.append(word)
    assert [chance.below(1 << 20) for _ in range(40)] == [word >> 12 for word in words[15:]]


def test_chance_has_no_favourites() -> None:
    chance = Random("平")
    counts = Counter(chance.below(6) for _ in range(60_000))
    assert all(abs(count - 10_000) < 400 for count in counts.values())
    orders = Counter(tuple(chance.shuffled("abc")) for _ in range(6_000))
    assert len(orders) == 6
    assert all(abs(count - 1_000) < 150 for count in orders.values())
