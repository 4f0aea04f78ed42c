"""Lighthouse (npm) on pages that people use most, mobile profile: scores, and what is transferred.

The site is served by nginx as docs/deploy says. A chapter of 200 rules comes from a synthetic handbook.
npm packages are put into .cache/bench, never into the repository.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from bench import nginx, synthetic
from bench.measure import table

REPO = Path(__file__).resolve().parent.parent
WORK = REPO / ".cache/bench"
PACKAGE = "lighthouse@12"  # later ones need a newer node than Debian's
CATEGORIES = ("performance", "accessibility", "best-practices")
PAGES = {
    "home": "",
    "chapter": "chapters/04-relationship/",
    "rule index": "rules/",
    "checklist": "checklists/complaint/",
    "quiz": "quiz/chapter-04/",
}
ATTEMPTS = 3
LARGE_RULES = 250  # five sections of ten clauses of five rules make one chapter
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"


def _program() -> Path:
    WORK.mkdir(parents=True, exist_ok=True)
    if not (WORK / "node_modules/lighthouse").is_dir():
        command = [
            "npm",
            "install",
            "--no-save",
            "--silent",
            "--ignore-scripts",
            "--prefix",
            str(WORK),
            PACKAGE,
        ]
        subprocess.run(command, check=True)
    return WORK / "node_modules/.bin/lighthouse"


def _judged(address: str, out: Path) -> list[object]:
    """Scores, first and largest paint, blocking time, kB transferred."""
    command = [
        str(_program()), address, "--quiet", "--output=json", f"--output-path={out}",
        f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={FLAGS}",
    ]  # fmt: skip
    environment = os.environ | {"CHROME_PATH": os.environ.get("CHROMIUM", "/usr/bin/chromium")}
    for attempt in range(ATTEMPTS):  # on a busy machine its browser is now and then not there in time
        done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True)
        if not done.returncode:
            break
        if attempt == ATTEMPTS - 1:
            raise RuntimeError(done.stderr[-1000:])
    report = json.loads(out.read_text(encoding="utf-8"))
    audits = report["audits"]
    failed = [
        name
        for name, audit in audits.items()
        if audit["score"] is not None and audit["score"] < 0.5 and audit["scoreDisplayMode"] == "binary"
    ]
    return [
        *(f"{report['categories'][name]['score'] * 100:.0f}" for name in CATEGORIES),
        f"{audits['first-contentful-paint']['numericValue']:.0f}",
        f"{audits['largest-contentful-paint']['numericValue']:.0f}",
        f"{audits['total-blocking-time']['numericValue']:.0f}",
        f"{audits['total-byte-weight']['numericValue'] / 1000:.0f}",
        ", ".join(failed) or "—",
    ]


def _large(work: Path) -> str:
    """A handbook whose first chapter has 200 rules or more, built; the chapter's folder."""
    root = work / "large"
    synthetic.write(root, LARGE_RULES)
    command = [sys.executable, "-m", "generator", "build", "--no-pdf", "--root", str(root)]
    subprocess.run(command, check=True, cwd=REPO, capture_output=True)
    chapters = sorted((root / "site/chapters").iterdir())
    return f"chapters/{chapters[0].name}/"


def run() -> None:
    """Every page once; Lighthouse slows the machine down by a factor of its own."""
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory(prefix="handbook-lighthouse-") as folder:
        work = Path(folder)
        shutil.copytree(REPO / "site", work / "site")
        nginx.compress(work)
        chapter = _large(work)
        nginx.compress(work / "large")
        for site, pages in ((work / "site", PAGES), (work / "large/site", {"chapter of 250 rules": chapter})):
            with nginx.running(partial(nginx.documented, site), work) as server:
                for name, path in pages.items():
                    rows.append(
                        [name, *_judged(f"http://127.0.0.1:{server.port}/{path}", work / "report.json")]
                    )
    table(("page", *CATEGORIES, "first paint, ms", "largest, ms", "blocking, ms", "kB", "failed"), rows)
