"""The search finds what staff would say; its data is small and the same at every build."""

from __future__ import annotations

import gzip
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from generator import search, web
from generator.search import Index, catalogue_of
from generator.search.entries import Catalogue, Entry, Field, Kind, Line
from generator.search.folding import fold, number_in, runs
from generator.search.sounds import Sounds, blur, cuts
from generator.search.traditional import simplified
from tests.support.search_queries import SETS, answers, rank

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.book.handbook import Handbook
    from generator.search import Result


@pytest.fixture(scope="module")
def index(real_index: Index) -> Index:
    return real_index


@pytest.fixture(scope="module")
def ask(index: Index) -> Callable[[str], list[Result]]:
    """What is found for a query, which is searched once."""
    return cache(index.search)


def _first(index: Index, query: str) -> str:
    results = index.search(query)
    return results[0].best.entry.id if results else ""


# ---- quality: figures may rise, never fall ----


@pytest.mark.parametrize(("name", "first", "third"), SETS)
def test_staff_find_the_clause(
    ask: Callable[[str], list[Result]], name: str, first: float, third: float
) -> None:
    ranks = [rank(ask(query), clauses) for query, clauses in answers(name)]
    total = len(ranks)
    assert sum(place == 1 for place in ranks) / total >= first
    assert sum(1 <= place <= 3 for place in ranks) / total >= third


@pytest.mark.parametrize("name", [name for name, *_ in SETS])
def test_hardly_ever_is_nothing_found(ask: Callable[[str], list[Result]], name: str) -> None:
    queries = answers(name)
    assert sum(not ask(query) for query, _ in queries) / len(queries) <= 0.01


def test_a_rule_is_found_by_each_of_its_own_questions(index: Index, real_book: Handbook) -> None:
    for rule in real_book.rules_in_force[::10]:
        for question in rule.asked_as:
            assert rule.id in {result.best.entry.id for result in index.search(question)[:3]}, question


@pytest.mark.parametrize("among", [1, 3])
def test_what_leads_is_told_from_the_scores_as_by_searching(
    index: Index, real_book: Handbook, among: int
) -> None:
    for rule in real_book.rules_in_force[5::20]:
        for question in (*rule.asked_as, *rule.keywords, rule.title):
            found = index.search(question, exact=False)[:among]
            shown = {hit.entry.id for result in found for hit in (result.best, *result.others)}
            assert index.finds(question, rule.id, among) == (rule.id in shown), question


# ---- numbers ----


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("第4.3.2条", "4.3.2"),
        ("4.3.2-1", "4.3.2-1"),
        ("４．３．２－１", "4.3.2-1"),
        ("8.2", "8.2"),
        ("第八章", "8"),
        ("第 8 章", ""),
        ("第四章第三节", "4.3"),
        ("第四章第三节第二条", "4.3.2"),
        ("第十二章", "12"),
        ("04.03.02", "4.3.2"),
        ("2026", ""),
        ("1.2.3.4.5", ""),
        ("一般投诉", ""),
    ],
)
def test_numbers_of_provisions_are_read(query: str, number: str) -> None:
    named = number_in(fold(query))
    assert (named.number if named else "") == number


def test_a_number_leads_to_its_provision_in_order(index: Index) -> None:
    assert _first(index, "第4.3.2条") == "4.3.2-1"
    assert _first(index, "4.3.2-3") == "4.3.2-3"
    groups = [result.best.entry.group for result in index.search("第八章") if result.best.entry.group]
    assert groups[:3] == ["8.1.1", "8.1.2", "8.1.3"]


def test_a_number_that_does_not_exist_leads_to_the_nearest(index: Index) -> None:
    assert index.nearest("4.3.99-1") == "4.3"
    assert index.nearest("99.1") == ""
    assert index.search("4.3.99")[0].best.entry.group == "4.3.1"


# ---- folding and sounds ----


def test_width_case_and_script_do_not_matter(index: Index) -> None:
    plain = [result.best.entry.id for result in index.search("客户投诉处理 crm")]
    assert [result.best.entry.id for result in index.search("客戶投訴處理　ＣＲＭ")] == plain


def test_positions_survive_folding() -> None:
    text = "Ａbc，投诉　１２"
    assert len(fold(text)) == len(text)
    assert runs(fold(text)) == ["abc", "投诉", "12"]


def test_traditional_characters_lead_only_to_known_ones() -> None:
    table = simplified({"诉", "后"})
    assert table["訴"] == "诉"
    assert table["後"] == "后"
    assert set(table.values()) <= {"诉", "后"}


