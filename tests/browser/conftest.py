"""A real browser, and the built site behind a real server with a strict content security policy."""

from __future__ import annotations

import functools
import os
import threading
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

CHROMIUM = "/usr/bin/chromium"
#: As root in a container there is no sandbox; without the others Chromium calls home at every start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: How many times slower scripts run than they could: what fails then does not wait for what it looks at.
SLOWED = float(os.environ.get("HANDBOOK_SLOWED", "1"))
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


# A busy machine is slow, not wrong; and what holds is found as soon as it does, however long one would wait.
expect.set_options(timeout=60_000)


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """As any web server is set up to: the site's own page for what is not there."""
        if code != 404:
            super().send_error(code, message, explain)
            return
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        with open(f"{self.directory}/404.html", "rb") as page:  # noqa: PTH123 - directory is text here
            self.wfile.write(page.read())

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def _serve(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    """The site at the root of a server."""
    yield from _serve(built_site)


@pytest.fixture(scope="session")
def sub_address(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site in a folder of a server."""
    root = tmp_path_factory.mktemp("www")
    (root / "intranet").mkdir()
    (root / "intranet/handbook").symlink_to(built_site)
    for base in _serve(root):
        yield f"{base}intranet/handbook/"


@dataclass
class Visit:
    """A page in the browser and everything that went wrong in it."""

    page: Page
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        page = self.page
        page.on(
            "console",
            lambda one: self._said(one) if one.type in {"error", "warning"} else None,
        )
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("request", lambda request: self._requested(request.url))

    def _said(self, message: ConsoleMessage) -> None:
        self.troubles.append(f"{message.text} ({message.location['url']})")

    def _requested(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"file", "data"} and parts.hostname != "127.0.0.1":
            self.troubles.append(f"asks another host: {url}")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens a browser window, for instance one that is 360 pixels wide and dark."""
    contexts: list[BrowserContext] = []

    def opened(*, width: int = 1280, dark: bool = False, scripts: bool = True, zoom: float = 1) -> Visit:
        context = browser.new_context(
            viewport={"width": round(width / zoom), "height": 900},
            device_scale_factor=zoom,
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(120_000)
        contexts.append(context)
        page = context.new_page()
        if SLOWED > 1:
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        return Visit(page)

    yield opened
    for context in contexts:
        context.close()
