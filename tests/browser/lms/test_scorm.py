"""A SCORM package played in scorm-again's runtime: launched, answered, scored, left, resumed."""

from __future__ import annotations

import contextlib
import functools
import io
import json
import re
import shutil
import threading
import zipfile
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from playwright.sync_api import expect

from generator.book.handbook import resolve
from generator.content import loader
from generator.outputs.bank import exports
from tests.support import npm_readers
from tests.support.handbooks import copy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from playwright.sync_api import Frame, Locator

    Open: TypeAlias = Callable[..., Any]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parents[3]
#: A platform's page: the runtime above, the package in a frame. The window's name holds what was kept.
PLATFORM = """<!doctype html><meta charset="utf-8"><title>platform</title><link rel="icon" href="data:,">
<script src="scorm12.js"></script>
<script>
  window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
  if (window.name) API.loadFromJSON(JSON.parse(window.name), "");
</script>
<iframe src="package/PAGE" width="900" height="700"></iframe>"""

#: SCORM's schema for manifests and the one for its own elements.
BOTH = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<xsd:import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2" schemaLocation="imscp_rootv1p1p2.xsd"/>
<xsd:import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2" schemaLocation="adlcp_rootv1p2.xsd"/>
</xsd:schema>"""

SPACE = {
    "cp": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextlib.contextmanager
def served(content: bytes, page: str, folder: Path) -> Iterator[str]:
    """The address of a platform that launches a page of a package."""
    npm_readers.installed()
    zipfile.ZipFile(io.BytesIO(content)).extractall(folder / "package")
    shutil.copy(npm_readers.MODULES / "scorm-again/dist/scorm12.min.js", folder / "scorm12.js")
    (folder / "index.html").write_text(PLATFORM.replace("PAGE", page), encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a platform that holds the package of the small bank."""
    work = tmp_path_factory.mktemp("scorm")
    shutil.copytree(ROOT / "tests/samples/quiz/bank", work / "root")
    copy(ROOT / "tests/samples/quiz/none", work / "root")
    book = resolve(loader.load(work / "root"))
    assert book is not None
    content = exports.make(book, exports.registered()["scorm12"]).content
    with served(content, "chapter-01.html", work / "www") as address:
        yield address


class Played:
    """The package in its frame, and what the platform holds of it."""

    def __init__(self, opened: Any, address: str, kept: dict[str, Any] | None = None) -> None:  # noqa: ANN401
        self.opened, self.page = opened, opened.page
        self.page.goto("about:blank")
        self.page.evaluate("(kept) => { window.name = kept }", json.dumps(kept) if kept else "")
        self.page.goto(address)
        found = self.page.frame(url="**/package/*.html")
        assert found is not None
        self.frame: Frame = found
        expect(self.frame.locator("[data-quiz]")).to_have_attribute("data-quiz", "ready")

    def form(self, id_: str) -> Locator:
        return self.frame.locator(f'[data-question-id="{id_}"]')

    def key(self, id_: str) -> list[str]:
        return (self.form(id_).get_attribute("data-key") or "").split(" ")

    def answer(self, id_: str, *values: str) -> None:
        form = self.form(id_)
        if form.locator("select").count():
            for select, value in zip(form.locator("select").all(), values, strict=True):
                select.select_option(value)
        else:
            for box in form.locator("input:checked[type=checkbox]").all():
                box.uncheck()
            for value in values:
                form.locator(f'input[value="{value}"]').check()
        form.locator("button[type=submit]").click()

    def told(self, name: str) -> str:
        value: str = self.page.evaluate("(name) => API.LMSGetValue(name)", name)
        return value

    def left(self) -> dict[str, Any]:
        """Closes the package as a platform does and gives what the platform kept."""
        self.page.evaluate("document.querySelector('iframe').remove()")
        kept: dict[str, Any] = json.loads(self.page.evaluate("JSON.stringify(API.cmi)"))
        return kept


IDS = [
    "1.1.1-1-q1", "1.1.1-1-q2", "1.1.1-2-q1", "1.1.1-2-q2",
    "1.1.2-1-q1", "1.1.2-1-q2", "1.1.2-1-q3", "2.1-1-q3",
]  # fmt: skip


