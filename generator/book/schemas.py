"""JSON Schemas of the content files: editors complete keys and ids and underline mistakes while one types."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.book.handbook import ALL, NONE
from generator.content import layout, model

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.book.handbook import Handbook

Schema = dict[str, Any]


def schemas(book: Handbook) -> dict[str, str]:
    """File name → text of a schema, one for each kind of content file.

    The ids of ``book``'s own vocabularies stand in them, so that an editor offers the channels there are.
    """
    shapes: dict[str, type[model.base.Model]] = {
        name.removesuffix(".yaml"): shape for name, (shape, _, _) in layout.SINGLE_FILES.items()
    }
    shapes |= {"chapter": model.ChapterFile, "checklist": model.Checklist, "quiz": model.QuizFile}
    shapes |= {"search": model.SearchFile}
    parts: dict[str, tuple[type[model.base.Model], tuple[str, ...]]] = {
        "rules": (model.ChapterFile, ("rules",)),
        "chapter-head": (model.ChapterFile, ("chapter", "title", "slug", "summary")),
        "questions": (model.QuizFile, ("accepted", "questions", "cases")),
    }
    words = _words(book)
    found = {name: _schema(shape, words) for name, shape in shapes.items()}
    found |= {name: _part(_schema(shape, words), keys) for name, (shape, keys) in parts.items()}
    return {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in sorted(found.items())
    }


def _part(schema: Schema, keys: tuple[str, ...]) -> Schema:
    """What a file may hold that has only some keys of a whole."""
    properties = {key: value for key, value in schema["properties"].items() if key in keys}
    return {
        **schema,
        "properties": properties,
        "required": [key for key in schema["required"] if key in keys],
    }


def _words(book: Handbook) -> Mapping[str, list[str]]:
    """Field → the ids that may stand there."""
    return {
        "channels": [ALL, NONE, *(entry.id for entry in book.channels)],
        "stages": [ALL, *(entry.id for entry in book.stages)],
        "bearer": [entry.id for entry in book.roles],
        "authority": [entry.id for entry in book.authorities],
        "related": [entry.id for entry in book.terms],
    }


def _schema(shape: type[model.base.Model], words: Mapping[str, list[str]]) -> Schema:
    found: Schema = shape.model_json_schema(by_alias=True)
    _adapt(found, None, words)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def _adapt(node: object, field: str | None, words: Mapping[str, list[str]]) -> None:
    """Offers the vocabularies' ids, and lets text look like a number: editors read 4.3 as one, we do not."""
    if isinstance(node, list):
        for child in node:
            _adapt(child, field, words)
    elif isinstance(node, dict):
        if node.get("type") == "string" and "enum" not in node:
            ids = words.get(field or "")
            node |= {"enum": ids} if ids else _text_like(node)
        for key, child in node.items():
            for name, inner in child.items() if key in {"properties", "$defs"} else [(field, child)]:
                _adapt(inner, name if key != "$defs" else None, words)


def _text_like(node: Schema) -> Schema:
    return {} if "format" in node else {"type": ["string", "number"]}