def test_letters_are_cut_into_syllables() -> None:
    syllables = ["fan", "fang", "gan", "an", "xi", "xian", "tou", "su"]
    assert cuts("fangan", syllables)[:2] == [("fan", "gan"), ("fang", "an")]
    assert cuts("xian", syllables)[:2] == [("xian",), ("xi", "an")]
    assert cuts("tous", syllables)[0] == ("tou", "s")
    assert cuts("ts", syllables) == [("t", "s")]
    assert cuts("uuu", syllables) == []


def test_dialects_confuse_some_sounds() -> None:
    assert blur("zhong") == blur("zong")
    assert blur("ning") == blur("lin")
    assert blur("si") != blur("su")


def test_a_character_may_have_several_readings() -> None:
    sounds = Sounds(["银行", "行为"])
    assert sounds.readings["行"] == ("hang", "xing")


@pytest.mark.parametrize("query", ["tousu", "ts", "TOUSU", "tou su", "投素", "透诉"])
def test_pinyin_initials_and_near_sounds_find_complaints(index: Index, query: str) -> None:
    texts = "".join(
        text for result in index.search(query)[:3] for _, text in index.catalogue.lines(result.best.entry)
    )
    assert "投诉" in texts


# ---- English words, sayings ----


def test_english_words_find_what_they_stand_for(index: Index, real_book: Handbook) -> None:
    for word, meant in list(real_book.english.items())[::7]:
        found = index.search(word.upper())[:3]
        texts = "".join(fold(text) for one in found for _, text in index.catalogue.lines(one.best.entry))
        assert any(fold(chinese) in texts for chinese in meant), word


def test_an_english_word_does_not_widen_chinese_queries() -> None:
    def labels(query: str, **words: tuple[tuple[str, ...], ...]) -> list[str]:
        lines = (Line(Field.TITLE, "价格太贵"), Line(Field.STATEMENT, "手续费要讲清"))
        entry = Entry(Kind.RULE, "1.1.1-1", "价格太贵", "", lines, group="1.1.1")
        return [term.label for term in Index(Catalogue((), (entry,), **words)).terms(query)]

    english = (("price", "太贵", "手续费"),)
    assert "～price" in labels("price", english=english)
    assert "～prices" in labels("prices", english=english)
    assert "≈prica" in labels("prica", english=english)
    assert labels("prica") == labels("pris", english=english) == []
    assert labels("太贵", english=english) == labels("太贵")
    assert labels("太贵", synonyms=(("太贵", "手续费"),)) != labels("太贵")


def test_sayings_lead_to_their_rule(index: Index, real_book: Handbook) -> None:
    for rule in real_book.rules_in_force[::7]:
        for saying in rule.said_as[::5]:
            first = {hit.entry.id for one in index.search(saying)[:5] for hit in (one.best, *one.others)}
            assert rule.id in first, saying


def test_nine_sayings_come_first_and_questions_fill_up(index: Index, real_book: Handbook) -> None:
    assert any(len(rule.said_as) < 9 for rule in real_book.rules_in_force)
    for rule in real_book.rules_in_force:
        entry = next(entry for entry in index.entries if entry.id == rule.id)
        early = [line.text for line in entry.lines if not line.late]
        said = (*rule.said_as, *rule.asked_as)
        assert [text for text in early if text in said and text not in rule.keywords] == list(said[:9])


@pytest.mark.parametrize(
    "query", ["", " ", "？！", "😀", "\u0000", "a" * 5000, "的" * 3000, "'\"\\<b>", "第章", "-", "vvvuuu"]
)
def test_no_query_breaks_it(index: Index, query: str) -> None:
    assert isinstance(index.search(query), list)


# ---- what is sent ----


def test_payload_before_the_first_result_is_small(real_book: Handbook) -> None:
    data = search.files(catalogue_of(real_book))["assets/hb/search/data.js"]
    needed = [data, *(web.script(f"search/{name}") for name in ("box.js", "engine.js"))]
    assert sum(len(gzip.compress(data)) for data in needed) <= 80_000


def test_same_input_gives_same_bytes(real_book: Handbook) -> None:
    catalogue = catalogue_of(real_book)
    assert search.files(catalogue) == search.files(catalogue)


def test_explanation_names_terms_and_fields(index: Index) -> None:
    text = search.explain(index, "投诉多久回复", 2)
    assert re.search(r"1\. 4\.3\.2-\d", text)
    assert "投诉" in text
    assert "条文" in text
    assert "没有找到" in search.explain(index, "vvvuuu", 2)


def test_query_sets_are_well_formed(real_book: Handbook) -> None:
    numbers = {clause.number for clause in real_book.clauses}
    for name, *_ in SETS:
        for query, clauses in answers(name):
            assert query.strip() == query
            for clause in clauses:
                prefix = clause.removesuffix(".*")
                assert any(number == prefix or number.startswith(prefix + ".") for number in numbers), clause
