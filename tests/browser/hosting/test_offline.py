"""downloads/offline.zip: unpacked, it is the whole handbook without a server."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.outputs.site.mkdocs import offline
from generator.outputs.target.manifest import verify
from tests.support.page_kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any, TypeAlias

    Open: TypeAlias = Callable[..., Any]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ZIP = "downloads/offline.zip"


@pytest.fixture(scope="module")
def stick(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, unpacked in a folder whose name has what names of folders have."""
    folder = tmp_path_factory.mktemp("U盘 (E#) 100%")
    with zipfile.ZipFile(built_site / ZIP) as archive:
        archive.extractall(folder)
    return folder


def test_it_holds_the_site_but_not_itself(built_site: Path, stick: Path) -> None:
    packed = {
        path.relative_to(stick / "handbook").as_posix()
        for path in (stick / "handbook").rglob("*")
        if path.is_file()
    }
    site = {path.relative_to(built_site).as_posix() for path in built_site.rglob("*") if path.is_file()}
    assert site - packed == {"404.html", "favicon.ico", "sitemap.xml", "sitemap.xml.gz", ZIP}
    assert packed <= site
    for name in packed - {"index.html", "downloads/index.html", "manifest.json"}:
        assert (stick / "handbook" / name).read_bytes() == (built_site / name).read_bytes(), name
    assert [path.name for path in stick.iterdir() if path.is_file()] == ["打开手册.html"]
    offered = [
        name for name in packed if name.endswith(".html") and ZIP in (stick / "handbook" / name).read_text()
    ]
    assert offered == [], "a copy offers itself"


def test_the_manifest_lists_it(built_site: Path) -> None:
    manifest = json.loads((built_site / "manifest.json").read_text(encoding="utf-8"))
    line = next(one for one in manifest["files"] if one["path"] == ZIP)
    content = (built_site / ZIP).read_bytes()
    assert (line["bytes"], line["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


def test_what_is_unpacked_can_be_verified_by_its_own_manifest(stick: Path) -> None:
    verdict = verify(stick / "handbook")
    assert (verdict.whole, verdict.differences) == (True, ())
    inside = {path for path in (stick / "handbook").rglob("*") if path.is_file()}
    assert verdict.listed == len(inside) - 1


def test_equal_sites_make_equal_zips(built_site: Path, tmp_path: Path) -> None:
    shutil.copytree(built_site, tmp_path / "site")
    offline.pack(tmp_path / "site")
    assert (tmp_path / "site" / ZIP).read_bytes() == (built_site / ZIP).read_bytes()


def test_search_quiz_and_checklist_work_from_the_stick(visit: Open, stick: Path) -> None:
    opened = visit()
    page = opened.page
    page.goto((stick / "打开手册.html").as_uri(), wait_until="commit")
    page.wait_for_url("**/handbook/index.html")
    page.fill("#hb-home-q", "客户骂人")
    page.locator("#hb-home-results .hb-hit").first.click()
    page.wait_for_url("**/chapters/*/index.html#1.1.1-4")
    expect(page.locator('[id="1.1.1-4"]')).to_be_in_viewport()

    page.goto((stick / "handbook" / KINDS["quiz"]).as_uri())
    form = page.locator(".hb-q[data-type=single], .hb-q[data-type=true-false]").first
    form.locator("input").first.check()
    form.get_by_role("button", name="提交答案").click()
    expect(form.get_by_role("status")).to_contain_text(re.compile("正确|错误|不对|答"))
    expect(page.locator("[data-quiz-progress]")).to_contain_text("已答1/")
    page.reload()
    expect(page.locator("[data-quiz-progress]")).to_contain_text("已答1/")

    page.goto((stick / "handbook" / KINDS["checklist"]).as_uri())
    page.get_by_role("checkbox").first.check()
    page.reload()
    expect(page.get_by_role("checkbox").first).to_be_checked()
    assert opened.troubles == []


def test_every_page_kind_opens_from_the_stick(visit: Open, stick: Path) -> None:
    opened = visit()
    for path in KINDS.values():
        opened.page.goto((stick / "handbook" / path).as_uri())
        expect(opened.page.locator("h1")).to_have_count(1)
    assert opened.troubles == []
