"""Handbooks to test with: the base, which has no fault, and copies of it that a case has spoilt."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from generator import checks
from generator.book.handbook import Handbook, resolve
from generator.content import loader, site_settings
from generator.core.diagnostic import Diagnostic, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests/samples"
BASE = SAMPLES / "base"
CASES = SAMPLES / "cases"


def examine(
    root: Path, before: loader.Library | None = None
) -> tuple[Handbook | None, tuple[Diagnostic, ...]]:
    """Reads and judges a handbook as `handbook check` does; ``before``: what need not be read again."""
    library = loader.load(root, before)
    book = resolve(library)
    found = [*library.diagnostics, *site_settings.read(root)[1], *(checks.run(book) if book else [])]
    return book, in_order(found)


def listed(diagnostics: Iterable[Diagnostic]) -> str:
    """All findings with every detail, one or two lines each."""
    lines = []
    for one in diagnostics:
        lines.append(f"{one.span}-{one.span.end_column}: {one.severity.label} {one.code} {one.message}")
        if one.hint:
            lines.append(f"  提示：{one.hint}")
    return "".join(f"{line}\n" for line in lines)


def copy(case: Path, root: Path) -> None:
    """Makes the handbook of a case: the base, overlaid with the case's content/ and checklists/, then edited.

    edits.txt holds blocks as diff writes them: ``@@ path``, then lines that begin with a space (stays), ``-``
    (goes) or ``+`` (comes). What stays and goes must stand in the file exactly once, so that a case which
    no longer fits the base fails instead of testing nothing.
    """
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    for folder in ("content", "checklists"):
        if (case / folder).is_dir():
            shutil.copytree(case / folder, root / folder, dirs_exist_ok=True)
    edits = case / "edits.txt"
    if not edits.is_file():
        return
    for block in edits.read_text(encoding="utf-8").split("@@ ")[1:]:
        name, _, body = block.partition("\n")
        lines = body.splitlines()
        if not lines:  # a path alone: the file goes
            (root / name).unlink()
            continue
        before = "".join(f"{line[1:]}\n" for line in lines if line[:1] in " -")
        after = "".join(f"{line[1:]}\n" for line in lines if line[:1] in " +")
        path = root / name
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if before:
            assert f"\n{text}".count(f"\n{before}") == 1, f"{edits}: not once in {name}:\n{before}"
            text = f"\n{text}".replace(f"\n{before}", f"\n{after}")[1:]
        else:  # only additions: they come at the end
            text += after
        path.write_text(text, encoding="utf-8", newline="")
