"""A handbook's mkdocs.yml as data: a few harmless keys are taken, nothing in it is run.

What MkDocs itself would do with such a file (load tags, hooks, plugins, themes, other files) is its author's
to run on its author's machine; whoever builds somebody else's handbook must be able to do so without trust.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from generator.content.model.base import Line, SiteUrl  # noqa: TC001 - pydantic needs the types at run time
from generator.content.reading import source
from generator.content.validation.validate import validate
from generator.core.diagnostic import error
from generator.core.texts import _

if TYPE_CHECKING:
    from generator.core.diagnostic import Diagnostic

NAME = "mkdocs.yml"


class SiteSettings(BaseModel):
    """mkdocs.yml：只取这几个键，别的都不看。"""

    model_config = ConfigDict(frozen=True, extra="ignore")

    site_url: SiteUrl | None = None
    """网站发布后的地址。"""
    site_description: Line | None = None
    site_author: Line | None = None
    copyright: Line | None = None
    site_dir: Line | None = None
    """网站生成到哪里，从手册的文件夹算起，不出那里。"""

    @property
    def for_mkdocs(self) -> dict[str, Any]:
        """What MkDocs is told of it."""
        return self.model_dump(exclude_none=True, exclude={"site_dir"})


def read(root: Path) -> tuple[SiteSettings, list[Diagnostic]]:
    """The settings of the handbook in ``root``, and what is wrong with its mkdocs.yml.

    Without such a file, and for whatever in it is wrong, the settings are empty.
    """
    path = root / NAME
    if not (path.exists() or path.is_symlink()):
        return SiteSettings(), []
    document, faults = source.read_foreign(path, root)
    if document is None:
        return SiteSettings(), faults
    if not isinstance(document.data, dict):
        hint = _("写成“键: 值”，如 site_url: https://handbook.example/；用不着就删掉这个文件。")
        return SiteSettings(), [*faults, error(document.span(), "S120", _("mkdocs.yml 应是“键: 值”"), hint)]
    settings, misfits = validate(document, SiteSettings)
    if settings is None:
        return SiteSettings(), [*faults, *misfits]
    if settings.site_dir and not _is_inside(root, settings.site_dir):
        hint = _("写成手册文件夹里的一个名字，如 public；要生成到别处，构建时写 --site-dir。")
        faults.append(error(document.span("site_dir"), "S122", _("site_dir 在手册的文件夹之外"), hint))
        settings = settings.model_copy(update={"site_dir": None})
    return settings, faults


def _is_inside(root: Path, folder: str) -> bool:
    """Where its links lead counts; those that lead in a circle are told when the site is to be put there."""
    return Path(os.path.realpath(root / folder)).is_relative_to(os.path.realpath(root))
