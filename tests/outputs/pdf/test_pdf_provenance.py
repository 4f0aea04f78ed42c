"""Keys of PDFs: whatever a PDF is made with moves its key when it is edited, and nothing else does."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.outputs.pdf import requirements
from generator.outputs.pdf.making import provenance
from generator.outputs.pdf.making.task_kinds import Render
from tests.support import handbooks

pytestmark = pytest.mark.slow

PACKAGE = Path(__file__).parents[3] / "generator"
KEYS = """
import json, sys
from pathlib import Path
from generator.book.handbook import resolve
from generator.content import loader
from generator.outputs.pdf import publication
jobs = publication.pdfs(resolve(loader.load(Path(sys.argv[1]))))
print(json.dumps({path: job.key for path, job in jobs.items()}))
"""
PAPERS = "papers:\n- {id: all, title: 全部, use: 练手, count: 5, at_least: 2}\n"
LARGE, SHEET, PAPER = "handbook-large-print.pdf", "checklists/phone.pdf", "papers/all.pdf"
BOOKS = {"handbook.pdf", LARGE}
EVERY = BOOKS | {SHEET, PAPER}
"""One of each kind, below downloads/."""


class Edit(NamedTuple):
    """A change of a file of the program."""

    name: str
    old: str
    new: str


@dataclass
class Workshop:
    """A copy of the program, and a handbook with chapters, a sheet and a paper."""

    program: Path
    handbook: Path

    @cached_property
    def before(self) -> dict[str, str]:
        """The keys when nothing is edited."""
        return self.keys()

    def keys(self) -> dict[str, str]:
        """The key of every PDF by its path below downloads/."""
        command = [sys.executable, "-B", "-c", KEYS, str(self.handbook)]
        done = subprocess.run(command, cwd=self.program, check=True, capture_output=True, text=True)
        found = {path.removeprefix("downloads/"): key for path, key in json.loads(done.stdout).items()}
        assert found.keys() >= EVERY
        return found

    def moved(self, edit: Edit) -> set[str]:
        """Whose keys an edit moves; it is taken back."""
        before = self.before
        path = self.program / "generator" / edit.name
        text = path.read_text(encoding="utf-8")
        assert edit.old in text
        path.write_text(text.replace(edit.old, edit.new, 1), encoding="utf-8")
        try:
            after = self.keys()
        finally:
            path.write_text(text, encoding="utf-8")
        return {path for path in EVERY if after[path] != before[path]}


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    program, root = tmp_path_factory.mktemp("program"), tmp_path_factory.mktemp("handbook")
    shutil.copytree(PACKAGE, program / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    handbooks.copy(handbooks.SAMPLES / "quiz/bank", root)
    handbooks.copy(handbooks.CASES / "checklist-without-fault", root)
    (root / "content/papers.yaml").write_text(PAPERS, encoding="utf-8")
    return Workshop(program, root)


TEXTS = BOOKS | {PAPER}
EDITS = [
    (Edit("outputs/pdf/layout/typography.py", "_GAP = '<i class=\"gap\"></i>'", "_GAP = ''"), TEXTS),
    (Edit("views/prose.py", "escape(line) for", "escape(line + '。') for"), TEXTS),
    (Edit("outputs/pdf/making/tagging.py", "_PRINT = 4", "_PRINT = 4  # the flag"), EVERY),
    (Edit("outputs/pdf/layout/form.py", '"""', '"""Well: '), {SHEET}),
    (Edit("outputs/pdf/layout/outlines.py", '"""', '"""Well: '), set()),  # names are stamped when all is done
    (Edit("web/templates/print/rule.j2", "留痕", "记录"), BOOKS),
    (Edit("web/templates/print/checklist.html.j2", "备注", "附注"), {SHEET}),
    (Edit("web/templates/print/paper.css", "10.5pt", "10.6pt"), {PAPER}),
    (Edit("web/templates/print/large.css", "16pt", "17pt"), {LARGE}),
    (Edit("web/styles/tokens.css", "--hb-ink", "--hb-Ink"), BOOKS),
    (
        Edit("outputs/pdf/kinds/checklist.py", 'error="m"', 'error="q"'),
        {SHEET},
    ),  # a picture: the code to scan
    (Edit("web/icon.svg", "<svg", "<svg "), set()),
    (Edit("commands/cli.py", '"""', '"""Well: '), set()),
    (Edit("outputs/pdf/making/pool.py", '"""', '"""Well: '), set()),
]


@pytest.mark.parametrize(("edit", "shown"), EDITS, ids=[edit.name for edit, _ in EDITS])
def test_an_edit_moves_the_keys_of_what_it_shows_in_and_no_other(
    edit: Edit, shown: set[str], workshop: Workshop
) -> None:
    assert workshop.moved(edit) == shown


def _tools() -> str:
    provenance.tools.cache_clear()
    try:
        return provenance.tools(Render.__module__)
    finally:
        provenance.tools.cache_clear()


@pytest.mark.mutants
def test_another_font_file_moves_every_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _tools()
    real = requirements.font_file
    file, index = real(requirements.SANS, "Bold")
    other = tmp_path / "other.ttc"

    def font_file(family: str, style: str = "Regular") -> tuple[str, int]:
        return (str(other), index) if (family, style) == (requirements.SANS, "Bold") else real(family, style)

    shutil.copy(file, other)
    monkeypatch.setattr(requirements, "font_file", font_file)
    assert _tools() == before, "the same font elsewhere"
    data = bytearray(other.read_bytes())
    data[200] ^= 1
    other.write_bytes(data)
    assert _tools() != before


@pytest.mark.mutants
@pytest.mark.parametrize("name", ["weasyprint", "tinycss2", "pikepdf", "fonttools"])
def test_another_version_of_a_library_moves_every_key(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """tinycss2 is required by weasyprint alone: no module of ours names it."""
    before = _tools()
    real = provenance.metadata.distribution

    class Newer:
        def __init__(self, wanted: str) -> None:
            found = real(wanted)
            self.requires = found.requires
            self.version = found.version + (".1" if wanted.lower() == name else "")

    monkeypatch.setattr(provenance.metadata, "distribution", Newer)
    assert _tools() != before
