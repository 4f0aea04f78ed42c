"""Move a handbook of the older layout into folders: a file a section, search words in files of their own."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.common import ROOT, refusals, stop
from generator.commands.errors import CommandError
from generator.content import layout, loader
from generator.content.migrating.comparing import differences
from generator.content.migrating.moves import Moves, moves
from generator.core.diagnostic import has_errors
from generator.core.files import writing
from generator.core.texts import _
from generator.outputs.site.workspace import Workspace
from generator.outputs.target import atomic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.content.library import Library


@click.command(help=__doc__)
@ROOT
@click.option("--dry-run", is_flag=True, help="Only say what would become what.")
def command(root: Path, *, dry_run: bool) -> None:
    """Comments, ids and the order of things stay; the handbook says afterwards what it said before."""
    workspace = Workspace(root)
    workspace.examine()
    library = workspace.library
    if library is None or has_errors(library.diagnostics):
        stop(workspace)
    plan = moves(library)
    left = [_("{path} 留在原处：{why}").format(path=path, why=why) for path, why in plan.left.items()]
    if not plan.becomes:
        _tell(left)
        click.echo(
            _("没有要迁移的：别的内容已经分放在各个文件夹里。")
            if left
            else _("没有要迁移的：内容已经分放在各个文件夹里。")
        )
        return
    for old, new in plan.becomes.items():
        click.echo(f"{old} → {_('、').join(new)}")
    made = {path for new in plan.becomes.values() for path in new}
    _tell(_("搜索用的词和说法 → {path}").format(path=path) for path in plan.new if path not in made)
    _tell(left)
    with refusals():
        _move(root, library, plan, dry_run=dry_run)
    count = _("{count} 个文件变成 {new} 个，手册说的一字不变").format(
        count=len(plan.becomes), new=len(plan.new)
    )
    click.echo(
        _("只是试一试，什么也没有写：{count}。").format(count=count)
        if dry_run
        else _("已迁移：{count}。").format(count=count)
    )


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _move(root: Path, library: Library, plan: Moves, *, dry_run: bool) -> None:
    """Makes the new content beside the old, reads it, and puts it in place when it says the same."""
    content = (root / "content").resolve()
    if content.is_mount():
        raise CommandError(_("content 是一个挂载点，不能整个换掉：在别处拷一份，在那里迁移。"))
    with tempfile.TemporaryDirectory(prefix=".content-", dir=content.parent) as folder:
        new = Path(folder) / "content"
        shutil.copytree(content, new, symlinks=True)
        for path in plan.becomes:
            (new / path).unlink()
        for path, text in plan.new.items():
            writing.write(new / path, text)
        for name in (layout.OLDER_RULES, layout.OLDER_QUESTIONS):
            if (new / name).is_dir() and not any((new / name).iterdir()):
                (new / name).rmdir()
        if different := list(differences(library, loader.load(Path(folder)))):
            shown = "\n".join(different[:10])
            raise CommandError(
                _("没有迁移：搬完以后和原来说的不一样，什么也没有改。\n{shown}").format(shown=shown)
            )
        if not dry_run:
            atomic.put_in_place(new, content)
