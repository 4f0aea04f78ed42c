"""PDFs: everything cold, warm, after an edit; the handbook beside typst and mkdocs-to-pdf; sheets by branch.

typst gets the same text with headings, lists, contents and every page reference; mkdocs-to-pdf a site of the
chapters alone, without scripts. Memory is that of the largest process, workers included.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench import typst_text
from bench.measure import Cost, cost, table
from bench.measure import run as measured
from bench.roots import REPO
from generator.book.handbook import resolve
from generator.content import loader

if TYPE_CHECKING:
    from collections.abc import Iterable

HANDBOOK = [sys.executable, "-m", "generator"]
#: One process, nothing known from before: what `handbook build` does for this file.
OURS = """
import sys
from pathlib import Path
from generator.book.handbook import resolve
from generator.content import loader
from generator.outputs.pdf.kinds import handbook
from generator.outputs.pdf.making import pool
from generator.book import addresses

if __name__ == "__main__":
    jobs = handbook.jobs(resolve(loader.load(Path(sys.argv[1]))))
    made = pool.make({"book": jobs[addresses.BOOK]}, processes=1)
    Path(sys.argv[2]).write_bytes(made["book"])
"""
TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
SHEETS = 1_000
LINE = re.compile(r"PDF \d+/\d+ (.+)")


def run() -> None:
    """This handbook; each side once, in fresh processes."""
    with tempfile.TemporaryDirectory() as work:
        _publications(Path(work) / "handbook")
        _books(Path(work))
        _sheets(Path(work))


def _publications(root: Path) -> None:
    for folder in ("content", "checklists"):
        shutil.copytree(REPO / folder, root / folder)
    build = [*HANDBOOK, "build", "--root", str(root)]
    cold, said = measured(build, REPO)
    pages, _ = measured([*build, "--no-pdf"], REPO)
    rows = [_row("nothing known", cold, cold, _made(said), pages)]
    rows.append(_row("nothing changed", *_again(build, cold), pages))
    rule = _edit(root)
    cost_, _, made = _again(build, cold)
    rows.append(_row(f"{rule} changed", cost_, cold, made, pages))
    rows.append(_row("--no-pdf", pages, cold, [], pages))
    table(
        ("handbook build", "CPU s", "share", "PDFs alone", "share", "memory, MB", "PDFs and parts made"), rows
    )
    print(f"\nMade after {rule} changed: {'、'.join(made)}\n")


def _again(build: list[str], cold: Cost) -> tuple[Cost, Cost, list[str]]:
    found, said = measured(build, REPO)
    return found, cold, _made(said)


def _row(name: str, found: Cost, cold: Cost, made: list[str], pages: Cost) -> tuple[object, ...]:
    """What PDFs alone cost is what a build takes beyond one without them."""
    alone, all_ = found.cpu - pages.cpu, cold.cpu - pages.cpu
    return (
        name,
        found.cpu,
        f"{found.cpu / cold.cpu:.0%}",
        alone,
        f"{alone / all_:.0%}",
        f"{found.memory:.0f}",
        len(made),
    )


def _made(said: str) -> list[str]:
    return [found[1] for line in said.splitlines() if (found := LINE.fullmatch(line))]


def _edit(root: Path) -> str:
    """Changes one rule's rationale; tells which."""
    path = sorted((root / "content/rules").glob("*/*.yaml"))[12]
    text = path.read_text(encoding="utf-8")
    edited, times = re.subn(r"^(    rationale: )", r"\1说到底，", text, count=1, flags=re.MULTILINE)
    assert times == 1
    path.write_text(edited, encoding="utf-8")
    found = re.search(r"^  - id: (\S+)", text, flags=re.MULTILINE)
    assert found
    return f"rule {found[1]}"


def _books(work: Path) -> None:
    script, pdf, source_file = work / "ours.py", work / "book.pdf", work / "book.typ"
    script.write_text(OURS, encoding="utf-8")
    book = resolve(loader.load(REPO))
    assert book is not None
    source_file.write_text(typst_text.document(book), encoding="utf-8")
    ours, _ = measured([sys.executable, str(script), str(REPO), str(pdf)], REPO)
    rows = [_book("handbook", ours, ours, pdf)]
    typst, _ = measured([sys.executable, "-c", TYPST, str(source_file), str(pdf)], work)
    rows.append(_book("typst", typst, ours, pdf))
    pages = _plain_site(work)
    plugin, _ = measured([sys.executable, "-m", "mkdocs", "build", "-q"], pages)
    rows.append(_book("mkdocs-to-pdf, chapters only", plugin, ours, pages / "site/book.pdf"))
    table(("handbook.pdf by", "CPU s", "ours takes, times", "memory, MB", "pages", "kB"), rows)
    print()


def _book(name: str, found: Cost, ours: Cost, pdf: Path) -> tuple[object, ...]:
    import pikepdf  # noqa: PLC0415 - only here

    with pikepdf.open(pdf) as opened:
        pages = len(opened.pages)
    return name, found.cpu, ours.cpu / found.cpu, f"{found.memory:.0f}", pages, pdf.stat().st_size // 1024


def _plain_site(work: Path) -> Path:
    full, pages = work / "full", work / "pages"
    cost([*HANDBOOK, "pages", str(full)], REPO, rounds=1)
    shutil.copytree(full / "docs/chapters", pages / "docs/chapters")
    (pages / "docs/index.md").write_text("# 手册\n", encoding="utf-8")
    config = {
        "site_name": "手册",
        "theme": {"name": "material", "language": "zh", "font": False},
        "plugins": [{"to-pdf": {"output_path": "book.pdf", "cover": True, "toc_level": 3}}],
        "markdown_extensions": ["attr_list"],
    }
    (pages / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
    return pages


def _sheets(work: Path) -> None:
    names = work / "branches.csv"
    names.write_text("网点\n" + "".join(f"第{number}号支行\n" for number in range(SHEETS)), encoding="utf-8")
    one = cost([*HANDBOOK, "checklist", "phone", "-o", str(work / "one.pdf")], REPO, rounds=2)
    all_ = cost(
        [*HANDBOOK, "checklist", "phone", "--branches", str(names), "-o", str(work / "sheets")],
        REPO,
        rounds=2,
    )
    size = sum(path.stat().st_size for path in (work / "sheets").iterdir()) // 1024 // SHEETS
    rows: Iterable[tuple[object, ...]] = (
        ("one sheet, set", one.cpu, "", f"{one.memory:.0f}"),
        (f"{SHEETS:,} branches", all_.cpu, all_.cpu - one.cpu, f"{all_.memory:.0f}"),
    )
    table(("handbook checklist phone", "CPU s", f"of it stamping {SHEETS:,}", "memory, MB"), list(rows))
    print(f"\n{size} kB a sheet.")
