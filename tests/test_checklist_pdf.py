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

from generator import checklist as limits
from generator.cli import main
from generator.pdf import checklist as printed
from generator.pdf import form, outlines
from generator.pdf.engine import PdfFault
from generator.views import checklist as views
from generator.views.catalog import Catalog

if TYPE_CHECKING:
    from pathlib import Path

    from generator.handbook import Handbook
    from generator.views.checklist import ChecklistView

pytestmark = pytest.mark.slow

IDS = [
    "face-to-face", "phone", "online", "complaint", "product", "objection", "privacy-incident",
    "cross-cultural", "needs-interview", "new-staff", "monthly-monitoring",
]  # fmt: skip
MOST_BYTES = 150_000
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


@pytest.mark.parametrize("id_", IDS)
def test_the_form_has_a_box_an_item_and_lines_with_names(
    id_: str, files: dict[str, Path], sheets: dict[str, ChecklistView]
) -> None:
    view = sheets[id_]
    with pikepdf.open(files[id_]) as pdf:
        fields = {str(field.T): field for field in form.fields(pdf)}
        boxes = {f"{id_}.{item.name}": item for item in view.items}
        assert list(fields) == [*boxes, *(f"{id_}.{name}" for name in form.TEXT_FIELDS)]
        for name, field in fields.items():
            assert int(field.F) == 4, "prints, and nothing else"
            if name in boxes:
                assert field.FT == "/Btn"
                assert str(field.TU).startswith(boxes[name].text)
                assert ("停止项" in str(field.TU)) == boxes[name].stop
                assert set(field.AP.N.keys()) == {"/on", "/Off"}
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
        assert tags.count("/Form") == len(sheets[id_].items) + len(form.TEXT_FIELDS)
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


def _pixels(path: Path) -> bytes:
    command = ["pdftoppm", "-r", "72", "-gray", "-aa", "no", "-aaVector", "no", str(path)]
    return subprocess.run(command, check=True, capture_output=True).stdout


# ---- too much for a page ----


def test_a_sheet_that_needs_a_second_page_names_what_to_cut(sheets: dict[str, ChecklistView]) -> None:
    view = sheets["complaint"]
    last = view.points[-1]
    more = replace(last, items=(*last.items, *(replace(last.items[0], name=f"9-{n}") for n in range(4))))
    full = replace(
        view, points=(*view.points[:-1], more), layout=limits.Layout(limits.ROW, limits.LEAST_SIZE, 0)
    )
    with pytest.raises(PdfFault) as caught:
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
    item = replace(view.items[0], text=longest, stop=True, mark="拟定", rules=(view.items[0].rules[0],) * 4)
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
    """Each box on a sheet with the height of its middle, in mm from the foot of the page."""
    with pikepdf.open(path) as pdf:
        return [
            (str(field.T).rpartition(".")[2], (float(field.Rect[1]) + float(field.Rect[3])) / 2 * MM)
            for field in form.fields(pdf)
            if field.FT == "/Btn"
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
    names = ["城东支行", "𠮷野家（Ａ座）No.2支行", "长" * 60]
    for name, data in zip(names, printed.stamped(files["phone"].read_bytes(), names), strict=True):
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
    _, second = printed.stamped(base, ["城东支行", "城西支行"])
    (alone,) = printed.stamped(base, ["城西支行"])
    assert "城东".encode("utf-16-be") not in second
    with pikepdf.open(io.BytesIO(second)) as one, pikepdf.open(io.BytesIO(alone)) as other:
        assert len(one.objects) == len(other.objects)


def test_a_character_without_a_glyph_is_refused() -> None:
    with pytest.raises(outlines.NoOutline, match="U\\+1F600"):
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
    assert "第8行：没有字体能显示“😀”" in said
    assert "已生成7张" in said
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


def test_an_empty_line_a_wrong_place_and_a_guess_are_said_in_chinese(tmp_path: Path) -> None:
    table = tmp_path / "网点.csv"
    table.write_bytes("城东支行,甲\r\n,乙\r\n\r\n".encode("gbk"))
    code, said = _run("phone", "--branches", str(table), "-o", str(tmp_path / "out"))
    assert code == 1
    assert "按第一列生成" in said
    assert "第2行：网点名称是空的" in said
    assert "已生成1张" in said
    code, said = _run("phone", "--branches", str(table), "-o", str(table))
    assert (code, f"{table}：那里是一个文件，不是文件夹" in said) == (1, True)
    code, said = _run("phone", "-o", str(tmp_path))
    assert (code, "那里是一个文件夹" in said) == (1, True)


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    assert _run("fone")[0] == 2
    assert "是否为 phone？" in _run("fone")[1]
    assert _run("phone", "--branch", " ", "-o", str(tmp_path / "x.pdf")) == (1, "网点名称是空的\n")
    assert _run("phone", "--branch", "x", "--branches", __file__)[0] == 2
    code, said = _run()
    assert code == 0
    assert [line.split("\t")[0] for line in said.splitlines()][:3] == ["face-to-face", "phone", "online"]
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
