"""Two handbooks on one host: what the browser keeps of one is not touched by the other."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import _serve
from tests.support.handbooks import CASES, copy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TypeAlias

    from playwright.sync_api import Page

    Open: TypeAlias = Callable[..., Any]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parents[3]
SHEET = "checklists/phone/index.html"
QUIZ = "quiz/chapter-01/index.html"
KEPT = "JSON.stringify(Object.entries(localStorage).filter(([key]) => key.startsWith('handbook')).sort())"
#: The title's digest, by which practice was kept before handbooks had an id.
OLD = "handbook-quiz-1-90d61f81"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """a/ and b/: the same small handbook but for its id and one item of the sheet called phone."""
    www = tmp_path_factory.mktemp("www")
    for name in ("a", "b"):
        root = tmp_path_factory.mktemp(name) / "root"
        shutil.copytree(ROOT / "tests/samples/quiz/bank", root)
        copy(CASES / "checklist-without-fault", root)
        info = root / "content/handbook.yaml"
        info.write_text(
            info.read_text(encoding="utf-8").replace("id: small", f"id: {name}"), encoding="utf-8"
        )
        sheet = root / "checklists/phone.yaml"
        text = sheet.read_text(encoding="utf-8")
        sheet.write_text(text.replace("桌面已收好", f"桌面已收好{name}"), encoding="utf-8")
        command = [sys.executable, "-m", "generator", "build", "--no-pdf", "--root", str(root)]
        subprocess.run([*command, "--site-dir", str(www / name)], check=True, capture_output=True, cwd=ROOT)
    yield from _serve(www)


def test_opening_a_sheet_leaves_the_other_handbooks_ticks_alone(visit: Open, host: str) -> None:
    opened = visit()
    page = opened.page
    page.goto(f"{host}a/{SHEET}")
    page.locator("input[name='1-1']").check()
    before = page.evaluate(KEPT)
    assert "handbook:a:checklist:phone:" in before
    page.goto(f"{host}b/{SHEET}")
    expect(page.get_by_text("这张单改过了")).to_be_hidden()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    assert page.evaluate(KEPT) == before
    page.locator("input[name='1-2']").check()
    page.goto(f"{host}a/{SHEET}")
    expect(page.locator("input[name='1-1']")).to_be_checked()
    expect(page.locator("input[name='1-2']")).not_to_be_checked()
    assert opened.troubles == []


def test_ticks_that_name_no_handbook_are_left_alone(visit: Open, host: str) -> None:
    """Nobody can say whose they are."""
    page = visit().page
    page.goto(f"{host}a/{SHEET}")
    old = "handbook-checklist:phone:1:第一版:000000000000"
    page.evaluate('(key) => localStorage.setItem(key, \'{"ticks": ["1-1"], "lines": {}}\')', old)
    for name in ("a", "b"):
        page.goto(f"{host}{name}/{SHEET}")
        expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    assert json.loads(page.evaluate("(key) => localStorage.getItem(key)", old))["ticks"] == ["1-1"]


def _answer(page: Page, address: str) -> None:
    """Hands in an answer to the first question of a chapter's practice."""
    page.goto(address)
    form = page.locator('[data-question-id="1.1.1-1-q1"]')
    form.locator('input[value="c"]').check()
    form.get_by_role("button", name="提交").click()


def test_practice_is_kept_apart(visit: Open, host: str) -> None:
    page = visit().page
    answered = page.locator("[data-quiz-progress]")
    _answer(page, f"{host}a/{QUIZ}")
    expect(answered).to_contain_text("已答1/")
    page.goto(f"{host}b/{QUIZ}")
    expect(answered).to_contain_text("已答0/")
    page.goto(f"{host}a/{QUIZ}")
    expect(answered).to_contain_text("已答1/")


def test_practice_from_before_the_id_is_taken_over_once(visit: Open, host: str) -> None:
    page = visit().page
    answered = page.locator("[data-quiz-progress]")
    _answer(page, f"{host}a/{QUIZ}")
    old = page.evaluate(
        """(old) => {
        localStorage[old] = localStorage["handbook:a:quiz:1"];
        localStorage.removeItem("handbook:a:quiz:1");
        return localStorage[old];
    }""",
        OLD,
    )
    page.reload()
    expect(answered).to_contain_text("已答1/")
    form = page.locator('[data-question-id="1.1.1-1-q2"]')
    form.locator("input").first.check()
    form.get_by_role("button", name="提交").click()
    page.reload()
    expect(answered).to_contain_text("已答2/")
    assert page.evaluate("(old) => localStorage[old]", OLD) == old


def test_what_the_theme_keeps_is_told_apart_by_its_path(visit: Open, host: str) -> None:
    page = visit().page
    page.goto(f"{host}a/index.html")
    page.evaluate("__md_set('__palette', {index: 1})")
    page.goto(f"{host}b/index.html")
    assert page.evaluate("__md_get('__palette')?.index") != 1
    page.goto(f"{host}a/{SHEET}")
    assert page.evaluate("__md_get('__palette').index") == 1
