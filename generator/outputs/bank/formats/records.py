"""The bank as JSON: the same records as in handbook.json, for programs that want nothing but questions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.book.bank import Bank
from generator.core.texts import N_
from generator.outputs.bank.exports import Format, everything
from generator.outputs.data import question_data

if TYPE_CHECKING:
    from generator.outputs.bank.exports import Batch


def _write(batch: Batch) -> bytes:
    """One question a line, so that two editions can be compared."""
    head = {"title": batch.title, "edition": batch.edition, "effective": batch.effective.isoformat()}
    lists: dict[str, list[dict[str, Any]]] = {
        "rules": [{"id": id_, "title": title} for id_, title in batch.rules],
        "questions": [question_data.record(question).plain() for question in batch.questions],
        "cases": [case.plain() for case in question_data.cases(Bank(batch.questions))],
    }
    parts = [' "schema": 1', f' "handbook": {json.dumps(head, ensure_ascii=False)}']
    for name, entries in lists.items():
        lines = ",\n".join(f"  {json.dumps(entry, ensure_ascii=False)}" for entry in entries)
        parts.append(f' "{name}": [\n{lines}\n ]' if lines else f' "{name}": []')
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def schema() -> bytes:
    """What every key means, for programs and their authors."""
    found = question_data.BankData.model_json_schema(by_alias=True)
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


FORMATS = (
    Format(
        "json", "JSON", N_("给自己的程序读"), ".json", _write, everything, (("quiz.schema.json", schema),)
    ),
)
