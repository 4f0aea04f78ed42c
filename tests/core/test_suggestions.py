"""The word that was probably meant."""

from __future__ import annotations

from generator.core import suggestions


def test_the_word_most_like_it_is_meant() -> None:
    assert suggestions.near("rule-xlsx", ["rules-csv", "rules-xlsx"]) == "rules-xlsx"
    assert suggestions.suggest("docz", iter(["xlsx", "docx"]), "有：……") == "是否为 docx？"


def test_of_words_that_are_not_like_it_none_is_meant() -> None:
    assert suggestions.near("电话", ["rules-csv"]) == ""
    assert suggestions.suggest("电话", ["rules-csv"], "有：rules-csv。") == "有：rules-csv。"


def test_how_like_it_has_to_be_may_be_said() -> None:
    assert suggestions.near("kinds", ["kind"], cutoff=0.95) == ""
    assert suggestions.near("kinds", ["kind"], cutoff=0.8) == "kind"
