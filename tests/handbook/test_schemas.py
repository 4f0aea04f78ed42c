"""The editors' schemas are fresh, accept all real content as an editor reads it, and underline mistakes."""

from __future__ import annotations

import copy
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from generator.book.schemas import schemas

if TYPE_CHECKING:
    from generator.book.handbook import Handbook

ROOT = Path(__file__).parents[2]
CONTENT = sorted(
    path
    for path in [*ROOT.glob("content/**/*.yaml"), *ROOT.glob("checklists/*.yaml")]
    if path.parent.name != "reviewed"  # written by a command alone
)


class _EditorsLoader(yaml.SafeLoader):
    """Reads numbers as numbers, as editors do; they follow YAML 1.2, where a date is text."""


_EditorsLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_EditorsLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


@cache
def _as_an_editor_reads_it(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_EditorsLoader)  # noqa: S506 - a safe loader


@cache
def _named_schema(path: Path) -> dict[str, Any]:
    """The schema that the file's first line names."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema="), f"{path} names no schema"
    schema: dict[str, Any] = json.loads((path.parent / first.split("=", 1)[1]).read_text(encoding="utf-8"))
    return schema


def test_schemas_are_what_the_models_say(real_book: Handbook) -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "schemas").glob("*.json")}
    assert written == schemas(real_book), "run ./run docs"


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_real_content_has_no_red_line(path: Path) -> None:
    jsonschema.Draft202012Validator(_named_schema(path)).validate(_as_an_editor_reads_it(path))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("berer", "front-line"),
        ("bearer", "nobody"),
        ("channels", ["fax"]),
        ("modality", "必须"),
        ("statement", []),
    ],
)
def test_mistakes_are_underlined(field: str, value: object) -> None:
    path = ROOT / "content/rules/04-relationship/4.1.yaml"
    data = copy.deepcopy(_as_an_editor_reads_it(path))
    data["rules"][0][field] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(_named_schema(path)).validate(data)
