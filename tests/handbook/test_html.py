"""Pages are sound HTML: html-validate finds nothing on any kind of page."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.support.npm_readers import installed
from tests.support.page_kinds import KINDS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

#: "standard" is what the HTML standard says, without matters of taste.
RULES = {"root": True, "extends": ["html-validate:standard"]}
OTHERS = ["404.html", "r/4.3.2-2/index.html"]


def _findings(folder: Path, paths: list[str], work: Path) -> list[str]:
    config = work / "html-validate.json"
    config.write_text(json.dumps(RULES), encoding="utf-8")
    program = installed() / "node_modules/.bin/html-validate"
    command = [str(program), "--config", str(config), "--formatter", "json", *paths]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("["), done.stderr[-1000:]
    return [
        f"{file['filePath']}:{one['line']} {one['ruleId']}: {one['message']}"
        for file in json.loads(done.stdout)
        for one in file["messages"]
    ]


#: The page of all questions alone takes the validator longer than all others together.
LARGEST = KINDS["quizzes"]
SETS = [[LARGEST], [*(path for path in KINDS.values() if path != LARGEST), *OTHERS]]


@pytest.mark.parametrize("paths", SETS, ids=["all questions", "every other kind"])
def test_every_page_kind_is_sound_html(built_site: Path, tmp_path: Path, paths: list[str]) -> None:
    assert _findings(built_site, paths, tmp_path) == []


def test_what_is_unsound_is_found(built_site: Path, tmp_path: Path) -> None:
    """The test above means something only if this one finds what is wrong."""
    page = (built_site / "404.html").read_text(encoding="utf-8")
    (tmp_path / "bad.html").write_text(
        page.replace("</h1>", '</h1><p id=""><p tabindex="">'), encoding="utf-8"
    )
    assert len(_findings(tmp_path, ["bad.html"], tmp_path)) >= 2
