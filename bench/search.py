"""The search beside Material's, Pagefind's, Zensical's and two libraries: recall, speed, bytes.

Site engines get the chapters' pages; libraries get the entries and fields that ours gets, cut into characters
and pairs. npm packages are put into .cache/bench, never into the repository.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from bench import synthetic
from bench.measure import table
from bench.roots import MKDOCS
from generator import search, web
from generator.book.handbook import resolve
from generator.content import loader
from generator.content.reading import source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

REPO = Path(__file__).resolve().parent.parent
WORK = REPO / ".cache/bench"
SETS = [REPO / f"tests/samples/data/search-queries-{name}.tsv" for name in ("dev", "once")]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LIBRARIES = ["pagefind@1", "minisearch@7", "lunr@2"]

#: What runs in the page: ready(engine) → milliseconds, query(text) → addresses in order.
LIBRARY_PAGE = """
const grams = (text) => (text.toLowerCase().match(/[a-z0-9]+|[\\u3400-\\u9fff]+/g) || []).flatMap((run) =>
  run < "\\u3400" ? [run] : [...run, ...[...run.slice(1)].map((char, at) => run[at] + char)]);
const WEIGHTS = { title: 3, statement: 2, keywords: 2, said: 1.5, asked: 0.75, clause: 2, practice: 1,
  reason: 1 };
