"""From saving a file to seeing the page: `handbook serve` beside `mkdocs serve` on the same pages.

Seconds on the clock, since an author waits for them. MkDocs looks for changes twice a second and waits a
tenth of one for more; the pages that it serves alone are already Markdown.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import cost, table
from bench.roots import MKDOCS, REPO, roots

if TYPE_CHECKING:
    from collections.abc import Iterator

EDITS = 6
MEASURED = ("this handbook", "2,000 rules")
SETTLE = 1.3  # seconds between edits; not a multiple of MkDocs' rhythm


def run() -> None:
    """A rule's reason in the first chapter, then its title, some times each."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        handbooks = {name: root for name, root in roots(work).items() if name in MEASURED}
        for number, (name, found) in enumerate(handbooks.items()):
            root, pages = work / f"root-{number}", work / f"pages-{number}"
            for part in ("content", "checklists"):
                if (found / part).is_dir():
                    shutil.copytree(found / part, root / part)
            ours = [sys.executable, "-m", "generator"]
            cost([*ours, "pages", "--root", str(root), str(pages)], REPO, rounds=1)
            rules = min((root / "content").glob("rules/*/[0-9]*.yaml"), default=None)
            chapter = rules or min((root / "content/chapters").glob("*.yaml"))
            page = f"chapters/{rules.parent.name if rules else chapter.stem}/index.html"
            markdown = pages / "docs" / page.replace(".html", ".md")
            with _served([*ours, "serve", "--root", str(root)], REPO) as site:
                reasons = _edited(chapter, r"(    rationale: )(?:试\d+改)?", site + page)
                titles = _edited(chapter, r"(    title: )(?:试\d+改)?", site + page)
            with _served([*MKDOCS, "serve", "-q"], pages) as site:
                plain = _edited(markdown, r"(^# )(?:试\d+改)?", site + page)
            rows += [
                (name, what, statistics.median(times), max(times), statistics.median(plain), max(plain))
                for what, times in (("a reason", reasons), ("a title", titles))
            ]
    table(("handbook", "edit", "handbook serve, s", "worst", "mkdocs serve, s", "worst"), rows)


@contextmanager
def _served(command: list[str], cwd: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    where = ["--port", port] if "generator" in command else ["-a", f"127.0.0.1:{port}"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(
        [*command, *where], cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


def _edited(path: Path, before: str, url: str) -> list[float]:
    """Seconds of each edit: some text goes in after what looks like ``before``, first place only."""
    _seen(url, "<h1")
    times = []
    for number in range(EDITS):
        time.sleep(SETTLE)
        page, word = _get(url), f"试{number}改"
        text = path.read_text(encoding="utf-8")
        changed = re.sub(before, rf"\g<1>{word}", text, count=1, flags=re.MULTILINE)
        path.write_text(changed, encoding="utf-8")
        began = time.perf_counter()
        while word not in page:  # as the script in the page does: asks for news, waits, loads the page again
            epoch = re.search(r"livereload\((\d+), (\d+)\)", page)
            assert epoch
            _get(f"{url.partition('/chapters')[0]}/livereload/{epoch[1]}/{epoch[2]}")
            page = _get(url)
        times.append(time.perf_counter() - began)
    return times


def _get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=120) as answer:  # noqa: S310 - our own server
        text: str = answer.read().decode()
    return text


def _seen(url: str, word: str) -> None:
    """Waits for a server to come up."""
    for _ in range(600):
        try:
            if word in _get(url):
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"{word} never came to {url}")
