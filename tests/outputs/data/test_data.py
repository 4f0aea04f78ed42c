from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from generator.book.handbook import resolve
from generator.content import loader
from generator.core.files.cache import Results
from generator.outputs.data import data_files, handbook_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.book.handbook import Handbook

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://example.com")', "http://example.com", "0012"]

#: The keys that others rely on, as agreed with them.
RULE_KEYS = {
    "id", "clause", "item", "title", "modality", "statement", "rationale", "practice", "examples", "channels",
    "stages", "bearer", "deadline", "evidence", "see", "citations", "keywords", "asked_as", "origin",
    "caution", "fingerprint",
}  # fmt: skip


@pytest.fixture(scope="module")
def files(real_book: Handbook) -> dict[str, bytes]:
    return data_files.files(real_book, Results())


def test_the_json_has_the_agreed_keys(real_book: Handbook) -> None:
    read = json.loads(handbook_json.dump(real_book))
    agreed = {"schema", "handbook", "chapters", "clauses", "rules", "checklists", "questions", "authorities"}
    assert agreed <= read.keys()
    assert read["schema"] == 1
    assert {"id", "title", "edition", "effective", "issuer"} <= read["handbook"].keys()
    assert [rule["id"] for rule in read["rules"]] == [rule.id for rule in real_book.rules]
    for rule in read["rules"]:
        assert rule.keys() >= RULE_KEYS
        assert rule["modality"] in {"must", "must-not", "should", "should-not", "may"}
        assert set(rule["channels"]) <= {channel.id for channel in real_book.channels}
        assert {see["kind"] for see in rule["see"]} <= {"refines", "exception", "together"}


def test_the_json_fits_its_schema(real_book: Handbook, small_book: Handbook) -> None:
    for book in (real_book, small_book):
        read = json.loads(handbook_json.dump(book))
        shaped = handbook_json.HandbookData.model_validate(read)
        assert shaped.model_dump(mode="json", by_alias=True) == read
    assert handbook_json.schema()["properties"].keys() == read.keys()


def test_no_words_for_the_search_are_told(real_book: Handbook) -> None:
    read = json.loads(handbook_json.dump(real_book))
    for entry, one in zip(
        read["rules"] + read["supplements"], real_book.rules + real_book.supplements, strict=True
    ):
        assert entry["id"] == one.id
        assert entry["keywords"] == entry["asked_as"] == []
        assert "said_as" not in entry


def test_one_rule_stands_on_one_line(real_book: Handbook) -> None:
    lines = handbook_json.dump(real_book).decode().splitlines()
    assert sum(line.startswith('  {"id": "4.3.2-') and '"clause": ' in line for line in lines) == sum(
        rule.clause == "4.3.2" for rule in real_book.rules
    )


def _with_text(content: dict[str, Any], text: str) -> dict[str, Any]:
    rule = content["chapters/01-receive.yaml"]["rules"][0]
    rule |= {"title": text, "statement": text, "rationale": text, "evidence": text, "keywords": [text]}
    rule["practice"] = [text, text]
    return content


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(
    text: str,
    small_content: dict[str, Any],
    tmp_path: Path,
    write_handbook: Callable[[Path, dict[str, Any]], Path],
) -> None:
    book = resolve(loader.load(write_handbook(tmp_path, _with_text(small_content, text))))
    assert book is not None
    made = data_files.files(book, Results())
    rows = list(csv.reader(io.StringIO(made["downloads/data/rules.csv"].decode("utf-8-sig"))))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)
    assert rows[1][2].removeprefix("'") == text
    sheet = openpyxl.load_workbook(io.BytesIO(made["downloads/data/rules.xlsx"])).active
    cell = sheet.cell(2, 3)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_tables_hold_every_rule(real_book: Handbook, files: dict[str, bytes]) -> None:
    assert files["downloads/data/rules.csv"].startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(files["downloads/data/rules.csv"].decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == [rule.id for rule in real_book.rules]
    sheet = openpyxl.load_workbook(io.BytesIO(files["downloads/data/rules.xlsx"])).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [rule.id for rule in real_book.rules]
    assert len({len(row) for row in rows}) == 1


def test_files_are_the_same_every_time(real_book: Handbook, files: dict[str, bytes]) -> None:
    assert data_files.files(real_book, Results()) == files


def test_the_manifest_names_every_file_and_its_hash(built_site: Path, real_book: Handbook) -> None:
    manifest = json.loads((built_site / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["edition"] == real_book.info.edition
    assert manifest["fingerprint"] == real_book.fingerprint
    there = {path.relative_to(built_site).as_posix() for path in built_site.rglob("*") if path.is_file()}
    assert [file["path"] for file in manifest["files"]] == sorted(there - {"manifest.json"})
    assert manifest["whole"] is True
    for file in manifest["files"]:
        content = (built_site / file["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"])
