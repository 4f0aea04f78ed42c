"""The handbooks that benchmarks compare: ours, and synthetic ones of two sizes."""

from __future__ import annotations

from pathlib import Path

from bench import synthetic

REPO = Path(__file__).resolve().parent.parent


def roots(work: Path) -> dict[str, Path]:
    """What to call it → its folder; the synthetic ones are written below ``work``."""
    found = {"this handbook": REPO}
    for size in (2_000, 10_000):
        name = f"{size:,} rules"
        found[name] = work / str(size)
        synthetic.write(found[name], size)
    return found
