"""Debian's nginx with the examples in docs/deploy over the built site, made ready as the README says."""

from __future__ import annotations

import http.client
import re
import shutil
from functools import partial
from typing import TYPE_CHECKING

import pytest

from bench import nginx
from generator.outputs.target import deployed, manifest
from tests.support.page_kinds import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any, TypeAlias

    Open: TypeAlias = Callable[..., Any]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def ready(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, compressed, with things in it that nobody should see."""
    work = tmp_path_factory.mktemp("nginx")
    shutil.copytree(built_site, work / "site")
    (work / "site/.hidden").write_text("nobody reads this", encoding="utf-8")
    (work / "site/empty").mkdir()
    nginx.compress(work)
    return work / "site"


@pytest.fixture(scope="module")
def port(ready: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The handbook at the root of a server."""
    with nginx.running(partial(nginx.documented, ready), tmp_path_factory.mktemp("root")) as server:
        yield server.port


@pytest.fixture(scope="module")
def folder_port(ready: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The handbook in a folder of a server."""
    with nginx.running(partial(nginx.in_a_folder, ready), tmp_path_factory.mktemp("folder")) as server:
        yield server.port


def _ask(
    port: int, path: str, method: str = "GET", **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(
        method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


@pytest.mark.parametrize("path", ["/", "/chapters/04-relationship/", "/assets/hb/handbook.css", "/no"])
def test_every_answer_has_the_headers_of_safety(port: int, path: str) -> None:
    _, headers, _ = _ask(port, path)
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Server"] == "nginx"  # without its version


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/assets/hb/handbook.css", "text/css; charset=utf-8"),
        ("/assets/hb/handbook.js", "application/javascript; charset=utf-8"),
        ("/manifest.json", "application/json; charset=utf-8"),
        ("/downloads/data/rules.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_files_have_their_types(port: int, path: str, kind: str) -> None:
    status, headers, _ = _ask(port, path)
    assert (status, headers["Content-Type"]) == (200, kind)


def test_only_names_with_a_hash_are_kept_for_ever(port: int, built_site: Path) -> None:
    hashed = next(built_site.glob("assets/stylesheets/main.*.min.css")).name
    assert "immutable" in _ask(port, f"/assets/stylesheets/{hashed}")[1]["Cache-Control"]
    for path in ("/", "/assets/hb/handbook.css", "/assets/hb/search/data.js", "/manifest.json"):
        assert _ask(port, path)[1]["Cache-Control"] == "no-cache"
    status, headers, _ = _ask(port, "/assets/stylesheets/main.00000000.min.css")
    assert (status, headers["Cache-Control"]) == (404, "no-cache")


def test_what_was_compressed_before_is_sent(port: int, built_site: Path) -> None:
    path = "/assets/hb/search/data.js"
    _, plain_headers, plain = _ask(port, path)
    _, headers, packed = _ask(port, path, Accept_Encoding="gzip")
    assert plain == (built_site / path[1:]).read_bytes()
    assert (plain_headers["Content-Encoding"], headers["Content-Encoding"]) == (None, "gzip")
    assert headers["Vary"] == "Accept-Encoding"
    assert len(packed) < len(plain) * 0.7
    assert _ask(port, f"{path}.gz")[0] == 404


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_an_unchanged_page_is_not_sent_again(port: int, encoding: str) -> None:
    _, headers, _ = _ask(port, "/rules/", Accept_Encoding=encoding)
    by_tag = _ask(port, "/rules/", Accept_Encoding=encoding, If_None_Match=headers["ETag"])
    by_date = _ask(port, "/rules/", Accept_Encoding=encoding, If_Modified_Since=headers["Last-Modified"])
    assert (by_tag[0], by_tag[2], by_date[0]) == (304, b"", 304)
    assert "Content-Security-Policy" in by_tag[1]
    assert _ask(port, "/rules/", If_None_Match='"another"')[0] == 200


@pytest.mark.parametrize(
    "path", ["/no", "/chapters/99/", "/empty/", "/assets/", "/downloads/data/", "/.hidden", "/404.html"]
)
def test_what_is_not_there_answers_404_with_our_page(port: int, path: str) -> None:
    status, headers, body = _ask(port, path)
    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "没有这一页" in body.decode()
    assert "Index of" not in body.decode()


def test_a_folder_without_its_slash_leads_to_the_folder(port: int) -> None:
    status, headers, _ = _ask(port, "/rules")
    assert (status, headers["Location"]) == (301, "/rules/")


def test_only_reading_is_allowed(port: int) -> None:
    assert _ask(port, "/", "HEAD")[0] == 200
    for method in ("POST", "PUT", "DELETE"):
        assert _ask(port, "/", method)[0] >= 400


def test_what_is_served_is_what_was_built(port: int, ready: Path) -> None:
    """By its address and, compressed for the server, by its folder."""
    verdict = deployed.verify(f"http://127.0.0.1:{port}/")
    assert verdict.whole
    assert verdict.differences == ()
    hidden = {".hidden"}  # put there by `ready`
    assert {one.path for one in manifest.verify(ready).differences} == hidden


def test_no_page_violates_the_policy(visit: Open, port: int) -> None:
    opened = visit()
    for _, folder in PAGES.values():
        answer = opened.page.goto(f"http://127.0.0.1:{port}/{folder}")
        assert answer.status in {200, 304}
    # a short address leads on by itself: staying for its load, or leaving before its end, is an interruption
    opened.page.goto(f"http://127.0.0.1:{port}/r/4.3.2-2/", wait_until="commit")
    opened.page.wait_for_url(f"http://127.0.0.1:{port}/chapters/04-relationship/index.html#4.3.2-2")
    opened.page.goto(f"http://127.0.0.1:{port}/")
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("投诉")
    opened.page.locator("#hb-home-results .hb-hit").first.wait_for()
    assert opened.troubles == []


def test_the_policy_holds(visit: Open, port: int) -> None:
    """The test above means something only if a violation is seen."""
    opened = visit()
    opened.page.goto(f"http://127.0.0.1:{port}/glossary/")
    with opened.page.expect_console_message():
        opened.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    assert any("Content Security Policy" in one for one in opened.troubles)


# ---- in a folder ----

#: What is asked at the root (see above) is asked in the folder too.
NOWHERE = [
    "no",
    "chapters/99/",
    "a/b/c",
    "a/b/c/",
    "empty/",
    "assets/",
    "downloads/data/",
    ".hidden",
    "404.html",
]


@pytest.mark.parametrize(
    "path", ["", "chapters/04-relationship/", "assets/hb/handbook.css", "r/4.3.2-2/", "a/b/c"]
)
def test_in_a_folder_answers_are_those_at_the_root(port: int, folder_port: int, path: str) -> None:
    status, headers, body = _ask(folder_port, f"{nginx.FOLDER}{path}")
    at_root = _ask(port, f"/{path}")
    same = {"Content-Security-Policy", "Content-Type", "Cache-Control", "X-Frame-Options", "Referrer-Policy"}
    assert status == at_root[0]
    assert {name: headers[name] for name in same} == {name: at_root[1][name] for name in same}
    assert status == 404 or body == at_root[2]


def test_outside_the_folder_there_is_nothing_of_the_handbook(folder_port: int) -> None:
    for path in ("/rules/", "/404.html", "/intranet/", "/intranet/handbook.conf"):
        status, headers, body = _ask(folder_port, path)
        assert (status, headers["Content-Security-Policy"]) == (404, None)
        assert "没有这一页" not in body.decode()


@pytest.mark.parametrize("path", ["", "/rules", "/r/4.3.2-2"])
def test_in_a_folder_a_missing_slash_is_added(folder_port: int, path: str) -> None:
    status, headers, _ = _ask(folder_port, f"{nginx.FOLDER.rstrip('/')}{path}")
    assert (status, headers["Location"]) == (301, f"{nginx.FOLDER.rstrip('/')}{path}/")


def test_in_a_folder_what_was_compressed_is_sent(folder_port: int) -> None:
    path = f"{nginx.FOLDER}assets/hb/search/data.js"
    _, headers, _ = _ask(folder_port, path, Accept_Encoding="gzip")
    assert (headers["Content-Encoding"], headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert _ask(folder_port, f"{path}.gz")[0] == 404
    assert _ask(folder_port, f"{nginx.FOLDER}downloads/offline.zip")[1]["Content-Type"] == "application/zip"
    assert _ask(folder_port, path, "POST")[0] >= 400


@pytest.mark.parametrize("path", NOWHERE)
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_in_a_folder_every_link_of_the_404_page_leads_somewhere(
    folder_port: int, path: str, encoding: str
) -> None:
    status, headers, body = _ask(folder_port, f"{nginx.FOLDER}{path}", Accept_Encoding=encoding)
    assert (status, headers["Content-Encoding"]) == (404, None)
    links = re.findall(r'(?:href|src|action|data-base)="([^"#]+)"', body.decode())
    assert len(links) > 20
    assert [link for link in links if not link.startswith(nginx.FOLDER)] == []
    if path == NOWHERE[0]:
        answers = {link: _ask(folder_port, link)[0] for link in set(links)}
        assert set(answers.values()) == {200}, answers


def test_a_404_page_that_knows_its_folder_is_left_as_it_is(
    ready: Path, folder_port: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A site built with site_url."""
    rewritten = _ask(folder_port, f"{nginx.FOLDER}no")[2]
    site = tmp_path_factory.mktemp("known") / "site"
    site.mkdir()
    (site / "404.html").write_bytes(rewritten)
    assert rewritten != (ready / "404.html").read_bytes()
    with nginx.running(partial(nginx.in_a_folder, site), site.parent) as server:
        assert _ask(server.port, f"{nginx.FOLDER}no")[2] == rewritten


def test_in_a_folder_no_page_violates_the_policy(visit: Open, folder_port: int) -> None:
    opened = visit()
    base = f"http://127.0.0.1:{folder_port}{nginx.FOLDER}"
    for _, folder in PAGES.values():
        answer = opened.page.goto(f"{base}{folder}")
        assert answer.status in {200, 304}
    # a short address leads on by itself: staying for its load, or leaving before its end, is an interruption
    opened.page.goto(f"{base}r/4.3.2-2/", wait_until="commit")
    opened.page.wait_for_url(f"{base}chapters/04-relationship/index.html#4.3.2-2")
    opened.page.goto(base)
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("投诉")
    opened.page.locator("#hb-home-results .hb-hit").first.wait_for()
    assert opened.troubles == []


@pytest.mark.parametrize("width", [390, 1280])
def test_in_a_folder_the_404_page_is_whole_at_any_depth(visit: Open, folder_port: int, width: int) -> None:
    opened = visit(width=width)
    base = f"http://127.0.0.1:{folder_port}{nginx.FOLDER}"
    page = opened.page
    assert page.goto(f"{base}a/b/c").status == 404
    assert page.evaluate("getComputedStyle(document.body).fontFamily") == _font_of_home(visit, base)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("__md_scope.pathname") == nginx.FOLDER
    (said,) = [
        one for one in opened.troubles if "404" in one
    ]  # that there is no such page is all the browser says
    assert opened.troubles == [said]
    page.get_by_role("link", name="在规则索引里找").click()
    page.wait_for_url(f"{base}rules/index.html")


def _font_of_home(visit: Open, base: str) -> str:
    page = visit().page
    page.goto(base)
    font: str = page.evaluate("getComputedStyle(document.body).fontFamily")
    return font
