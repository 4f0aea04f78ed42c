"""The command ``handbook``: finds its commands and turns what the machine refuses into a sentence.

A command is a file: NAME_command.py in this folder, with the click command ``command`` in it. Its first line
is what ``--help`` says of it, so that the help of all need not load what each of them works with.
"""

from __future__ import annotations

import ast
import errno
import importlib
import sys
from pathlib import Path
from typing import Any

import click

from generator import __version__
from generator.commands.errors import FAULTS, INTERRUPTED
from generator.core import machine_faults
from generator.core.texts import _

_HERE, _SUFFIX = Path(__file__).parent, "_command"


class _Commands(click.Group):
    """The commands in this folder, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """Their names."""
        return sorted(path.stem.removesuffix(_SUFFIX) for path in _HERE.glob(f"*{_SUFFIX}.py"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One of them; None for a name that none has."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found = importlib.import_module(f"{__package__}.{cmd_name}{_SUFFIX}").command
        assert isinstance(found, click.Command)  # noqa: S101 - for the type checker
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes a line about each."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _summary(name)) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - whatever a command returns
        """Runs one; what the machine refuses is a sentence, and Ctrl-C says so to the shell."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo(_("已中断。"), err=True)
            sys.exit(INTERRUPTED)
        except OSError as fault:
            if fault.errno == errno.EPIPE:  # the reader of our output has gone: click knows what to do
                raise
            click.echo(machine_faults.sentence(fault), err=True)
            sys.exit(FAULTS)


def _summary(name: str) -> str:
    module = ast.parse((_HERE / f"{name}{_SUFFIX}.py").read_bytes())
    return (ast.get_docstring(module) or "").partition("\n")[0]


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handbook")
def main() -> None:
    """Turns a policy written as YAML into a handbook people can use."""
