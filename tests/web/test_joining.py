"""Modules are written, classic scripts are sent."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from generator import web
from generator.web import joining

if TYPE_CHECKING:
    from pathlib import Path

SENT = web.files() | {f"scorm/{name}": web.script(name) for name in web._PACKAGED}


def _script(folder: Path, **modules: str) -> str:
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return joining.script(folder / "main.js")


@pytest.mark.skipif(shutil.which("node") is None, reason="no node")
def test_modules_run_once_and_before_those_that_need_them(tmp_path: Path) -> None:
    script = _script(
        tmp_path,
        main='import { a as one } from "./a.js";\nimport * as b from "./b.js";\nimport "./c.js";\n'
        "const said = 1;\nconsole.log(one, b.twice(said));\n",
        a='import { twice } from "./b.js";\n\nexport const a = twice(4);\n'
        'const said = "own";\nconsole.log(said);\n',
        b='console.log("b");\nexport function twice(n) {\n  return 2 * n;\n}\n',
        c='console.log("c");\n',
    )
    done = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n") == ["b", "own", "c", "8 2", ""]


def test_comments_and_indentation_stay_at_home(tmp_path: Path) -> None:
    script = _script(
        tmp_path,
        main="// one\n/**\n * two * 3 / 4\n */\nexport class A {\n"
        "  /** @type {number} */ size = 1; // kept\n\n  /* five */\n  f() {}\n}\n",
    )
    body = script.split("$.push((() => {\n")[1].split("return {")[0]
    assert body == "class A {\nsize = 1; // kept\nf() {}\n}\n"


@pytest.mark.parametrize(
    ("modules", "said"),
    [
        ({"main": 'import "./a.js";\n', "a": 'import "./main.js";\n'}, "main.js → a.js → main.js"),
        ({"main": "export default 1;\n"}, "export default 1"),
        ({"main": "export let a = 1;\n"}, "export let a"),
        ({"main": 'import a from "./a.js";\n'}, "import a from"),
        ({"main": "const a = `\n  x`;\n"}, "over several lines"),
    ],
)
def test_what_the_joiner_does_not_understand_is_refused(
    tmp_path: Path, modules: dict[str, str], said: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        _script(tmp_path, **modules)


def test_a_sheet_stands_where_it_is_imported(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/b.css").write_text("/* b */\nb {\n  top: 0;\n}\n", encoding="utf-8")
    (tmp_path / "a.css").write_text('@import "./in/b.css";\na {}\n', encoding="utf-8")
    assert joining.sheet(tmp_path / "a.css") == "b {\ntop: 0;\n}\na {}\n"


@pytest.mark.parametrize("name", [name for name in SENT if name.endswith(".js")])
def test_what_is_sent_runs_under_a_strict_policy_from_a_disk(name: str) -> None:
    text = SENT[name].decode()
    assert text.startswith('"use strict";')
    assert not re.search(
        r"^\s*(//|/\*|import\b|export\b)|\beval\(|new Function|\.innerHTML", text, re.MULTILINE
    )


@pytest.mark.parametrize(
    ("folder", "pattern", "entries"),
    [
        (web.SCRIPTS, r'^(?:import|\}) .*?"(\..*\.js)";', {*web._ENTRIES.values(), *web._PACKAGED.values()}),
        (web.STYLES, r'^@import "(.*\.css)";', {*web._SHEETS, "scorm.css"}),
    ],
)
def test_every_file_is_sent(folder: Path, pattern: str, entries: set[str]) -> None:
    """A module or sheet that nobody imports is forgotten."""
    files = {path for path in folder.rglob("*") if path.suffix in {".css", ".js"}}
    used = {
        (path.parent / found).resolve()
        for path in files
        for found in re.findall(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {path.relative_to(folder).as_posix() for path in files - used} == entries
