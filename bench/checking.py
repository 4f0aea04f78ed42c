"""`handbook check` beside PyYAML's C loader only composing the same files, sound and very faulty."""

from __future__ import annotations

import shlex
import shutil
import sys
import tempfile
from pathlib import Path

from bench.measure import cost, table
from bench.roots import REPO, roots

COMPOSE = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    try:
        yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        pass
"""

HEAD = "chapter: 1\nrules:\n"
#: What to write into a chapter: each line, or two, is a fault.
FAULTS = {
    "20,000 empty rules": HEAD + "  - {}\n" * 20_000,
    "700,000 empty rules": HEAD + "  - {}\n" * 700_000,
    "20,000 tags and repeated keys": HEAD + "  - id: 1.1.1-1\n" + "    k: !t v\n" * 20_000,
    "a list of 300,000 on one line": "k: [" + ",".join(["aaa"] * 300_000) + "]\n",
    "a line of 100,000 blanks": "a: 1\n" + " " * 100_000 + "x\n b: c\n",
    "50,000 quotes on a line": "a: b\n c: " + '\\"' * 50_000 + "\n",
    "100,000 unknown keys": HEAD + "  - id: 1.1.1-1\n" + "".join(f"    k{n}: v\n" for n in range(100_000)),
}


def run() -> None:
    """This handbook, synthetic ones of 2,000 and 10,000 rules, faults by the thousand; whole processes."""
    rows = []
    with tempfile.TemporaryDirectory() as work:
        for name, root in roots(Path(work)).items():
            floor = cost([sys.executable, "-c", COMPOSE, str(root / "content")])
            ours = cost(
                [sys.executable, "-m", "generator", "check", "--format", "concise", "--root", str(root)], REPO
            )
            rows.append((name, floor.cpu, ours.cpu, ours.cpu / floor.cpu, f"{ours.memory:.0f}"))
        rows += [_faulty(name, text, Path(work) / "faulty") for name, text in FAULTS.items()]
    table(("handbook", "compose, CPU s", "handbook check, CPU s", "ratio", "memory, MB"), rows)


def _faulty(name: str, text: str, root: Path) -> tuple[str, float, float, float, str]:
    """A row for a handbook with one chapter that holds nothing but faults."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(REPO / "tests/samples/base", root)
    (root / "content/chapters/01-counter.yaml").write_text(text, encoding="utf-8")
    floor = cost([sys.executable, "-c", COMPOSE, str(root / "content")])
    check = shlex.join([sys.executable, "-m", "generator", "check", "--root", str(root)])
    ours = cost(["sh", "-c", f"{check} || test $? = 1"], REPO)
    return name, floor.cpu, ours.cpu, ours.cpu / floor.cpu, f"{ours.memory:.0f}"
