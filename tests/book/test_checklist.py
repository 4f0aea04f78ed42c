"""Checklists: what they ask, what they leave out, and in which words other formats say it."""

from __future__ import annotations

import contextlib
import io
import json
import unicodedata
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.book import branches
from generator.book import sheet_limits as limits
from generator.book.branches import Branch, BranchError
from generator.book.handbook import resolve
from generator.content import loader
from generator.core.vocabulary import Origin
from generator.outputs.data import checklist_tables, handbook_json
from generator.views.catalog import Catalog
from generator.views.pages import checklist as views
from tests.support.published import published

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeAlias

    from openpyxl.worksheet.worksheet import Worksheet

    from generator.book.handbook import Handbook
    from generator.outputs.site.pages.publication import Publication
    from generator.views.pages.checklist import ChecklistView

    Write: TypeAlias = Callable[[Path, dict[str, Any]], Path]

SHEETS = [
    "face-to-face", "phone", "online", "complaint", "product", "objection", "privacy-incident",
    "cross-cultural", "needs-interview", "new-staff", "monthly-monitoring",
]  # fmt: skip


@pytest.fixture(scope="module")
def sheets(real_book: Handbook) -> dict[str, ChecklistView]:
    return {one.id: one for one in views.views(Catalog(real_book))}


# ---- ours ----


def test_the_promised_sheets_are_there_in_this_order(sheets: dict[str, ChecklistView]) -> None:
    assert list(sheets)[: len(SHEETS)] == SHEETS


def test_every_rule_of_a_channel_is_on_its_sheet_or_left_out_once(real_book: Handbook) -> None:
    """Counted here anew, so that the check K701 is not its own only witness."""
    for channel in real_book.channels:
        (sheet,) = [one for one in real_book.checklists if one.channel == channel.id]
        listed = {id_ for item in sheet.items for id_ in item.rules if id_ in real_book.rule}
        left = [id_ for group in sheet.left_out for id_ in group.rules]
        wanted = {rule.id for rule in real_book.rules_in_force if channel in real_book.channels_of(rule)}
        assert listed | set(left) == wanted
        assert len(left) == len(set(left))
        assert not listed & set(left)


def test_what_the_sheets_must_say(sheets: dict[str, ChecklistView], real_book: Handbook) -> None:
    complaint = "".join(item.text for item in sheets["complaint"].items)
    assert "1个工作日" in complaint
    assert "2个工作日" in complaint
    clocks = {id_ for item in sheets["complaint"].items for link in item.rules if (id_ := link.id)}
    timed = {rule.id for rule in real_book.rules_in_force if rule.deadline}
    assert timed <= clocks
    risks = [item for item in sheets["product"].items if item.stop]
    for risk in ("市场", "信用", "流动性", "操作", "政策"):
        assert any(item.text.startswith(f"{risk}：") for item in risks), risk
    assert all(any(link.short == "拟定" for link in one.rules) for one in sheets["monthly-monitoring"].items)


def test_each_channel_has_a_pause_before_during_and_after(sheets: dict[str, ChecklistView]) -> None:
    for channel in ("face-to-face", "phone", "online"):
        assert len(sheets[channel].points) == 3
        assert any(item.stop for item in sheets[channel].items)


def test_an_item_is_marked_exactly_when_a_rule_of_it_is_drafted(
    sheets: dict[str, ChecklistView], real_book: Handbook
) -> None:
    for sheet in sheets.values():
        for item in sheet.items:
            rules = [link for link in item.rules if link.id in real_book.rule]
            assert rules == list(item.rules[: len(rules)]), "what the law adds stands last"
            drafted = [real_book.rule[link.id].origin is Origin.DRAFTED for link in rules]
            assert ("拟定" in {link.short for link in rules if link.mark}) == any(drafted)
            assert drafted == sorted(drafted), "those that the mark is for stand behind it"


# ---- the page's arithmetic ----


def test_a_full_page_adds_up() -> None:
    for points in limits.POINTS:
        items = limits.capacity(points)
        assert items * limits.ROW + points * limits.BAR <= limits.BODY
        assert (items + 1) * limits.ROW + points * limits.BAR > limits.BODY
        assert limits.row_height(points, items) >= limits.ROW
        assert items * limits.row_height(points, items) + points * limits.BAR <= limits.BODY
    assert limits.capacity(4) >= 4 * limits.ITEMS.start


@pytest.mark.parametrize(
    ("text", "wide"), [("客户", 2), ("APP", 1.5), ("1个工作日", 4.5), ("“对”", 3), ("𠮷", 1)]
)
def test_width_counts_han_characters(text: str, wide: float) -> None:
    assert limits.width(text) == wide


# ---- fingerprints ----


def test_the_fingerprint_changes_with_what_is_asked_and_with_nothing_else(real_book: Handbook) -> None:
    sheet = next(one for one in real_book.checklists if one.id == "phone")
    same = sheet.model_copy(update={"left_out": (), "review_due": None, "owner": "training"})
    assert type(sheet).model_validate(same.model_dump()).fingerprint == sheet.fingerprint
    point = sheet.pause_points[0]
    changed = point.model_copy(update={"items": point.items[1:]})
    other = sheet.model_dump() | {"pause_points": [changed.model_dump()]}
    assert type(sheet).model_validate(other).fingerprint != sheet.fingerprint


