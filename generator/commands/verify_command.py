"""Compare a deployed SITE with its manifest: what is missing, changed, added.

SITE is a folder or an address (http://… or https://…).  [default: site]
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.commands.common import ROOT
from generator.commands.errors import FAULTS, OK
from generator.content import site_settings
from generator.core.texts import _
from generator.outputs.target import deployed, manifest


@click.command(help=__doc__)
@ROOT
@click.argument("site", required=False)
def command(root: Path, site: str | None) -> None:
    """Prints a line for each file that is not as it was built; ends with 1 when there is one."""
    on_server = site is not None and site.casefold().startswith(("http://", "https://"))
    place = site or str(root / (site_settings.read(root)[0].site_dir or "site"))
    if not on_server and not Path(place).is_dir():
        raise click.BadParameter(_("没有文件夹 {place}").format(place=place), param_hint="SITE")
    try:
        verdict = deployed.verify(place) if on_server else manifest.verify(Path(place))
    except manifest.ManifestError as fault:
        click.echo(_("没法核对 {place}：{fault}。").format(place=place, fault=fault))
        sys.exit(FAULTS)
    for one in verdict.differences:
        click.echo(f"{one.what}\t{_shown(one.path)}")
    if not verdict.whole:
        click.echo(_("清单只列了下载文件（旧版本生成的，或交给别的引擎的网页），别的文件没有核对。"))
    said = (
        _("有 {count} 处不一致").format(count=len(verdict.differences))
        if verdict.differences
        else _("全部一致")
    )
    click.echo(
        _("《{shown}》，清单里 {listed} 个文件，{said}。").format(
            shown=_shown(verdict.about), listed=verdict.listed, said=said
        )
    )
    if on_server:
        click.echo(_("从网上看不到清单以外多出的文件：在服务器上对着文件夹再核对一次。"))
    click.echo(_("清单自己的SHA-256：{sha256}").format(sha256=verdict.sha256))
    sys.exit(FAULTS if verdict.differences else OK)


def _shown(text: str) -> str:
    """A name as a terminal may show it: control characters and what is no Unicode are spelled out."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
