"""The printed checklists, read back: what a reader, a printer and a form see."""

from __future__ import annotations

import csv
import io
import itertools
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pymupdf
import pytest
from click.testing import CliRunner

from generator.book import sheet_limits as limits
from generator.commands.cli import main
from generator.outputs.pdf.kinds import checklist as printed
from generator.outputs.pdf.layout import form, outlines, stamping
from generator.outputs.pdf.making.weasy import PdfError
from generator.views.catalog import Catalog
from generator.views.pages import checklist as views

if TYPE_CHECKING:
    from pathlib import Path

    from generator.book.handbook import Handbook
    from generator.views.pages.checklist import ChecklistView, ItemView

pytestmark = pytest.mark.slow

IDS = [
    "face-to-face", "phone", "online", "complaint", "product", "objection", "privacy-incident",
    "cross-cultural", "needs-interview", "new-staff", "monthly-monitoring",
]  # fmt: skip
MOST_BYTES = 1_500_000
"""Most of it is the font to fill in with (typeface.py)."""
MM = 25.4 / 72


@pytest.fixture(scope="module")
def sheets(real_book: Handbook) -> dict[str, ChecklistView]:
    return {one.id: one for one in views.views(Catalog(real_book))}


@pytest.fixture(scope="module")
def files(pdfs: dict[str, Path]) -> dict[str, Path]:
    return {id_: pdfs[f"downloads/checklists/{id_}.pdf"] for id_ in (*IDS, "all")}


def _text(path: Path) -> str:
    """What a reader copies, without the line breaks and gaps of layout."""
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True, text=True)
    return "".join(done.stdout.split())


def _squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("id_", IDS)
def test_a_sheet_is_one_a4_page_and_small(id_: str, files: dict[str, Path]) -> None:
    with pikepdf.open(files[id_]) as pdf:
        assert len(pdf.pages) == 1
        left, bottom, right, top = (float(number) for number in pdf.pages[0].mediabox)
        assert (right - left, top - bottom) == pytest.approx((595.28, 841.89), abs=0.1)
    assert files[id_].stat().st_size < MOST_BYTES


@pytest.mark.parametrize("id_", IDS)
def test_everything_stands_on_it_in_reading_order(
    id_: str, files: dict[str, Path], sheets: dict[str, ChecklistView]
) -> None:
    view, text = sheets[id_], _text(files[id_])
    at = 0
    wanted = [view.heading, view.when]
    for point in view.points:
        wanted.append(point.title)
        for item in point.items:
            wanted += [item.text, *(link.id for link in item.rules)]
    wanted += ["备注", "经办", "复核", "日期", "网点", "业务标识", view.edition, view.owner, view.revised]
    wanted += [view.review_due, view.fingerprint, view.address]
    for piece in wanted:
        found = text.find(_squeezed(piece), at)
        assert found >= 0, f"{piece} after {text[max(0, at - 20) : at]}"
        at = found + len(_squeezed(piece))
    assert text.count("停") >= sum(item.stop for item in view.items)


def _beside(item: ItemView) -> list[str]:
    """The names of an item's fields: its box, the line to write on, the box 不适用."""
    lines = [f"{item.name}-record"] if item.record else []
    return [item.name, *lines, *([f"{item.name}-not"] if item.when else [])]


@pytest.mark.parametrize("id_", IDS)
def test_the_form_has_a_box_an_item_and_lines_with_names(
    id_: str, files: dict[str, Path], sheets: dict[str, ChecklistView]
) -> None:
    view = sheets[id_]
    with pikepdf.open(files[id_]) as pdf:
        fields = {str(field.T): field for field in form.fields(pdf)}
        boxes = {f"{id_}.{item.name}": item for item in view.items}
        beside = [name for item in view.items for name in _beside(item)]
        assert list(fields) == [f"{id_}.{name}" for name in (*beside, *form.TEXT_FIELDS)]
        for name, field in fields.items():
            assert int(field.F) == 4, "prints, and nothing else"
            if name in boxes:
                assert field.FT == "/Btn"
                assert str(field.TU).startswith(boxes[name].text)
                assert ("停止项" in str(field.TU)) == boxes[name].stop
                assert set(field.AP.N.keys()) == {"/on", "/Off"}
            elif name.endswith("-not"):
                assert field.FT == "/Btn"
                assert str(field.TU).endswith("：不适用")
            else:
                assert field.FT == "/Tx"
                assert str(field.TU)
        assert "/NeedAppearances" not in pdf.Root.AcroForm