def test_ticks_are_kept_by_sheet_edition_and_fingerprint(sheets: dict[str, ChecklistView]) -> None:
    keys = [one.stored_as for one in sheets.values()]
    assert len(set(keys)) == len(keys)
    for one in sheets.values():
        assert one.stored_as.startswith(one.kept_as)
        assert one.stored_as.endswith(f"{one.edition}:{one.fingerprint}")
        assert not any(key.startswith(one.kept_as) for key in keys if key != one.stored_as)


# ---- links to and from rules ----


def test_rules_name_their_checklists_and_pages_link_both_ways(
    real_book: Handbook, real_publication: Publication
) -> None:
    assert [one.id for one in real_book.checklists_of["10.1.2-2"]] == [
        "face-to-face", "phone", "online", "monthly-monitoring",
    ]  # fmt: skip
    found = {page.path: page.markdown for page in real_publication.pages}
    sheet = found["checklists/phone/index.md"]
    assert '../../chapters/03-channels/index.html#3.2.1-2"' in sheet
    assert '"../../checklists/phone/index.html"' in found["chapters/03-channels/index.md"]
    assert '"checklists/phone/index.html"' in found["index.md"]
    assert '"../../checklists/phone/index.html"' in found["channels/phone/index.md"]


def test_pdfs_are_offered_only_where_they_will_be(real_book: Handbook, real_publication: Publication) -> None:
    path = "downloads/checklists/phone.pdf"
    with_, without = published(real_book, {path: b"%PDF-1.7"}), real_publication
    assert path in "".join(page.markdown for page in with_.pages)
    assert path not in "".join(page.markdown for page in without.pages)
    assert "downloads/checklists/phone.xlsx" in without.files
    listed = json.loads(without.files["manifest.json"])["files"]
    assert "downloads/checklists/phone.xlsx" in {file["path"] for file in listed}


# ---- data ----


def test_the_data_file_holds_one_entry_a_left_out_rule(real_book: Handbook) -> None:
    plain = handbook_json.data(real_book).plain()
    handbook_json.HandbookData.model_validate(plain)
    phone = next(one for one in plain["checklists"] if one["id"] == "phone")
    assert {"id", "title", "channel", "mode", "pause_points", "left_out"} <= phone.keys()
    assert all({"text", "rules", "stop"} <= item.keys() for item in phone["pause_points"][0]["items"])
    assert all(entry["rule"] and entry["reason"] for entry in phone["left_out"])


# ---- spreadsheets ----


def _table(view: ChecklistView, book: Handbook) -> Worksheet:
    data = checklist_tables.spreadsheet(view, book.info.effective)
    assert data == checklist_tables.spreadsheet(view, book.info.effective)
    return openpyxl.load_workbook(io.BytesIO(data))["核对单"]


@pytest.mark.parametrize("id_", SHEETS)
def test_the_spreadsheet_has_every_item_with_a_drop_down(
    id_: str, sheets: dict[str, ChecklistView], real_book: Handbook
) -> None:
    view = sheets[id_]
    table = _table(view, real_book)
    rows = [[cell.value for cell in row] for row in table.iter_rows(min_row=5)]
    for row, item in zip(rows, view.items, strict=False):
        assert row[0] == item.name
        assert str(row[2]).startswith(item.text)
        assert item.when in str(row[2])
        assert item.record in str(row[2])
        assert row[3] == ("停" if item.stop else "") or (row[3] is None and not item.stop)
        assert all(link.id in row[6] for link in item.rules)
    (choice,) = table.data_validations.dataValidation
    assert choice.formula1 == '"是,否,不适用"'
    assert str(choice.sqref) == f"E5:E{4 + len(view.items)}"
    header = table.oddHeader
    assert view.edition in header.left.text
    assert view.fingerprint in header.right.text
    assert table.sheet_properties.pageSetUpPr.fitToPage


def test_text_in_a_spreadsheet_stays_text(
    small_content: dict[str, Any], tmp_path: Path, write_handbook: Write
) -> None:
    view, book = _hostile(small_content, tmp_path, write_handbook)
    table = _table(view, book)
    assert table["C5"].value == HOSTILE
    assert table["C5"].data_type == "s"


# ---- hostile text ----

HOSTILE = "=1+1 <b>&</b> “𠮷” {{x}} ]]>"


def _checklist(text: str) -> dict[str, Any]:
    point = {
        "title": text,
        "items": [{"text": f"{text}{number or ''}", "rules": ["1.1.1-1"]} for number in range(5)],
    }
    return {
        "id": "desk",
        "title": text,
        "objective": text,
        "when": text,
        "mode": "read-do",
        "owner": "keeper",
        "revised": "2026-01-01",
        "pause_points": [point, point],
        "left_out": [{"reason": text, "rules": ["1.1.1-2"]}],
    }


