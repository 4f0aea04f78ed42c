"""`handbook build --no-pdf` at first, after an edit, unchanged; MkDocs alone on the same Markdown."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path

from bench.measure import Cost, cost, table
from bench.roots import MKDOCS, REPO, roots

ROUNDS = 3
_REASON = re.compile("^( +rationale: )", re.MULTILINE)


def run() -> None:
    """This handbook, then synthetic ones; whole processes, the cheapest of some rounds each."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for number, (name, found) in enumerate(roots(work, (200, 2_000, 10_000)).items()):
            root, pages = work / f"root-{number}", work / f"pages-{number}"
            for part in ("content", "checklists"):
                if (found / part).is_dir():
                    shutil.copytree(found / part, root / part)
            cost(
                [sys.executable, "-m", "generator", "pages", "--root", str(root), str(pages)], REPO, rounds=1
            )
            floor = cost([*MKDOCS, "build", "-q"], pages, rounds=2)
            first = min((_first(root) for _ in range(ROUNDS)), key=lambda one: one.cpu)
            edited = min((_edited(root, nth) for nth in range(ROUNDS)), key=lambda one: one.cpu)
            same = cost(_build(root), REPO, rounds=ROUNDS)
            ratio = first.cpu / floor.cpu
            rows.append((name, floor.cpu, first.cpu, ratio, edited.cpu, same.cpu, f"{first.memory:.0f}"))
    table(
        (
            "handbook",
            "plain mkdocs, CPU s",
            "first build, CPU s",
            "ratio",
            "a reason edited, CPU s",
            "nothing changed, CPU s",
            "memory, MB",
        ),
        rows,
    )


def _build(root: Path) -> list[str]:
    return [sys.executable, "-m", "generator", "build", "--no-pdf", "--root", str(root)]


def _first(root: Path) -> Cost:
    for made in (".cache", "site"):
        shutil.rmtree(root / made, ignore_errors=True)
    return cost(_build(root), REPO, rounds=1)


def _edited(root: Path, nth: int) -> Cost:
    chapter = min((root / "content").glob("rules/*/[0-9]*.yaml"), default=None)
    chapter = chapter or min((root / "content/chapters").glob("*.yaml"))
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(_REASON.sub(rf"\g<1>再改{nth}次。", text, count=1), encoding="utf-8")
    return cost(_build(root), REPO, rounds=1)