self.start = {
  ours() {
    const engine = new HBSearch.Engine(HB_SEARCH_DATA, HB_SEARCH_MORE);
    engine.build();
    return (text) => engine.search(text).results.map((one) => one.best.entry.group).filter(Boolean);
  },
  minisearch() {
    const index = new MiniSearch({ fields: Object.keys(WEIGHTS), storeFields: ["group"], tokenize: grams });
    index.addAll(DOCS);
    return (text) => index.search(text, { boost: WEIGHTS }).map((hit) => hit.group);
  },
  lunr() {
    const groups = {};
    const cut = (value) => grams(String(value || "")).map((word) => new lunr.Token(word));
    const index = lunr(function () {
      this.tokenizer = cut;
      this.pipeline.reset();
      this.searchPipeline.reset();
      this.ref("id");
      for (const [field, boost] of Object.entries(WEIGHTS)) this.field(field, { boost });
      for (const one of DOCS) {
        groups[one.id] = one.group;
        this.add(one);
      }
    });
    return (text) => index.query((query) => { for (const word of new Set(grams(text))) query.term(word); })
      .map((hit) => groups[hit.ref]);
  },
};
"""
MATERIAL = """() => [...document.querySelectorAll('.md-search-result .md-search-result__item a')]
  .filter((one) => { const more = one.closest('details'); return !more || more.open; })
  .map((one) => decodeURIComponent(one.hash || one.pathname))"""
ZENSICAL = """() => { const root = [...document.querySelectorAll('*')].map((one) => one.shadowRoot)
  .find((one) => one && one.querySelector('[role=combobox]'));
  return [...root.querySelectorAll('ol[role=listbox] a[role=option]')]
    .map((one) => decodeURIComponent(one.hash || one.pathname)); }"""
#: Notes when something was last typed and when the list last changed. Material answers when a key goes up.
WATCH = """(shadow) => { self.at = { key: 0, list: 0 };
  for (const kind of shadow ? ["input"] : ["input", "keyup"])
    addEventListener(kind, () => { at.key = performance.now(); }, true);
  const root = shadow ? [...document.querySelectorAll("*")].map((one) => one.shadowRoot)
    .find((one) => one && one.querySelector("[role=combobox]")) : document.querySelector(".md-search-result");
  const look = new MutationObserver(() => { at.list = performance.now(); });
  look.observe(root, { childList: true, subtree: true }); }"""
PAGEFIND = """async (text) => { const found = await (await import('/pagefind/pagefind.js')).search(text);
  const pages = await Promise.all(found.results.slice(0, 10).map((one) => one.data()));
  return pages.flatMap((page) => [page, ...(page.sub_results || [])].map((one) => decodeURI(one.url))); }"""


# ---- what is measured ----


def _queries() -> list[tuple[str, list[str]]]:
    found = []
    for path in SETS:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
        found += [(row["query"], row["clauses"].split("|")) for row in csv.DictReader(lines, delimiter="\t")]
    return found


def _place(found: list[str], clauses: list[str]) -> int:
    """The place of the first answer among the clauses found, each counted once."""
    seen: list[str] = []
    for address in found:
        number = re.search(r"(?<![\d.])\d{1,2}\.\d{1,2}(?:\.\d{1,2})?(?![\d.])", address.rpartition("#")[2])
        if number and number[0] not in seen:
            seen.append(number[0])
    wanted = [clause.removesuffix(".*") for clause in clauses]
    hits = (
        place for place, one in enumerate(seen, 1) if any(one == w or one.startswith(w + ".") for w in wanted)
    )
    return next(hits, 0)


def _row(
    name: str, ask: Callable[[str], tuple[list[str], float]], ready: float | None, size: int
) -> list[object]:
    places, none, times = [], 0, []
    for query, clauses in _queries():
        found, took = ask(query)
        times.append(took)
        none += not found
        places.append(_place(found, clauses))
    total = len(places)
    first, third = sum(p == 1 for p in places) / total, sum(1 <= p <= 3 for p in places) / total
    slowest = statistics.quantiles(times, n=20)[-1]
    return [
        name,
        first,
        third,
        none / total,
        "—" if ready is None else f"{ready:.0f}",
        f"{statistics.median(times):.1f}",
        f"{slowest:.1f}",
        size // 1000,
    ]


# ---- what is built ----


def _npm() -> Path:
    WORK.mkdir(parents=True, exist_ok=True)
    modules = WORK / "node_modules"
    if not all((modules / name.split("@")[0]).is_dir() for name in LIBRARIES):
        subprocess.run(
            ["npm", "install", "--no-save", "--silent", "--prefix", str(WORK), *LIBRARIES], check=True
        )
    return modules


def _pages() -> Path:
    """The chapters as plain Markdown, without our scripts and styles."""
    full, pages = WORK / "full", WORK / "pages"
    for folder in (full, pages):
        shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(
        [sys.executable, "-m", "generator", "pages", str(full)], check=True, cwd=REPO, capture_output=True
    )
    shutil.copytree(full / "docs/chapters", pages / "docs/chapters")
    (pages / "docs/index.md").write_text("# 手册\n", encoding="utf-8")
    config = {
        "site_name": "手册",
        "theme": {"name": "material", "language": "zh", "font": False},
        "plugins": [{"search": {"lang": "zh"}}],
        "markdown_extensions": ["attr_list"],
    }
    (pages / "mkdocs.yml").write_text(source.dump(config), encoding="utf-8")
    return pages


def _sites() -> dict[str, Path]:
    pages, modules = _pages(), _npm()
    sites = {name: WORK / f"site-{name}" for name in ("material", "jieba", "zensical", "pagefind")}
    for site in sites.values():
        shutil.rmtree(site, ignore_errors=True)
    subprocess.run(
        [*MKDOCS, "build", "-q", "-d", str(sites["material"])],
        check=True,
        cwd=pages,
        capture_output=True,
    )
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(sites["jieba"])],
        check=True,
        cwd=pages,
        capture_output=True,
    )
    shutil.copytree(sites["material"], sites["pagefind"])
    subprocess.run(
        ["node", str(modules / "pagefind/lib/runner/bin.cjs"), "--site", str(sites["pagefind"])],
        check=True,
        cwd=pages,
        capture_output=True,
    )
    subprocess.run([sys.executable, "-m", "zensical", "build"], check=True, cwd=pages, capture_output=True)
    shutil.move(pages / "site", sites["zensical"])
    return sites


def _libraries(root: Path, folder: Path) -> dict[str, int]:
    """Writes what the library page needs; tells the gzipped bytes of each engine."""
    book = resolve(loader.load(root))
    assert book is not None
    catalogue = search.catalogue_of(book)
    folder.mkdir(parents=True, exist_ok=True)
    for path, data in search.files(catalogue).items():
        (folder / Path(path).name).write_bytes(data)
    (folder / "engine.js").write_bytes(web.script("search/engine.js"))
    names = {
        "T": "title",
        "S": "statement",
        "K": "keywords",
        "Y": "said",
        "A": "asked",
        "C": "clause",
        "P": "practice",
        "R": "reason",
    }
    docs = []
    for entry in catalogue.entries:
        if not entry.group:
            continue
        doc = {"id": entry.id, "group": entry.group}
        for field, text in catalogue.lines(entry):
            if name := names.get(field.letter):
                doc[name] = f"{doc[name]} {text}" if name in doc else text
        docs.append(doc)
    (folder / "docs.js").write_text(f"self.DOCS={json.dumps(docs, ensure_ascii=False)}", encoding="utf-8")
    modules = _npm()
    shutil.copy(modules / "minisearch/dist/umd/index.js", folder / "minisearch.js")
    shutil.copy(modules / "lunr/lunr.min.js", folder / "lunr.js")
    (folder / "page.js").write_text(LIBRARY_PAGE, encoding="utf-8")
    scripts = ("engine.js", "data.js", "more.js", "docs.js", "minisearch.js", "lunr.js", "page.js")
    tags = "".join(f'<script src="{name}"></script>' for name in scripts)
    (folder / "index.html").write_text(f'<!doctype html><meta charset="utf-8">{tags}', encoding="utf-8")
    size = {name: len(gzip.compress((folder / name).read_bytes())) for name in scripts}
    return {
        "ours": size["engine.js"] + size["data.js"],
        "minisearch": size["minisearch.js"] + size["docs.js"],
        "lunr": size["lunr.js"] + size["docs.js"],
    }


# ---- how each is asked ----


class _Handler(SimpleHTTPRequestHandler):
    sent: dict[str, int]

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def send_head(self) -> Any:  # noqa: ANN401 - as the class above has it
        path = Path(self.translate_path(self.path))
        if path.is_file() and re.search(r"search|pagefind|workers", self.path):
            type(self).sent[self.path] = len(gzip.compress(path.read_bytes()))
        return super().send_head()


def _served(folder: Path) -> Iterator[tuple[str, dict[str, int]]]:
    handler = type("Handler", (_Handler,), {"sent": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", handler.sent
    server.shutdown()
    server.server_close()


def _called(page: Page, script: str, query: str) -> tuple[list[str], float]:
    """Asks an engine that answers a function."""
    found, took = page.evaluate(
        f"async (text) => {{ const from = performance.now(); const found = await ({script})(text); "
        "return [found, performance.now() - from]; }",
        query,
    )
    return found, took


def _typed(page: Page, box: str, read: str, query: str) -> tuple[list[str], float]:
    """Types into a box and waits until its list has been quiet for a while; the quiet time is not counted."""
    page.fill(box, "")
    page.wait_for_timeout(150)
    page.fill(box, query)
    page.locator(box).press("Shift")
    changed = time.perf_counter()
    found: list[str] = page.evaluate(read)
    while time.perf_counter() - changed < (0.3 if found else 0.9):
        now = page.evaluate(read)
        if now != found:
            found, changed = now, time.perf_counter()
        page.wait_for_timeout(10)
    return found, max(0.0, page.evaluate("at.list - at.key"))


def _site_row(browser: Browser, name: str, site: Path) -> list[object]:
    for address, sent in _served(site):
        page = browser.new_page()
        page.goto(address)
        if name == "pagefind":
            ask: Callable[[str], tuple[list[str], float]] = partial(_called, page, PAGEFIND)
            ask("客户")
        else:
            box, read = '[data-md-component="search-query"]', MATERIAL
            if name == "zensical":
                page.click(".md-search__button")
                box, read = "input[role=combobox]", ZENSICAL
            else:
                page.click(box)
            page.wait_for_timeout(1000)
            page.evaluate(WATCH, name == "zensical")
            ask = partial(_typed, page, box, read)
            ask("客户")
        size = sum(sent.values())
        row = _row(name, ask, None, size)  # when a site is ready cannot be told from outside
        page.close()
    return row


def _library_rows(browser: Browser, root: Path, folder: Path, *, without: str = "") -> Iterator[list[object]]:
    sizes = {name: size for name, size in _libraries(root, folder).items() if name != without}
    for address, _ in _served(folder):
        for name, size in sizes.items():
            page = browser.new_page()
            page.goto(address)
            ready = page.evaluate(
                "(name) => { const from = performance.now(); self.query = start[name](); query('客户'); "
                "return performance.now() - from; }",
                name,
            )
            yield _row(name, partial(_called, page, "(text) => self.query(text).slice(0, 500)"), ready, size)
            page.close()


def run() -> None:
    """This handbook in every engine, then 10,000 rules in those that run without a site."""
    head = ("engine", "first hit", "first three", "nothing", "ready, ms", "median, ms", "p95, ms", "kB gz")
    large = WORK / "large"
    shutil.rmtree(large, ignore_errors=True)
    synthetic.write(large, 10_000)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        table(head, list(_library_rows(browser, REPO, WORK / "libraries")))
        table(head, [_site_row(browser, name, site) for name, site in _sites().items()])
        print("\n10,000 rules (the first columns mean nothing: the queries are this handbook's)\n")
        table(head, list(_library_rows(browser, large, WORK / "large-libraries", without="lunr")))
        browser.close()
