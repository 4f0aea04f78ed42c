"""The documents say what is so: commands exist, links lead somewhere, the first screen is one screen."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
import yaml
from click.testing import CliRunner

from generator import __version__
from generator.commands.cli import main
from generator.content import layout, loader

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
#: Words of `./run` itself; all others are commands of `handbook`.
OWN_WORDS = {"build", "test", "mutants", "bench", "setup", "lock", "sbom", "texts", "help"}


def _named_commands() -> set[tuple[str, str]]:
    return {
        (path.name, word)
        for path in DOCUMENTS
        for word in re.findall(r"(?:\./run|`handbook) ([a-z]+)", path.read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize(("document", "word"), sorted(_named_commands()))
def test_every_command_in_a_document_exists(document: str, word: str) -> None:
    del document
    assert word in main.list_commands(click.Context(main)) or word in OWN_WORDS


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_between_documents_leads_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", path.read_text(encoding="utf-8"))
    missing = [target for target in targets if not (path.parent / target).exists()]
    assert missing == []


def test_every_file_that_contributing_names_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`([a-z][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_.-]*)+)`", text)
    shown = [name for name in named if not re.search("[A-Z]{4}", name)]  # NAME_command.py is any command's
    assert len(shown) > 40
    assert [
        name for name in shown if not any((ROOT / top / name).exists() for top in ("", "generator"))
    ] == []


def test_the_readme_opens_on_one_screen() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 60


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], str]:
    """What `handbook check` prints when one reference to a rule is changed into another."""

    @cache
    def printed(meant: str, broken: str) -> str:
        root = tmp_path_factory.mktemp("broken")
        shutil.copytree(ROOT / "content", root / "content")
        chapter = root / "content/rules/04-relationship/4.3.yaml"
        good = chapter.read_text(encoding="utf-8")
        assert f"      - rule: {meant}\n" in good
        bad = good.replace(f"      - rule: {meant}\n", f"      - rule: {broken}\n", 1)
        chapter.write_text(bad, encoding="utf-8")
        return CliRunner().invoke(main, ["check", "--root", str(root)]).output

    return printed


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_error_that_a_readme_shows_is_the_real_one(name: str, checked: Callable[[str, str], str]) -> None:
    """Breaks a reference the way the document tells and compares what is printed, line numbers aside."""
    text = (ROOT / name).read_text(encoding="utf-8")
    shown = re.search(r"(?m)^content/rules/.*R102.*\n.*\n.*\n  提示：.*$", text)
    assert shown
    broken, meant = (
        re.findall(r"\d+\.\d+\.\d+-\d+", shown[0])[0],
        re.findall(r"\d+\.\d+\.\d+-\d+", shown[0])[-1],
    )
    printed = checked(meant, broken)
    line, source, caret, hint = shown[0].splitlines()
    assert line.split(": ", 1)[1] in printed
    assert source.split("| ")[1].strip() in printed
    assert caret.split("|")[1].strip() in printed
    assert hint in printed


def test_the_authors_readme_names_every_single_file() -> None:
    text = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    assert [name for name in layout.SINGLE_FILES if name not in text] == []


def test_the_rule_that_the_authors_readme_shows_fits_the_model() -> None:
    text = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    block = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert block
    (rule,) = yaml.load(block[1], Loader=yaml.BaseLoader)  # noqa: S506 - text only
    assert loader.model.Rule.model_validate(rule).id == "4.3.2-2"


def test_no_registry_host_is_written_down() -> None:
    """Locks and scripts name packages, never where they come from: every company has its own mirror.

    Looks without git, which a machine that only runs the tests need not have.
    """
    host = re.compile(r"https?://[^ )\"']*(pypi|pythonhosted|npmjs|deb\.debian)")
    made = {"tests", "site"}
    tops = [one for one in ROOT.iterdir() if not one.name.startswith(".") and one.name not in made]
    files = [path for top in tops for path in (top, *top.rglob("*")) if path.is_file()]
    assert files
    assert [path for path in files if host.search(path.read_bytes().decode(errors="ignore"))] == []


def test_decisions_are_numbered_records_with_a_status_and_an_index() -> None:
    folder = ROOT / "docs/decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| \[(\d{4})\]\((\S+)\) \| (.+) \| (\S+) \| (.+) \|$", index)
    files = sorted(path for path in folder.iterdir() if path.name != "README.md")
    assert [row[1] for row in rows] == [path.name for path in files]
    for number, (path, (told, _, title, date, status)) in enumerate(zip(files, rows, strict=True), start=1):
        head, _, dated, _, *body = path.read_text(encoding="utf-8").splitlines()
        assert (told, path.name[:5]) == (f"{number:04d}", f"{number:04d}-")
        assert (head, dated) == (f"# {told} · {title}", f"{date} · {status}")
        assert re.fullmatch(r"accepted|(accepted; on \w+ )?superseded by \[\d{4}\]\(\S+\)", status)
        assert body


def test_the_changelog_names_the_version_that_the_program_has() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"(?m)^## (.*)$", text)
    assert heads[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - 20\d\d-\d\d-\d\d", head) for head in heads[1:])
    assert heads[1].startswith(f"[{__version__}] ")