def _fonts(path: Path) -> list[list[str]]:
    done = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True)
    return [line.split() for line in done.stdout.splitlines()[2:]]


@pytest.mark.parametrize("id_", IDS)
def test_a_sheet_is_tagged_titled_and_chinese(
    id_: str, files: dict[str, Path], sheets: dict[str, ChecklistView]
) -> None:
    with pikepdf.open(files[id_]) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "zh-CN"
        assert str(pdf.docinfo.Title) == sheets[id_].heading
        assert str(pdf.docinfo.Author) == sheets[id_].issuer
        tags = _tags(pdf.Root.StructTreeRoot)
        assert tags.count("/H1") == 1
        assert tags.count("/H2") == len(sheets[id_].points)
        assert tags.count("/LI") == len(sheets[id_].items)
        fields = sum(len(_beside(item)) for item in sheets[id_].items) + len(form.TEXT_FIELDS)
        assert tags.count("/Form") == fields
        assert any(sheets[id_].scanned in alt for alt in _alternatives(pdf.Root.StructTreeRoot))


def _elements(root: pikepdf.Object) -> list[pikepdf.Object]:
    found, todo = [], [root]
    while todo:
        one = todo.pop()
        kids = one.get("/K") if isinstance(one, pikepdf.Dictionary) else None
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        inner = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        found += inner
        todo += inner
    return found


def _tags(root: pikepdf.Object) -> list[str]:
    return [str(one.S) for one in _elements(root)]


def _alternatives(root: pikepdf.Object) -> list[str]:
    return [str(one.Alt) for one in _elements(root) if "/Alt" in one]


def test_all_sheets_in_one_with_bookmarks(files: dict[str, Path], sheets: dict[str, ChecklistView]) -> None:
    with pikepdf.open(files["all"]) as pdf, pdf.open_outline() as outline:
        assert len(pdf.pages) == len(sheets)
        assert [one.title for one in outline.root] == [view.heading for view in sheets.values()]
        for one, view in zip(outline.root, sheets.values(), strict=True):
            assert [child.title for child in one.children] == [point.title for point in view.points]
        names = [str(field.T) for field in form.fields(pdf)]
        assert len(names) == len(set(names))


def test_the_same_sheet_gives_the_same_bytes(
    files: dict[str, Path], sheets: dict[str, ChecklistView]
) -> None:
    assert printed.sheet(sheets["phone"]) == files["phone"].read_bytes()


def test_the_form_can_be_filled_and_keeps_its_values(files: dict[str, Path], tmp_path: Path) -> None:
    with pikepdf.open(files["phone"]) as pdf:
        fields = {str(field.T): field for field in form.fields(pdf)}
        fields["phone.2-1"].V = fields["phone.2-1"].AS = pikepdf.Name("/on")
        fields["phone.notes"].V = pikepdf.String("客户要求明天回电")
        pdf.save(tmp_path / "filled.pdf")
    before, after = (_pixels(path) for path in (files["phone"], tmp_path / "filled.pdf"))
    changed = sum(one != other for one, other in zip(before, after, strict=True))
    assert 20 < changed < 500, "one tick of 5 mm and nothing else"


def _pixels(path: Path, page: int = 1) -> bytes:
    pages = ["-f", str(page), "-l", str(page)]
    command = ["pdftoppm", "-r", "72", "-gray", "-aa", "no", "-aaVector", "no", *pages, str(path)]
    return subprocess.run(command, check=True, capture_output=True).stdout


# ---- too much for a page ----


def test_a_sheet_that_needs_a_second_page_names_what_to_cut(sheets: dict[str, ChecklistView]) -> None:
    view = sheets["complaint"]
    last = view.points[-1]
    more = replace(last, items=(*last.items, *(replace(last.items[0], name=f"9-{n}") for n in range(4))))
    full = replace(
        view, points=(*view.points[:-1], more), layout=limits.Layout(limits.ROW, limits.LEAST_SIZE, 0)
    )
    with pytest.raises(PdfError) as caught:
        printed.sheet(full)
    (problem,) = caught.value.problems
    assert "complaint 排到了第二页" in problem.message
    assert f"一页最多{limits.capacity(4)}项" in problem.message
    assert last.items[0].text in problem.message


