"""The bank as JSON: the same records as in handbook.json, for programs that want nothing but questions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator import question_data
from generator.exports import Format, everything
from generator.quiz import Bank

if TYPE_CHECKING:
    from generator.exports import Batch


def _write(batch: Batch) -> bytes:
    """One question a line, so that two editions can be compared."""
    head = {"title": batch.title, "edition": batch.edition, "effective": batch.effective.isoformat()}
    lists = {
        "questions": [question_data.plain(question) for question in batch.questions],
        "cases": question_data.cases(Bank(batch.questions)),
    }
    parts = [' "schema": 1', f' "handbook": {json.dumps(head, ensure_ascii=False)}']
    for name, entries in lists.items():
        lines = ",\n".join(f"  {json.dumps(entry, ensure_ascii=False)}" for entry in entries)
        parts.append(f' "{name}": [\n{lines}\n ]' if lines else f' "{name}": []')
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


FORMATS = (
    Format(
        "json",
        "JSON",
        "给程序读；每个键的意思见数据格式（JSON Schema）的 Question",
        ".json",
        _write,
        everything,
    ),
)
