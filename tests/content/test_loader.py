from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from generator.book.handbook import resolve
from generator.content import loader, model
from generator.content.reading import source
from generator.content.validation.validate import validate
from generator.core.diagnostic import Severity
from tests.support.handbooks import BASE, CASES, copy

if TYPE_CHECKING:
    from pathlib import Path


def test_a_rule_that_does_not_fit_leaves_the_others(tmp_path: Path) -> None:
    copy(CASES / "broken-rule-is-reported-once", tmp_path)
    library = loader.load(tmp_path)
    assert [rule.id for rule in library.chapters[0].value.rules] == ["1.1.1-1", "1.1.2-1"]
    assert {"1", "1.1.1-2"} <= library.broken
    book = resolve(library)
    assert book is not None
    assert book.span(book.rule["1.1.2-1"], "id").line > book.span(book.rule["1.1.1-1"], "id").line + 50


def test_without_a_vocabulary_there_is_no_handbook(tmp_path: Path) -> None:
    copy(CASES / "broken-vocabulary", tmp_path)
    assert resolve(loader.load(tmp_path)) is None


def test_every_key_that_the_base_writes_is_read() -> None:
    book = resolve(loader.load(BASE))
    assert book is not None
    rule = book.rule["2.1-1"]
    assert rule.deadline is not None
    assert (rule.deadline.start, rule.deadline.end, rule.deadline.duration) == (
        "收到投诉",
        "答复客户",
        "2个工作日",
    )
    assert [point.recommended for point in rule.practice] == [False, True]
    assert [channel.id for channel in book.channels_of(book.rule["1.1.2-1"])] == ["face-to-face", "phone"]
    assert book.rule["1.1.1-1"].channels == ("face-to-face",)
    assert list(book.pages) == ["about"]


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "A", "a--b", "-a", "a-", "a\nb", "关", "a" * 61])
def test_a_slug_is_safe_in_addresses_and_paths(name: str) -> None:
    with pytest.raises(ValidationError):
        model.Stage.model_validate({"id": name, "title": "题", "description": "文"})


@pytest.mark.parametrize(
    "number", ["0.1-1", "1-1", "1.1.1", "1.1.1-0", "1.1.1.1-1", "1.1.1-1/..", "１.1-1", "1.1-1\n\n-"]
)
def test_a_rule_id_is_clause_and_number(number: str) -> None:
    with pytest.raises(ValidationError):
        model.See.model_validate({"rule": number, "kind": "配合"})


def test_text_keeps_everything_but_the_space_around_it() -> None:
    document, _ = source.parse("id: a\ntitle: '  甲 乙  '\ndescription: |\n  一\n\n  二\n", "a.yaml")
    assert document is not None
    stage, faults = validate(document, model.Stage)
    assert faults == []
    assert stage is not None
    assert (stage.title, stage.description) == ("甲 乙", "一\n\n二")


def test_a_warning_does_not_keep_a_file_from_being_read(tmp_path: Path) -> None:
    copy(CASES / "crlf", tmp_path)
    path = tmp_path / "content/chapters/01-counter.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    library = loader.load(tmp_path)
    assert {fault.severity for fault in library.diagnostics} == {Severity.WARNING}
    assert len(library.chapters) == 2