@pytest.mark.parametrize("points", limits.POINTS)
def test_a_page_as_full_as_the_check_allows_is_one_page(
    points: int, sheets: dict[str, ChecklistView]
) -> None:
    view = sheets["phone"]
    room = limits.capacity(points)
    longest = "已" * limits.MAX_TEXT
    item = replace(view.items[0], text=longest, stop=True, rules=(view.items[0].rules[0],) * 4)
    shares = [room // points + (n < room % points) for n in range(points)]
    filled = tuple(
        replace(
            view.points[0],
            number=number,
            items=tuple(replace(item, name=f"{number}-{n}") for n in range(share)),
        )
        for number, share in enumerate(shares, 1)
    )
    full = replace(
        view,
        when="时" * limits.MAX_WHEN,
        title="名",
        objective="标" * (limits.MAX_HEADING - 2),
        layout=views.layout(filled),
        points=filled,
    )
    with pikepdf.open(io.BytesIO(printed.sheet(full))) as pdf:
        assert len(pdf.pages) == 1
        tops = [float(field.Rect[1]) for field in form.fields(pdf) if str(field.T)[6:7].isdigit()]
        assert len(tops) == room


def _boxes(path: Path) -> list[tuple[str, float]]:
    """Each item's box on a sheet with the height of its middle, in mm from the foot of the page."""
    with pikepdf.open(path) as pdf:
        return [
            (str(field.T).rpartition(".")[2], (float(field.Rect[1]) + float(field.Rect[3])) / 2 * MM)
            for field in form.fields(pdf)
            if field.FT == "/Btn" and not str(field.T).endswith("-not")
        ]


@pytest.mark.parametrize("id_", IDS)
def test_every_item_is_one_line_and_the_rows_fill_the_page(
    id_: str, files: dict[str, Path], sheets: dict[str, ChecklistView]
) -> None:
    boxes = _boxes(files[id_])
    for (name, above), (after, below) in itertools.pairwise(boxes):
        if name[0] == after[0]:
            assert above - below == pytest.approx(sheets[id_].layout.row, abs=0.1), f"{name} takes more"
    assert boxes[-1][1] < 14 + 33 + 12, "what is left is less than a row"


def test_a_short_sheet_has_large_rows_and_room_for_notes(
    sheets: dict[str, ChecklistView], tmp_path: Path
) -> None:
    view = sheets["phone"]
    points = tuple(replace(point, items=point.items[:5]) for point in view.points[:2])
    short = replace(view, points=points, layout=views.layout(points))
    assert short.layout.row == limits.ROOMY_ROW
    path = tmp_path / "short.pdf"
    path.write_bytes(printed.sheet(short))
    with pymupdf.open(path) as document:
        spans = [
            (span["text"], span["size"])
            for block in document[0].get_text("dict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
        ]
        assert len(document) == 1
    assert [size for text, size in spans if text == view.items[0].text] == [
        pytest.approx(limits.MOST_SIZE, abs=0.01)
    ]
    with pikepdf.open(path) as pdf:
        (notes,) = [field for field in form.fields(pdf) if str(field.T) == "phone.notes"]
        assert abs(float(notes.Rect[3]) - float(notes.Rect[1])) * MM > 50
        assert int(notes.Ff) & 4096, "takes several lines"


# ---- branches ----


def test_a_branch_s_name_is_set_without_rendering_again(files: dict[str, Path], tmp_path: Path) -> None:
    names = ["城东支行", "𠮷野家（Ａ座）No.2支行", "长" * 44]
    stamps = map(stamping.stamp, names)
    for name, data in zip(names, stamping.stamped(files["phone"].read_bytes(), stamps), strict=True):
        path = tmp_path / "stamped.pdf"
        path.write_bytes(data)
        with pikepdf.open(path) as pdf:
            (field,) = [one for one in form.fields(pdf) if str(one.T) == "phone.branch"]
            assert str(field.V) == name
            assert int(field.Ff) & 1, "read-only"
        assert _squeezed(name) in _text(path)
        assert {row[-5] for row in _fonts(path)} == {"yes"}
        assert (
            subprocess.run(["qpdf", "--check", str(path)], check=False, capture_output=True).returncode == 0
        )
        assert len(data) < MOST_BYTES


def test_stamping_leaves_no_trace_of_the_branch_before(files: dict[str, Path]) -> None:
    base = files["phone"].read_bytes()
    long, west = stamping.stamp("城东" * 20), stamping.stamp("城西支行")
    _, second = stamping.stamped(base, [long, west])
    (alone,) = stamping.stamped(base, [west])
    assert "城东".encode("utf-16-be") not in second
    with pikepdf.open(io.BytesIO(second)) as one, pikepdf.open(io.BytesIO(alone)) as other:
        assert len(one.objects) == len(other.objects)
        assert [list(field.Rect) for field in form.fields(one)] == [
            list(field.Rect) for field in form.fields(other)
        ]


def _name_sizes(data: bytes, page: int = 0) -> set[float]:
    """The sizes of what is written in the field for the branch."""
    with pymupdf.open(stream=data) as document:
        sheet = document[page]
        (box,) = [one.rect for one in sheet.widgets() if one.field_name.endswith(".branch")]
        spans = [
            span
            for block in sheet.get_text("dict", clip=box)["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
        ]
        assert all(box.contains(pymupdf.Point(span["origin"])) for span in spans)
    return {round(span["size"], 1) for span in spans}


@pytest.mark.parametrize(("length", "lines"), [(4, 1), (16, 1), (22, 1), (23, 2), (31, 2), (44, 2)])
def test_no_name_is_set_smaller_than_8_pt(length: int, lines: int, files: dict[str, Path]) -> None:
    one = stamping.stamp("行" * length)
    (data,) = stamping.stamped(files["phone"].read_bytes(), [one])
    assert len(one.lines) == lines
    assert min(_name_sizes(data)) >= 8


def test_a_name_that_would_be_smaller_is_refused() -> None:
    with pytest.raises(outlines.NoOutlineError, match="排成两行也小于8磅"):
        stamping.stamp("行" * 45)


def test_joined_sheets_look_as_each_does_and_have_no_form(files: dict[str, Path], tmp_path: Path) -> None:
    base = files["phone"].read_bytes()
    stamps = [stamping.stamp(name) for name in ("城东支行", "行" * 31)]
    whole = tmp_path / "joined.pdf"
    whole.write_bytes(stamping.joined(base, stamps))
    for page, data in enumerate(stamping.stamped(base, stamps)):
        alone = tmp_path / "alone.pdf"
        alone.write_bytes(data)
        assert _pixels(alone) == _pixels(whole, page + 1)
    with pikepdf.open(whole) as pdf, pdf.open_outline() as outline:
        assert [one.title for one in outline.root] == [one.text for one in stamps]
        assert "/AcroForm" not in pdf.Root
        assert "/StructTreeRoot" not in pdf.Root
        assert not any("/Annots" in page.obj for page in pdf.pages)
    assert whole.stat().st_size < len(base) + 20_000, "a page more costs its name alone"


def test_a_character_without_a_glyph_is_refused() -> None:
    with pytest.raises(outlines.NoOutlineError, match="U\\+1F600"):
        outlines.line("支行😀")


# ---- the command ----


def _run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["checklist", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def test_the_command_writes_one_sheet_with_the_branch_on_it(tmp_path: Path) -> None:
    target = tmp_path / "new" / "phone.pdf"
    code, said = _run("phone", "--branch", "城东支行", "-o", str(target))
    assert (code, str(target) in said) == (0, True)
    assert "城东支行" in _text(target)


def test_the_command_makes_the_set_for_a_list(tmp_path: Path) -> None:
    table = tmp_path / "branches.csv"
    names = [
        "网点",
        "城东支行",
        "../../etc/passwd",
        "CON",
        "-rf",
        "=cmd|' /C'!A0",
        "城东支行",
        "a😀",
        "ABC",
        "abc",
    ]
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([name] for name in names)
    folder = tmp_path / "out"
    code, said = _run("phone", "--branches", str(table), "-o", str(folder))
    assert code == 1, "a row could not be printed"
    assert f"{table}:8:1: 错误 P904 没有字体能显示“😀”" in said
    assert "已生成7个文件" in said
    assert "重复的1行" in said
    made = sorted(path.name for path in folder.iterdir())
    assert made == [
        "phone--rf.pdf",
        "phone-.._.._etc_passwd.pdf",
        "phone-=cmd_' _C'!A0.pdf",
        "phone-ABC.pdf",
        "phone-CON.pdf",
        "phone-abc-2.pdf",
        "phone-城东支行.pdf",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["branches.csv", "out"]
    assert "=cmd|'/C'!A0" in _text(folder / "phone-=cmd_' _C'!A0.pdf")


def test_an_empty_name_and_a_wrong_place_are_said_in_chinese(tmp_path: Path) -> None:
    table = tmp_path / "网点.csv"
    table.write_bytes("网点,备注\r\n城东支行,甲\r\n,乙\r\n\r\n".encode("gbk"))
    code, said = _run("phone", "--branches", str(table), "-o", str(tmp_path / "out"))
    assert code == 1
    assert f"{table}:3:1: 错误 P904 网点名称是空的" in said
    assert "已生成1个文件" in said
    code, said = _run("phone", "--branches", str(table), "-o", str(table))
    assert (code, f"{table}：那里已经有一个同名的文件" in said) == (1, True)
    code, said = _run("phone", "-o", str(tmp_path))
    assert (code, f"{tmp_path}：那是一个文件夹" in said) == (1, True)


def test_an_unknown_heading_makes_nothing(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("分行名,地址\n城东支行,东大街1号\n", encoding="utf-8")
    code, said = _run("phone", "--branches", str(table), "-o", str(tmp_path / "out"))
    assert code == 1
    assert said.startswith(f"{table}:1:1: 错误 P904 第一行“分行名，地址”里没有认得的列名")
    assert not (tmp_path / "out").exists()


def test_without_a_sheet_every_sheet_is_made_for_every_branch_and_all_in_one(
    tmp_path: Path, sheets: dict[str, ChecklistView]
) -> None:
    table, folder = tmp_path / "list.csv", tmp_path / "out"
    table.write_text(f"网点,代码\n城东支行,B1\n城东支行,B2\n{'行' * 45},B3\n", encoding="utf-8")
    code, said = _run("--branches", str(table), "-o", str(folder))
    assert code == 1
    assert f"{table}:4:1: 错误 P904 名称太长" in said
    names = ["城东支行（B1）", "城东支行（B2）"]
    made = {path.name: path for path in folder.iterdir()}
    assert set(made) == {"all-branches.pdf", *(f"checklists-{name}.pdf" for name in names)}
    for name in names:
        with pikepdf.open(made[f"checklists-{name}.pdf"]) as pdf:
            assert len(pdf.pages) == len(sheets)
        assert _text(made[f"checklists-{name}.pdf"]).count(name) == len(sheets)
    with pikepdf.open(made["all-branches.pdf"]) as pdf:
        assert len(pdf.pages) == 2 * len(sheets)
    one = _run("--branch", "城东支行", "-o", str(tmp_path / "one.pdf"))
    assert one[0] == 0
    assert _text(tmp_path / "one.pdf").count("城东支行") == len(sheets)


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    assert _run("fone")[0] == 2
    assert "是否为 phone？" in _run("fone")[1]
    assert _run("phone", "--branch", " ", "-o", str(tmp_path / "x.pdf")) == (1, "网点名称是空的\n")
    assert _run("phone", "--branch", "x", "--branches", __file__)[0] == 2
    code, said = _run()
    assert code == 0
    assert [line.split("\t")[0] for line in said.splitlines()][:3] == ["face-to-face", "phone", "online"]
    assert _run("-o", str(tmp_path / "x.pdf"))[0] == 2
    assert not (tmp_path / "x.pdf").exists()


def test_the_build_gets_a_job_for_each_file(sheets: dict[str, ChecklistView], files: dict[str, Path]) -> None:
    jobs = printed.jobs(tuple(sheets.values()))
    assert list(jobs) == [f"downloads/checklists/{id_}.pdf" for id_ in [*sheets, "all"]]
    assert jobs["downloads/checklists/phone.pdf"].work() == files["phone"].read_bytes()
    assert len({job.key for job in jobs.values()}) == len(jobs)
    other = replace(sheets["phone"], when="换一句话。")
    assert (
        printed.jobs((other,))["downloads/checklists/phone.pdf"].key
        != jobs["downloads/checklists/phone.pdf"].key
    )
