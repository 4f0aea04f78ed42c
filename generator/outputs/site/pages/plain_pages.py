"""The same pages as a folder for any engine that reads mkdocs.yml: MkDocs, ProperDocs, Zensical."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from generator.book import addresses
from generator.content.reading import source
from generator.core.files.writing import fill

if TYPE_CHECKING:
    from pathlib import Path

    from generator.outputs.site.pages.publication import Publication

#: First line of the mkdocs.yml written here: by it a folder is known as ours.
_OURS = "# 由“handbook pages”写出；再写一次，这里和 docs/ 里同名的文件会被换掉。\n"
_ICON = f"{addresses.ASSETS}icon.svg"
_FEATURES = ["navigation.tabs", "navigation.path", "navigation.prune", "navigation.top", "toc.follow"]


def write(publication: Publication, folder: Path) -> None:
    """Writes docs/ and mkdocs.yml into ``folder``. Raises OSError; files of the same name are replaced."""
    fill(folder / "docs", {page.path: page.markdown.encode() for page in publication.pages})
    fill(folder / "docs", publication.files)
    config = {
        "site_name": escape(publication.title),  # engines print it into HTML as it is
        "use_directory_urls": False,  # links name index.html
        "theme": {
            "name": "material",
            "language": "zh",
            "font": False,
            "favicon": _ICON,
            "features": _FEATURES,
        },
        "extra": {"generator": False},
        "plugins": ["search"],
        "extra_css": list(publication.styles),
        "extra_javascript": list(publication.scripts),
        "markdown_extensions": ["attr_list", "tables", "admonition", {"toc": {"permalink": True}}],
        "nav": publication.nav,
    }
    fill(folder, {"mkdocs.yml": f"{_OURS}{source.dump(config)}".encode()})


def is_ours(folder: Path) -> bool:
    """Whether the folder is one that ``write`` filled."""
    try:
        with (folder / "mkdocs.yml").open("rb") as file:
            return file.read(len(_OURS.encode())) == _OURS.encode()
    except OSError:
        return False
