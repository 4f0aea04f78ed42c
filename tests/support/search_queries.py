"""The queries that the search is measured with, and how a rank is counted."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.search import Result

DATA = Path(__file__).parents[1] / "samples/data"
#: File, share of first hits, share among the first three: a little below what was reached; content may move.
SETS = [
    ("search-queries-dev.tsv", 0.95, 0.98),
    ("search-queries-own.tsv", 0.86, 0.96),
    ("search-queries-blind.tsv", 0.85, 0.92),
    ("search-queries-fresh.tsv", 0.85, 0.95),
    ("search-queries-held.tsv", 0.85, 0.95),
    ("search-queries-later.tsv", 0.90, 0.97),
    ("search-queries-hard.tsv", 0.82, 0.93),
    ("search-queries-once.tsv", 0.88, 0.95),
]


def answers(name: str) -> list[tuple[str, list[str]]]:
    """Every query of a file and the clauses that answer it."""
    lines = [
        line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    return [(row["query"], row["clauses"].split("|")) for row in csv.DictReader(lines, delimiter="\t")]


def rank(results: Iterable[Result], clauses: list[str]) -> int:
    """The place, from 1, of the first result that answers; 0 when none does."""
    for place, result in enumerate(results, start=1):
        group = result.best.entry.group
        for clause in clauses:
            prefix = clause.removesuffix(".*")
            if group and (group == prefix or group.startswith(prefix + ".")):
                return place
    return 0