def test_it_reports_answers_score_and_status_itself(visit: Open, platform: str) -> None:
    opened = visit()
    played = Played(opened, platform)
    expect(played.frame.locator("[data-scorm-note]")).to_contain_text("已连上学习平台")
    assert played.told("cmi.core.lesson_status") == "incomplete"
    played.answer("1.1.1-1-q1", "a")
    played.answer("1.1.1-2-q1", "c", "a")
    assert played.told("cmi.core.score.raw") == "13"  # one of eight
    assert played.told("cmi.core.lesson_status") == "incomplete"
    played.answer("1.1.2-1-q1", *played.key("1.1.2-1-q1"))
    played.answer("1.1.1-2-q2", *played.key("1.1.1-2-q2"))
    kept = played.left()
    first, second, third, fourth = (kept["interactions"][str(place)] for place in range(4))
    assert (first["id"], first["type"], first["student_response"], first["result"]) == (
        "1.1.1-1-q1", "choice", "a", "wrong",
    )  # fmt: skip
    assert first["correct_responses"]["0"]["pattern"] == "b"
    assert (second["type"], second["student_response"], second["result"]) == ("choice", "a,c", "correct")
    assert (third["type"], third["result"]) == ("matching", "correct")
    assert third["student_response"] == third["correct_responses"]["0"]["pattern"]
    assert third["student_response"].startswith("1.")
    assert (fourth["type"], fourth["result"]) == ("sequencing", "correct")
    assert kept["core"]["exit"] == "suspend"
    assert re.fullmatch(r"(00)?00:0\d:\d\d(\.\d+)?", kept["core"]["session_time"])
    assert opened.troubles == []


def test_all_answered_right_is_passed_and_stays_passed(visit: Open, platform: str) -> None:
    played = Played(visit(), platform)
    for id_ in IDS:
        played.answer(id_, *played.key(id_))
    assert played.told("cmi.core.lesson_status") == "passed"
    assert played.told("cmi.core.score.raw") == "100"
    played.answer("1.1.1-1-q1", "a")
    assert (played.told("cmi.core.lesson_status"), played.told("cmi.core.score.raw")) == ("passed", "100")
    again = Played(visit(), platform, played.left())
    again.answer("1.1.1-1-q1", "c")
    assert (again.told("cmi.core.lesson_status"), again.told("cmi.core.score.raw")) == ("passed", "100")


def test_too_many_wrong_is_failed_until_mended(visit: Open, platform: str) -> None:
    played = Played(visit(), platform)
    for id_ in IDS[2:]:
        played.answer(id_, *played.key(id_))
    played.answer("1.1.1-1-q1", "a")
    wrong = "true" if played.key("1.1.1-1-q2") == ["false"] else "false"
    played.answer("1.1.1-1-q2", wrong)
    assert (played.told("cmi.core.lesson_status"), played.told("cmi.core.score.raw")) == ("failed", "75")
    played.frame.get_by_role("button", name="错题重练").click()
    played.answer("1.1.1-1-q1", "b")
    assert (played.told("cmi.core.lesson_status"), played.told("cmi.core.score.raw")) == ("passed", "88")


def test_it_resumes_with_every_answer(visit: Open, platform: str) -> None:
    played = Played(visit(), platform)
    given = {
        "1.1.1-1-q1": ["c"],
        "1.1.1-2-q1": ["a", "d"],
        "1.1.1-2-q2": ["s3", "s1", "s2"],
        "1.1.2-1-q1": ["r2", "r3", "r1"],
        "2.1-1-q3": ["false"],
    }
    for id_, values in given.items():
        played.answer(id_, *values)
    kept = played.left()
    assert len(kept["suspend_data"]) <= 4096
    opened = visit()
    again = Played(opened, platform, kept)
    for id_, values in given.items():
        form = again.form(id_)
        chosen = [one.input_value() for one in form.locator("select, input:checked").all()]
        assert chosen == values
        expect(form.get_by_role("status")).not_to_have_text("")
    expect(again.frame.locator("[data-quiz-progress]")).to_contain_text("已答5/8题")
    score = again.told("cmi.core.score.raw")
    again.answer("1.1.1-1-q1", "b")
    assert float(again.told("cmi.core.score.raw")) > float(score)
    assert opened.troubles == []


