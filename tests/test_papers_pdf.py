"""Printed papers, read back: what the examined, the teacher, a printer and a reader aloud get."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import outloud
import pikepdf
import pymupdf
import pytest
from click.testing import CliRunner

from generator.commands.cli import main
from generator.exams.papers import acknowledgement, scoring
from generator.exams.papers.ready_papers import papers
from generator.outputs.pdf.kinds import paper as printed
from generator.outputs.pdf.making import faults, pool
from generator.outputs.pdf.making.cache import Cache
from generator.outputs.pdf.making.weasy import PdfError
from generator.outputs.pdf.publication import CACHE
from tests.handbooks import copy, examine

if TYPE_CHECKING:
    from generator.book.handbook import Handbook
    from generator.exams.papers.view import ItemView, PaperView

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
FOLDER = "downloads/papers/"
NAMES = [
    "final-a", "final-a-teacher", "final-a-answer-sheet", "chapter-04", "chapter-04-teacher",
    "new-staff-phone", "new-staff-phone-teacher", "acknowledgement",
]  # fmt: skip
PAPERS = ["final-a", "chapter-04", "new-staff-phone"]
MM = 72 / 25.4


@pytest.fixture(scope="module")
def views(real_book: Handbook) -> dict[str, PaperView]:
    return {one.name: one.view for one in papers(real_book).ready}


@pytest.fixture(scope="module")
def made(real_book: Handbook) -> dict[str, bytes]:
    """What the last build made is taken from its cache."""
    jobs = printed.jobs(real_book)
    wanted = {name: jobs[f"{FOLDER}{name}.pdf"] for name in NAMES}
    return pool.make(wanted, cache=Cache(HERE.parent / CACHE))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _copied(data: bytes) -> list[str]:
    """What a reader copies of each page, without blanks."""
    command = ["pdftotext", "-raw", "-", "-"]
    done = subprocess.run(command, input=data, check=True, capture_output=True)
    return [_bare(page) for page in done.stdout.decode().split("\f")[:-1]]


def _painted(data: bytes) -> list[str]:
    """The same by another reader."""
    return [_bare(page.get_text()) for page in pymupdf.open(stream=data)]


def _follows(text: str, wanted: list[str]) -> None:
    at = 0
    for piece in filter(None, map(_bare, wanted)):
        found = text.find(piece, at)
        assert found >= 0, f"{piece} after {text[max(0, at - 40) : at]}"
        at = found + len(piece)


def _item(item: ItemView, *, keys: bool) -> list[str]:
    """An item as it is read."""
    found = [f"{item.number}．", item.kind and f"〔{item.kind}〕", item.stem, item.tail]
    brackets = [f"（{key if keys else ''}）" for key in item.key]
    options = [f"{one.letter}．{one.text}" for one in item.choices]
    if item.type == "match":
        rows = [one for pair in zip(brackets, item.rows, strict=True) for one in pair]
        return [*found, *rows, *options]
    return [*found, *options, *brackets] if item.type == "order" else [*found, *brackets, *options]


def _paper(shown: PaperView, *, keys: bool) -> list[str]:
    """The paper without its strip, which is painted last on the first page."""
    found = [
        shown.heading,
        shown.handbook,
        "注意事项",
        shown.facts,
        *shown.notes,
        "题号",
        "总分",
        "满分",
        str(shown.marks),
        "得分",
    ]
    for part in shown.parts:
        found += [part.heading, part.task]
        for group in part.groups:
            found += [group.heading, group.scene]
            found += [piece for item in group.items for piece in _item(item, keys=keys)]
    return [*found, "（试卷到此为止）"]


@pytest.mark.parametrize("name", PAPERS)
def test_the_paper_says_everything_in_order(
    name: str, made: dict[str, bytes], views: dict[str, PaperView]
) -> None:
    # Heads and feet are no part of the text: pdftotext and pymupdf put them between pages.
    for reader in (_copied, _painted):
        _follows(_without_feet(reader(made[name])), _paper(views[name], keys=False))


def _without_feet(pages: list[str]) -> str:
    return "".join(re.sub(r"第\d+页（共\d+页）|A卷·种子1·2026版(·教师用卷)?", "", page) for page in pages)


@pytest.mark.parametrize("name", PAPERS)
def test_the_paper_holds_no_key(name: str, made: dict[str, bytes], views: dict[str, PaperView]) -> None:
    text = "".join(_copied(made[name]))
    for item in views[name].items:
        assert item.id not in text
        assert _bare(item.rationale) not in text
    assert text.count("（）") == sum(len(item.key) for item in views[name].items)
    with pikepdf.open(io.BytesIO(made[name])) as pdf:
        names = [str(one) for one in pdf.Root.Names.Dests.Names[::2]]
        assert not any("paper-key" in one for one in names)


@pytest.mark.parametrize("name", PAPERS)
def test_the_teacher_edition_is_the_same_pages_with_the_key(
    name: str, made: dict[str, bytes], views: dict[str, PaperView]
) -> None:
    shown = views[name]
    student, teacher = _copied(made[name]), _copied(made[f"{name}-teacher"])
    for item in shown.items:
        stem = _bare(item.stem + item.tail)
        assert _pages(student, stem) == _pages(teacher[: len(student)], stem)
    text = _without_feet(teacher)
    _follows(text, _paper(shown, keys=True))
    behind = _without_feet(teacher[len(student) :])
    wanted = ["答案表", shown.handbook, shown.fingerprint]
    for table in scoring.answers(shown):
        wanted.append(table.part.heading)
        for row in table.rows:
            wanted += ["题号", *(str(one.number) for one in row), "答案", *(one.brief for one in row)]
    wanted += [scoring.said(shown), "解析"]
    for item in shown.items:
        wanted += [f"{item.number}．", item.answer, item.rationale]
        wanted += [text for reason in item.reasons for text in (f"{reason.label}：", reason.text)]
        wanted += [text for rule in item.rules for text in (rule.id, rule.title)]
        wanted.append(item.id)
    _follows(behind, wanted)
    assert teacher[len(student)].startswith(_bare(f"{shown.heading}答案表")), "on a page of its own"
    assert sum("答案表" in page and shown.fingerprint in page for page in teacher) == 1


def _pages(pages: list[str], piece: str) -> list[int]:
    return [number for number, page in enumerate(pages, 1) if piece in page]


@pytest.mark.parametrize("name", PAPERS)
def test_no_item_is_split_and_no_heading_is_left_alone(
    name: str, made: dict[str, bytes], views: dict[str, PaperView]
) -> None:
    pages = [_without_feet([page]) for page in _copied(made[name])]
    for part in views[name].parts:
        first = _item(part.items[0], keys=False)
        lead = [part.heading, part.task]
        lead += [one for one in (part.groups[0].heading, part.groups[0].scene) if one]
        assert _on_one_page(pages, [*lead, *first]), part.heading
        for group in part.groups:
            scene = [group.heading, group.scene] if group.heading else []
            for number, item in enumerate(group.items):
                assert _on_one_page(pages, [*(scene if number == 0 else ()), *_item(item, keys=False)]), (
                    item.id
                )


def _on_one_page(pages: list[str], pieces: list[str]) -> bool:
    wanted = [_bare(piece) for piece in pieces if piece]
    return any(all(piece in page for piece in wanted) for page in pages)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_a4_and_counted(name: str, made: dict[str, bytes]) -> None:
    document = pymupdf.open(stream=made[name])
    for number, page in enumerate(document, 1):
        assert (round(page.rect.width / MM), round(page.rect.height / MM)) == (210, 297)
        foot = _bare(page.get_text(clip=pymupdf.Rect(0, page.rect.height - 18 * MM, *page.rect.br)))
        assert f"第{number}页（共{len(document)}页）" in foot
        assert "2026版" in foot
        if name != "acknowledgement":
            assert "A卷·种子1" in foot
            assert ("教师用卷" in foot) == name.endswith("-teacher")
        outside = [box for box in _boxes(page) if box[0] < 0 or box[2] > page.rect.width]
        assert outside == []


def _boxes(page: pymupdf.Page) -> list[tuple[float, ...]]:
    return [span["bbox"] for block in page.get_text("dict")["blocks"] for line in block["lines"]
            for span in line["spans"]]  # fmt: skip


@pytest.mark.parametrize("name", [*PAPERS, *(f"{one}-teacher" for one in PAPERS)])
def test_the_notes_count_the_pages_of_the_paper(name: str, made: dict[str, bytes]) -> None:
    count = len(_copied(made[name.removesuffix("-teacher")]))
    assert f"本卷共{count}页、" in _copied(made[name])[0]


@pytest.mark.parametrize("name", PAPERS)
def test_the_strip_lies_in_the_left_margin_of_the_first_page(name: str, made: dict[str, bytes]) -> None:
    document = pymupdf.open(stream=made[name])
    for number, page in enumerate(document):
        margin = pymupdf.Rect(0, 0, 29 * MM, page.rect.height - 20 * MM)
        turned = [
            (tuple(round(one) for one in line["dir"]), "".join(span["text"] for span in line["spans"]))
            for block in page.get_text("dict", clip=margin)["blocks"]
            for line in block["lines"]
        ]
        text = _bare("".join(text for _, text in turned))
        if number:
            assert text == ""
            continue
        assert {direction for direction, _ in turned} == {(0, -1)}
        assert all(label in text for label in ("姓名", "工号", "单位", "日期", "密", "封", "线"))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_sound_tagged_and_readable_aloud(name: str, made: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(made[name])
    fonts = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True)
    for line in fonts.stdout.splitlines()[2:]:
        row = line.split()
        assert row[-5:-2] == ["yes", "yes", "yes"], "embedded, a subset, with its text"
        assert re.search(r"Noto-(Sans|Serif)-CJK-SC", row[0])
    checked = subprocess.run(["qpdf", "--check", str(path)], check=False, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    result = outloud.check(str(path))
    assert not result.error
    found = [f"{one.rule} {one.message}" for one in result.findings if one.severity == "error"]
    assert found == []
    with pikepdf.open(path) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "zh-CN"
        assert str(pdf.docinfo.Edition) == "2026版"
        assert re.fullmatch(r"[0-9a-f]{12}", str(pdf.docinfo.Fingerprint))


@pytest.mark.parametrize("name", NAMES)
def test_there_is_no_colour(name: str, made: dict[str, bytes]) -> None:
    for page in pymupdf.open(stream=made[name]):
        seen = page.get_pixmap(dpi=40)
        samples = seen.samples
        assert samples[0::3] == samples[1::3] == samples[2::3]


def test_bookmarks_lead_to_the_parts(made: dict[str, bytes], views: dict[str, PaperView]) -> None:
    shown = views["final-a"]
    levels = [(level, title) for level, title, _ in pymupdf.open(stream=made["final-a"]).get_toc()]
    wanted = [(1, shown.heading)]
    for part in shown.parts:
        wanted.append((2, part.heading))
        wanted += [(3, group.heading) for group in part.groups if group.heading]
    assert [(level, _bare(title)) for level, title in levels] == [(one, _bare(two)) for one, two in wanted]


def test_the_answer_sheet_is_one_page_with_a_place_for_each_item(
    made: dict[str, bytes], views: dict[str, PaperView]
) -> None:
    (page,) = _copied(made["final-a-answer-sheet"])
    shown = views["final-a"]
    wanted = [f"{shown.heading}答题卡", "姓名", "工号", "单位", "日期", scoring.HOW]
    for part in scoring.sheet(shown):
        wanted.append(part.part.heading)
        wanted += [f"{row.number}{''.join(row.boxes)}" for row in part.rows]
    _follows(page, wanted)
    assert not any(_bare(item.stem) in page for item in shown.items)
    boxes = sum(len(row.boxes) + row.places for part in scoring.sheet(shown) for row in part.rows)
    drawn = pymupdf.open(stream=made["final-a-answer-sheet"])[0].get_drawings()
    assert len(drawn) >= boxes


def test_the_acknowledgement_is_one_page_to_sign(made: dict[str, bytes], real_book: Handbook) -> None:
    (page,) = _copied(made["acknowledgement"])
    sheet = acknowledgement.view(real_book)
    facts = [piece for pair in sheet.facts for piece in pair]
    signed = [piece for name in acknowledgement.SIGNATURES for piece in (name, "日期")]
    wanted = ["学习确认书", *facts, *acknowledgement.PERSON, acknowledgement.CONFIRM, *sheet.statements]
    _follows(page, [*wanted, *acknowledgement.RESULTS, *signed, acknowledgement.ABOUT_FINGERPRINT])


def test_the_scale_is_printed_when_full_marks_are_not_a_hundred(views: dict[str, PaperView]) -> None:
    shown = views["new-staff-phone"]
    odd = replace(shown, marks=30, pass_mark=18)
    text = "".join(_copied(printed.teacher_edition(odd)()))
    marks = [mark for row in scoring.scale(odd) for mark in row]
    rows = [marks[:16], marks[16:]]
    wanted = [scoring.said(odd)]
    for row in rows:
        wanted += ["得分" + "".join(str(mark.raw) for mark in row)]
        wanted += ["百分制" + "".join(str(mark.percent) for mark in row)]
    _follows(text, wanted)


def test_jobs_know_what_they_depend_on(real_book: Handbook, made: dict[str, bytes]) -> None:
    jobs = printed.jobs(real_book)
    assert len({job.key for job in jobs.values()}) == len(jobs)
    job = jobs[f"{FOLDER}chapter-04.pdf"]
    assert job.work() == made["chapter-04"], "the same bytes in another process"
    shown = next(one.view for one in papers(real_book).ready if one.name == "chapter-04")
    assert printed.question_paper(shown) == job.work
    assert printed.question_paper(replace(shown, minutes=7)) != job.work


def test_a_strange_character_in_a_question_is_named_with_its_line(tmp_path: Path) -> None:
    root = tmp_path / "root"
    copy(HERE / "quiz" / "bank", root)
    said = "papers:\n- {id: all, title: 全部, use: 练手, count: 30, at_least: 2}\n"
    (root / "content/papers.yaml").write_text(said, encoding="utf-8")
    book, _ = examine(root)
    assert book is not None
    (ready,) = papers(book).ready
    asked = ready.view.items[-1].id
    for path in (root / "content/quizzes").glob("0*.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        starts = [number for number, line in enumerate(lines) if line.endswith(f"id: {asked}")]
        if starts:
            at = next(number for number in range(starts[0], len(lines)) if "stem:" in lines[number])
            lines[at] += "☐"
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            break
    book, _ = examine(root)
    assert book is not None
    job = printed.jobs(book)[f"{FOLDER}all.pdf"]
    with pytest.raises(PdfError) as caught:
        job.work()
    found = faults.diagnostics(book, caught.value)
    places = [(one.code, Path(one.span.path).name, one.span.line) for one in found]
    assert places == [("P901", path.name, at + 1)]


def test_the_command_writes_papers_for_print_and_for_word(tmp_path: Path) -> None:
    root, out = tmp_path / "root", tmp_path / "out"
    copy(HERE / "quiz" / "bank", root)
    order = [
        "--root",
        str(root),
        "--types",
        "single=2",
        "--seed",
        "5",
        "--format",
        "pdf,docx",
        "-o",
        str(out),
    ]
    done = CliRunner().invoke(main, ["exam", *order])
    assert done.exit_code == 0, done.output
    endings = ("", "-teacher", "-answer-sheet", "-acknowledgement")
    wanted = sorted(f"exam-5-A{ending}.{kind}" for ending in endings for kind in ("docx", "pdf"))
    assert sorted(path.name for path in out.iterdir()) == wanted
    paper = "".join(_copied((out / "exam-5-A.pdf").read_bytes()))
    assert "考试（A卷）" in paper
    assert "A卷·种子5" in paper
    signed = "".join(_copied((out / "exam-5-A-acknowledgement.pdf").read_bytes()))
    assert "考试A卷" in signed
