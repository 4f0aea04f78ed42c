"""Scripts and styles pass their linter, formatter and types, by programs for node that scripts/ locks."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator import web
from tests.support.npm_readers import installed

pytestmark = pytest.mark.slow

HERE = Path(__file__).parents[1] / "scripts"


def _biome(*paths: Path) -> str:
    command = [installed("scripts") / "node_modules/.bin/biome", "ci", "--colors=off"]
    return _said(*command, "--error-on-warnings", f"--config-path={HERE}", *paths)


def _types(config: Path) -> str:
    return _said(installed("scripts") / "node_modules/.bin/tsc", "--project", config)


def _said(*command: str | Path) -> str:
    """What a program has against it; nothing when it is content."""
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def test_scripts_and_styles_pass_linter_and_formatter() -> None:
    assert _biome(web.SCRIPTS, web.STYLES, web.THEME / "assets", HERE) == ""


def test_types_of_scripts_hold() -> None:
    assert _types(HERE / "tsconfig.json") == ""


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.js", "export const a = 1\n", "differs from formatting"),
        ("a.js", "export function f() {\n  for (;;) debugger;\n}\n", "noDebugger"),
        ("a.css", "a {\n  colour: red;\n}\n", "noUnknownProperty"),
    ],
)
def test_linter_and_formatter_notice(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert said in _biome(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("export const f = (a) => a;\n", "implicitly has an 'any' type"),
        ('document.querySelector("p").remove();\n', "possibly 'null'"),
        ("export const a = unheardOf;\n", "Cannot find name"),
    ],
)
def test_types_notice(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "a.js").write_text(text, encoding="utf-8")
    config = tmp_path / "tsconfig.json"
    config.write_text(f'{{"extends": "{HERE}/tsconfig.json", "include": ["."]}}', encoding="utf-8")
    assert said in _types(config)
