"""A paper of 100 questions from 10,000, once they are loaded: in the terminal and in a browser."""

from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace

from playwright.sync_api import sync_playwright

from bench import questions
from bench.measure import table
from bench.search import FLAGS
from generator.exams.composing.blueprint import parse
from generator.exams.composing.compose import compose
from generator.outputs.papers.site_data import script
from generator.web import joining

SCRIPT = Path(__file__).parent.parent / "tests/scripts/exam.js"
WANTED = {
    "100 of the usual kinds": {"count": "100"},
    "100 of six kinds, forms A to D": {
        "types": "single=50,multiple=15,true-false=15,match=5,order=5,case=10",
        "forms": "A,B,C,D",
    },
    "100, a number for each difficulty": {"count": "100", "difficulty": "easy=40,medium=40,hard=20"},
    "1,000 of the usual kinds": {"count": "1000"},
}
ASK = """(fields) => { const start = performance.now();
  HBExam.compose(item_pool, HBExam.parse(fields, item_pool)); return performance.now() - start; }"""
ROUNDS = 5


def run() -> None:
    """CPU seconds in Python and milliseconds in Chromium, the best of some rounds."""
    rows = []
    goods = {size: questions.item_pool(size, chapters=40) for size in (1_000, 10_000)}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for size, item_pool in goods.items():
            page = browser.new_page()
            page.add_script_tag(content=joining.script(SCRIPT))
            page.add_script_tag(content=script(SimpleNamespace(rules=()), item_pool).decode())  # type: ignore[arg-type]
            page.evaluate("void (self.item_pool = new HBExam.ItemPool(HB_EXAM_DATA))")
            for name, fields in WANTED.items():
                if size < 10_000 and "1,000" in name:
                    continue
                seconds = []
                for seed in range(1, ROUNDS + 1):
                    start = time.process_time()
                    compose(item_pool, parse({**fields, "seed": str(seed)}, item_pool))
                    seconds.append(time.process_time() - start)
                took = min(page.evaluate(ASK, {**fields, "seed": str(seed)}) for seed in range(1, ROUNDS + 1))
                rows.append((f"{size:,}", name, f"{min(seconds):.3f}", f"{took:.0f}"))
        browser.close()
    table(("questions", "paper", "Python, CPU s", "Chromium, ms"), rows)
