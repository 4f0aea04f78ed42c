"""Every PDF that is published, whatever it prints: sound, readable aloud, with fonts of its own."""

from __future__ import annotations

import multiprocessing
import subprocess
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

import outloud
import pikepdf
import pytest

from generator.book import addresses
from generator.exams.papers import names
from generator.outputs.pdf import requirements

if TYPE_CHECKING:
    from pathlib import Path

    from generator.book.handbook import Handbook

pytestmark = pytest.mark.slow

#: Warnings of the accessibility checker that are answered in docs/decisions/0060; everything else is a fault.
ANSWERED = {
    # Each page is a sheet of its own: what repeats is content.
    "downloads/checklists/all.pdf": {"PAG-001"},
    # By chance a line of rules' text stands at the same height on three of their pages.
    addresses.BOOK: {"PAG-001"},
    addresses.LARGE_BOOK: {"PAG-001"},
}
#: Of keys, answer sheets and the acknowledgement, never of a question paper: tables to fill in have empty
#: cells, and several tables or boxes to write in look like the ruling of one.
ANSWERED_OF_GRIDS = {"TBL-012", "TBL-014"}
GRIDS = (
    *(f"{sheet.value}.pdf" for sheet in names.Sheet if sheet is not names.Sheet.PAPER),
    names.acknowledgement_path("pdf"),
)


def _findings(path: str) -> list[tuple[str, str]]:
    result = outloud.check(path)
    found = [(one.rule, f"p.{one.page} {one.message}") for one in result.findings]
    return [*found, *([("crashed", str(result.error))] if result.error else [])]


def test_readers_aloud_find_no_fault_in_any(pdfs: dict[str, Path]) -> None:
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        found = dict(zip(pdfs, pool.map(_findings, map(str, pdfs.values())), strict=True))
    faults = [
        f"{path}: {rule} {message}"
        for path, findings in found.items()
        for rule, message in findings
        if rule not in (ANSWERED_OF_GRIDS if path.endswith(GRIDS) else ANSWERED.get(path, set()))
    ]
    assert faults == []


def test_the_files_are_sound(pdfs: dict[str, Path]) -> None:
    for path in pdfs.values():
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_fonts_are_embedded_cut_and_mapped_to_text_and_none_is_foreign(pdfs: dict[str, Path]) -> None:
    families = tuple(name.replace(" ", "-") for name in requirements.FAMILIES)
    for path in pdfs.values():
        listed = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True).stdout
        rows = [line.split() for line in listed.splitlines()[2:]]
        assert rows
        for row in rows:
            assert row[-5:-2] == ["yes", "yes", "yes"], f"{path.name}: embedded, subset, unicode: {row}"
            assert row[0].partition("+")[2].startswith(families), f"{path.name}: {row}"


def test_they_say_what_they_are(pdfs: dict[str, Path], real_book: Handbook) -> None:
    for path in pdfs.values():
        with pikepdf.open(path) as pdf, pdf.open_metadata() as metadata:
            assert str(pdf.Root.Lang) == "zh-CN"
            assert pdf.Root.MarkInfo.Marked
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            assert str(pdf.docinfo["/Title"])
            assert str(pdf.docinfo["/Author"]) == real_book.info.issuer
            assert str(pdf.docinfo["/Subject"])
            assert real_book.info.edition in str(pdf.docinfo["/Keywords"])
            assert metadata["pdfuaid:part"] == "1"
            assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())
