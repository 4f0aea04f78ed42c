"""Where pages stand and what they are called is told in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.book import addresses

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generator"
THE_LIST = "book/addresses.py"
FOLDERS = sorted(
    value for name, value in vars(addresses).items() if name.isupper() and str(value).endswith("/")
)
#: Titles that are a column's or a field's word too are not looked for.
TITLES = sorted(title for title in addresses._TITLES.values() if len(title) > 3)
_TOLD = re.compile(
    rf"""["'`](?:{"|".join(map(re.escape, FOLDERS))})[^"'`]*["'`]|["'`](?:{"|".join(TITLES)})["'`]"""
)
EXCEPT = {
    ("core/vocabulary.py", '"法定补充"'): "a mark, which its page is called after",
    ("web/theme/404.html", '"r/编号/"'): "the engine's templates know no links but its own",
    ("web/theme/404.html", "'rules/index.html'"): "likewise",
    ("web/theme/partials/search-box.html", "'rules/index.html'"): "likewise",
    ("web/__init__.py", '"quiz/page.js"'): "a script's source",
    ("book/tables.py", '"覆盖情况"'): "a table on the terminal",
    ("web/templates/print/front.html.j2", '"约束程度说明"'): "a section of the printed book",
}


def told_elsewhere(package: Path) -> list[str]:
    """Addresses and titles of pages outside the list: file, text. Docstrings say what they like."""
    found = []
    for path in sorted(path for path in package.rglob("*") if path.suffix in {".py", ".j2", ".js", ".html"}):
        name = path.relative_to(package).as_posix()
        text = re.sub(r'"""[\s\S]*?"""', "", path.read_text(encoding="utf-8"))
        told = {match[0] for match in _TOLD.finditer(text)} if name != THE_LIST else set()
        found += [f"{name}: {one}" for one in sorted(told) if (name, one) not in EXCEPT]
    return found


def test_no_address_and_no_title_is_told_elsewhere() -> None:
    assert told_elsewhere(PACKAGE) == []


def test_every_exception_is_there() -> None:
    for name, text in EXCEPT:
        assert text in (PACKAGE / name).read_text(encoding="utf-8"), name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("search/new.py", 'PATH = f"chapters/{name}/"\n'),
        ("outputs/site/pages/new.py", 'TITLE = _("规则索引")\n'),
        ("web/templates/site/new.md.j2", '<a href="{{ to.page("quiz/exam/") }}">\n'),
        ("web/scripts/quiz/new.js", 'const there = "rules/index.html";\n'),
    ],
)
def test_what_is_told_elsewhere_is_noticed(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert len(told_elsewhere(tmp_path)) == 1


def test_every_page_under_one_name_has_a_title() -> None:
    for folder in addresses._TITLES:
        assert addresses.title(folder)
