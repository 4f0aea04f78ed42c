from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.checks.manuals import codes
from generator.checks.manuals.diagnostics_manual import entries, markdown
from tests.support.manual_examples import parsed

ROOT = Path(__file__).parents[2]


def test_the_page_is_what_the_code_says() -> None:
    written = (ROOT / "docs/diagnostics.md").read_text(encoding="utf-8")
    assert written == markdown(), "run python -m generator docs"


def test_codes_are_unique_and_of_a_known_family() -> None:
    found = [entry.code for entry in entries()]
    assert len(found) == len(set(found))
    assert all(re.fullmatch(r"[A-Z]\d{3}", code) and code[:2] in codes.FAMILIES for code in found)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.code)
def test_a_manual_has_title_reason_and_both_examples(entry: codes.Entry) -> None:
    manual = parsed(entry.manual.read_text(encoding="utf-8"))
    assert not manual.title.endswith("。")
    assert len(manual.reason) >= 8
    assert not re.search(r"(?<=[^\x00-\x7f])\n(?=[^\n])", manual.reason), "a paragraph is one line"
    assert manual.wrong
    assert manual.right
    assert manual.wrong != manual.right


def test_a_manual_of_another_shape_is_refused() -> None:
    fence = "`content/handbook.yaml`\n\n```yaml\nedition: 一\n```"
    whole = f"# 题\n\n为什么。\n\n错：\n\n{fence}\n\n对（甲）：\n\n{fence}\n"
    assert parsed(whole).reason == "为什么。"
    for old, new in (
        ("# ", ""),
        ("错：", "错误："),
        ("为什么。\n\n", ""),
        ("`content/handbook.yaml`\n\n", ""),
    ):
        with pytest.raises(AssertionError):
            parsed(whole.replace(old, new))


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
            *(
                f"content/loading/{name}"  # what lies in the wrong place
                for name in ("files", "joining", "strangers")
            ),
            "content/site_settings",
            *("outputs/pdf/making/faults", "exams/papers/ready_papers", "commands/checklist_command"),
        )
    )
    assert set(re.findall(r'"([A-Z]\d{3})"', text)) == {one.code for one in codes.entries()}
