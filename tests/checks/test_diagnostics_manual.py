from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.checks.manuals import codes
from generator.checks.manuals.diagnostics_manual import FAMILIES, entries, markdown

ROOT = Path(__file__).parents[2]


def test_the_page_is_what_the_code_says() -> None:
    written = (ROOT / "docs/diagnostics.md").read_text(encoding="utf-8")
    assert written == markdown(), "run python -m generator docs"


def test_codes_are_unique_and_of_a_known_family() -> None:
    found = [entry.code for entry in entries()]
    assert len(found) == len(set(found))
    assert all(re.fullmatch(r"[A-Z]\d{3}", code) and code[:2] in FAMILIES for code in found)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.code)
def test_a_manual_has_title_reason_and_both_examples(entry: codes.Entry) -> None:
    title, _, body = entry.manual.strip().partition("\n\n")
    assert "\n" not in title
    assert not title.endswith("。")
    reason = body.split("\n\n错误")[0]
    assert len(reason) >= 10
    assert re.search(r"\n错误(（.*）)?：\n\n    .*\n\n正确(（.*）)?：\n\n    ", f"\n{body}", re.DOTALL), (
        entry.code
    )


def test_reading_gives_the_codes_that_have_manuals_here() -> None:
    text = "".join(
        (ROOT / f"generator/{name}.py").read_text(encoding="utf-8")
        for name in (
            "core/diagnostic",
            *(f"content/reading/{name}" for name in ("source", "text_file", "characters", "syntax")),
            *(
                f"content/{name}"
                for name in ("validation/validate", "validation/misfit", "loader", "written")
            ),
            "content/site_settings",
            *("outputs/pdf/making/faults", "exams/papers/ready_papers", "commands/checklist_command"),
        )
    )
    assert set(re.findall(r'"([A-Z]\d{3})"', text)) == codes.MANUALS.keys()
