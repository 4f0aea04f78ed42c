"""What benchmarks compare: our handbook, synthetic ones of two sizes, and MkDocs alone."""

from __future__ import annotations

import sys
from pathlib import Path

from bench import synthetic

REPO = Path(__file__).resolve().parent.parent
#: As people install it. Where there is jieba, which bench/search needs, Material's own search would cut every
#: page into words and take four times as long.
MKDOCS = [
    sys.executable,
    "-c",
    "import sys; sys.modules['jieba'] = None; from mkdocs.__main__ import cli; cli()",
]


def roots(work: Path, sizes: tuple[int, ...] = (2_000, 10_000)) -> dict[str, Path]:
    """What to call it → its folder; synthetic ones of so many rules are written below ``work``."""
    found = {"this handbook": REPO}
    for size in sizes:
        name = f"{size:,} rules"
        found[name] = work / str(size)
        synthetic.write(found[name], size)
    return found
