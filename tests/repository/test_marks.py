"""Marks are told in one list: nobody else writes them, and who quotes one quotes it as it is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from generator.core.vocabulary import Mark

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generator"
THE_LIST = "core/vocabulary.py"
#: Where a mark's word is the name of something else.
EXCEPT = {
    ("web/scripts/exam/composing/blueprint.js", "拟定"): "the name of a field, as exams/composing has it",
}
WORDS = frozenset(mark.value for mark in Mark)
#: A text by itself: in a template's or a script's call of the catalogue, or beside nothing else in a tag.
_ALONE = re.compile(r"""["'`>]([^"'`<>{}]+)["'`<]""")
_QUOTED = re.compile(r"标着[“〔]([^”〕]+)[”〕]")


def told_elsewhere(package: Path) -> list[str]:
    """Texts that are nothing but a mark, outside the list: file, mark."""
    found = []
    for path in sorted(package.rglob("*")):
        name = path.relative_to(package).as_posix()
        if path.suffix == ".py" and name != THE_LIST:
            nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            said = [node.value for node in nodes if isinstance(node, ast.Constant)]
        elif path.suffix in {".j2", ".js", ".html"}:
            said = [*_ALONE.findall(path.read_text(encoding="utf-8"))]
        else:
            continue
        found += [f"{name}: {one}" for one in said if one in WORDS and (name, one) not in EXCEPT]
    return found


def test_no_mark_is_told_elsewhere() -> None:
    assert told_elsewhere(PACKAGE) == []


def test_every_exception_is_there() -> None:
    for name, mark in EXCEPT:
        assert mark in (PACKAGE / name).read_text(encoding="utf-8"), name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("views/new.py", 'MARK = N_("待复核")\n'),
        ("web/templates/site/new.md.j2", '<p>{{ _("法定补充") }}</p>\n'),
        ("web/templates/print/new.j2", "<b>拟定</b>\n"),
        ("web/scripts/quiz/new.js", "const mark = _`待复核`;\n"),
    ],
)
def test_a_mark_told_elsewhere_is_noticed(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert len(told_elsewhere(tmp_path)) == 1


def test_texts_quote_marks_as_they_are() -> None:
    texts = (PACKAGE / "locales/handbook.pot").read_text(encoding="utf-8").replace('"\n"', "")
    quoted = {one for one in _QUOTED.findall(texts) if "{" not in one}
    assert quoted
    assert quoted <= WORDS
