"""The command ``handbook``: a file a command, each with a line of help, none loaded for the help of all."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from generator.commands.cli import main

CONTEXT = click.Context(main, info_name="handbook")
NAMES = main.list_commands(CONTEXT)


def test_the_help_has_a_line_about_each_command() -> None:
    said = CliRunner().invoke(main, ["--help"]).output
    assert {"build", "check", "export", "serve", "verify"} <= set(NAMES)
    for name in NAMES:
        assert f"\n  {name} " in said


@pytest.mark.parametrize("name", NAMES)
def test_a_command_says_of_itself_what_the_help_says(name: str) -> None:
    command = main.get_command(CONTEXT, name)
    assert command is not None
    summary = (command.help or "").partition("\n")[0]
    assert summary.endswith(".")
    formatter = click.HelpFormatter(width=1000)
    main.format_commands(CONTEXT, formatter)
    assert any(line.split() == [name, *summary.split()] for line in formatter.getvalue().splitlines())
    assert CliRunner().invoke(main, [name, "--help"]).exit_code == 0


@pytest.mark.parametrize("words", [["no"], ["errors"], ["../x"], ["check_command"], ["Check"]])
def test_what_is_no_command_is_a_wrong_use(words: list[str]) -> None:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 2
    assert "No such command" in done.output


def test_the_help_loads_no_command() -> None:
    code = (
        "import sys; from generator.commands.cli import main; main(['--help'], standalone_mode=False); "
        "print([name for name in sys.modules if name.split('.')[0] in {'mkdocs', 'pydantic', 'weasyprint'} "
        "or name.endswith('_command')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\n[]\n")