def _hostile(
    content: dict[str, Any], root: Path, write: Write, text: str = HOSTILE
) -> tuple[ChecklistView, Handbook]:
    write(root, content | {"../checklists/desk.yaml": json.loads(json.dumps(_checklist(text)))})
    library = loader.load(root)
    assert library.diagnostics == ()
    book = resolve(library)
    assert book is not None
    return views.views(Catalog(book))[0], book


def test_any_text_stays_text_on_the_page(
    small_content: dict[str, Any], tmp_path: Path, write_handbook: Write
) -> None:
    view, book = _hostile(small_content, tmp_path, write_handbook)
    page = next(page for page in published(book).pages if page.path == "checklists/desk/index.md")
    assert view.items[0].text == HOSTILE
    assert "<b>&</b>" not in page.markdown
    assert "=1+1 &lt;b&gt;&amp;&lt;/b&gt;" in page.markdown


# ---- lists of branches ----


def test_a_list_of_branches_is_read_as_spreadsheets_save_it() -> None:
    rows = (Branch("城东支行", 2, "1"), Branch(" 城西,支行", 3, "2"), Branch("", 5, "3"))
    text = '编号,网点名称\r\n1,城东支行\r\n2," 城西,支行"\r\n,\r\n3,\r\n'
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert branches.read(text.encode(encoding)) == rows, encoding
    plain = branches.read("城东支行\r\n\r\n镕基支行".encode("gbk"))
    assert plain == (Branch("城东支行", 1), Branch("镕基支行", 3))
    assert branches.read("网点编号;Branch\n7;城东支行".encode()) == (Branch("城东支行", 2, "7"),)
    assert branches.read("城东支行,B1\n城东支行,B2".encode()) == (
        Branch("城东支行", 1, "B1"),
        Branch("城东支行", 2, "B2"),
    )
    assert branches.read("营业部\n城东支行".encode()) == (Branch("营业部", 1), Branch("城东支行", 2))
    assert [one.name for one in branches.read("营业部,B1\n城东支行,B2".encode())] == ["营业部", "城东支行"]


@pytest.mark.parametrize(
    "text",
    [
        "分行名,地址\n城东支行,东大街1号",
        "分行名\n城东支行",
        "分行名;代码\n城东支行;B1",
        "序号,地址\n1,大街1号",
        "1,城东支行\n2,城西支行",
        "城东支行;甲\n城西支行;乙",
        "Branches\nEast",
    ],
)
def test_a_heading_that_is_not_known_is_no_branch(text: str) -> None:
    with pytest.raises(BranchError) as caught:
        branches.read(text.encode())
    said = str(caught.value)
    assert text.splitlines()[0].split(",")[0].split(";")[0] in said
    assert "把那一列叫作“网点”" in said
    assert all(heading in said for heading in branches.HEADINGS)


def test_a_workbook_that_is_only_called_csv_is_refused() -> None:
    with pytest.raises(BranchError, match="另存为 CSV"):
        branches.read(b"PK\x03\x04junk")


def test_branches_of_one_name_are_told_apart_by_their_codes() -> None:
    rows = [
        Branch("城东支行", 2, "B1"),
        Branch("城西支行", 3, "B2"),
        Branch("城东支行", 4, "B3"),
        Branch("城西支行", 5, "B2"),
        Branch("城东支行", 6),
    ]
    kept = branches.distinct(rows)
    assert [one.title for one in kept] == ["城东支行（B1）", "城西支行", "城东支行（B3）", "城东支行"]
    assert [one.line for one in kept] == [2, 3, 4, 6]
    names = list(branches.file_names("phone", kept))
    assert names[:2] == ["phone-城东支行（B1）.pdf", "phone-城西支行.pdf"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "没有网点"),
        (b"\n\n", "没有网点"),
        ("网点\n".encode(), "没有网点"),
        (b"\x81", "请另存为 CSV"),
        (b"PK\x03\x04" + bytes(range(256)), "请另存为 CSV"),
        ('网点\n"城东支行\n'.encode() + "城西支行\n".encode() * 40_000, "引号没有成对"),
    ],
)
def test_a_list_that_is_none_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(BranchError, match=said):
        branches.read(data)


@given(st.binary(max_size=300))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(BranchError):
        assert branches.read(data)


@pytest.mark.parametrize(
    "name", ["", "  ", "\x00\x1b", "\ufeff\u200b", "行" * (branches.LONGEST + 1), "城东支行\n城西支行"]
)
def test_a_name_that_cannot_be_printed_is_refused(name: str) -> None:
    with pytest.raises(BranchError):
        branches.cleaned(name)


@given(st.lists(st.text(min_size=1, max_size=70), max_size=12))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_file_names_are_safe_whatever_the_list_holds(names: list[str]) -> None:
    kept = []
    for name in names:
        try:
            kept.append(Branch(branches.cleaned(name), 1))
        except BranchError:
            continue
    files = list(branches.file_names("phone", kept))
    assert len({file.casefold() for file in files}) == len(kept)
    for file in files:
        assert file.startswith("phone-")
        assert file.endswith(".pdf")
        assert len(file.encode()) <= 255
        assert not set('/\\:*?"<>|') & set(file)
        assert all(unicodedata.category(char) not in {"Cc", "Cf", "Cs"} for char in file)