@pytest.mark.parametrize("damaged", ["", "nonsense", "1|000000000000|1111", "1|"])
def test_what_cannot_be_read_begins_anew(visit: Open, platform: str, damaged: str) -> None:
    played = Played(visit(), platform)
    played.answer("1.1.1-1-q1", "b")
    kept = played.left()
    kept["suspend_data"] = damaged or kept["suspend_data"][:-4] + "!!!!"
    opened = visit()
    again = Played(opened, platform, kept)
    expect(again.frame.locator("[data-quiz-progress]")).to_contain_text("/8题")
    again.answer("1.1.2-1-q2", *again.key("1.1.2-1-q2"))
    assert opened.troubles == []


def test_without_a_platform_it_still_is_a_quiz(visit: Open, platform: str) -> None:
    opened = visit(width=360)
    page = opened.page
    page.goto(f"{platform}package/chapter-01.html")
    expect(page.locator("[data-scorm-note]")).to_contain_text("没有连上学习平台")
    form = page.locator('[data-question-id="1.1.1-1-q1"]')
    form.locator('input[value="b"]').check()
    form.locator("button[type=submit]").click()
    expect(form.get_by_role("status")).to_have_text("√ 答对了")
    page.reload()
    expect(form.get_by_role("status")).to_have_text("√ 答对了")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert opened.troubles == []


def test_the_largest_page_fits_what_platforms_keep(visit: Open, real_book: Any, tmp_path: Path) -> None:  # noqa: ANN401
    """Every question of the real bank's largest chapter answered: less than 4096 characters."""
    made = exports.make(real_book, exports.registered()["scorm12"])
    zipfile.ZipFile(io.BytesIO(made.content)).extractall(tmp_path)
    pages = sorted(tmp_path.glob("chapter-*.html"), key=lambda path: path.stat().st_size)
    page = visit().page
    page.add_init_script("""
        const data = { "cmi.core.lesson_status": "not attempted" };
        window.API = { LMSInitialize: () => "true", LMSFinish: () => "true", LMSCommit: () => "true",
          LMSGetValue: (name) => data[name] ?? "",
          LMSSetValue: (name, value) => { data[name] = value; return "true"; } };
        window.kept = data;
    """)
    page.goto(pages[-1].as_uri())
    count = page.evaluate("""() => {
        const questions = [...document.querySelectorAll("[data-question-id]")];
        for (const question of questions) {
          const key = question.dataset.key.split(" ");
          question.querySelectorAll("select").forEach((one, at) => { one.value = key[at]; });
          question.querySelectorAll("input").forEach((one) => { one.checked = key.includes(one.value); });
          question.querySelector("button[type=submit]").click();
        }
        return questions.length;
    }""")
    kept = page.evaluate("window.kept")
    assert count > 50
    assert (kept["cmi.core.lesson_status"], kept["cmi.core.score.raw"]) == ("passed", "100")
    assert 0 < len(kept["cmi.suspend_data"]) <= 4096


def valid(content: bytes) -> tuple[Any, dict[str, str]]:
    """The manifest, valid by the schemas that ADL and IMS published; the pages by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        manifest = etree.fromstring(package.read("imsmanifest.xml"))
        pages = {name: package.read(name).decode() for name in names if name.endswith(".html")}
    schema = etree.fromstring(BOTH, base_url=(ROOT / "generator/outputs/bank/scorm/both.xsd").as_uri())
    etree.XMLSchema(schema).assertValid(manifest)
    listed = [file.get("href") for file in manifest.iterfind(".//cp:file", SPACE)]
    assert sorted(listed) == sorted(names - {"imsmanifest.xml"})
    kinds = {
        one.get("href"): one.get("{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype")
        for one in manifest.iterfind(".//cp:resource", SPACE)
    }
    assert kinds == dict.fromkeys(pages, "sco") | {None: "asset"}
    for page in pages.values():
        asked = {part.split('"')[0] for part in page.split('src="')[1:] + page.split('href="')[1:]}
        assert {name for name in asked if not name.startswith(("#", "data:"))} <= names
    return manifest, pages


def test_the_manifest_is_valid_and_complete(real_book: Any) -> None:  # noqa: ANN401
    manifest, _ = valid(exports.make(real_book, exports.registered()["scorm12"]).content)
    items = [one.get("identifierref") for one in manifest.iterfind(".//cp:item", SPACE)]
    assert items == [one.get("identifier") for one in manifest.iterfind(".//cp:resource", SPACE)][:-1]
