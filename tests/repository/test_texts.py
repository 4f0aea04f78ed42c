"""Texts come from one catalogue: it is complete and current, and no Chinese stands outside of it.

`./run texts` writes it anew; what Chinese is data and no text, tools/texts.toml lists with the reason.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from gettext import NullTranslations
from typing import TYPE_CHECKING

import pytest

from generator.core import texts as door
from generator.views.render import render
from tests.support.handbooks import CASES, copy, examine
from tools import texts
from tools.script_texts import literals

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Catalog

PLACES = [place for places in texts.data().values() for place in places]
PO = next(path for path in texts.languages() if path.parent.parent.name == door.LANGUAGE)


class Marked(NullTranslations):
    """A language in which everything is as in Chinese, between brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"


def _keys(catalog: Catalog) -> set[object]:
    return {message.id for message in catalog if message.id}


def test_no_chinese_stands_outside_the_catalogue() -> None:
    assert texts.outside(known=PLACES) == []


def test_the_table_of_data_lists_nothing_that_is_not_there() -> None:
    assert set(PLACES) - texts.used() == set()
    assert len(set(PLACES)) == len(PLACES)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", 'def f():\n    return "错误"\n'),
        ("a.py", 'def f(n):\n    return f"第{n}条"\n'),
        ("a.py", 'A = {"a": "错误"}\n'),
        ("a.py", 'class A:\n    b = "错误"\n'),
        ("a.js", 'const a = "错误";\n'),
        ("a.js", "const a = `第${n ? `${n}条` : 0}`;\n"),
        ("a.j2", '<p title="{{ a }}">错误</p>\n'),
        ("a.j2", '{{ "错误" if a }}\n'),
        ("a.html", "<p>错误</p>\n"),
        ("a.css", 'p::before { content: "错误" }\n'),
    ],
)
def test_chinese_outside_the_catalogue_is_noticed(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert texts.outside(tmp_path)
    assert texts.outside(tmp_path, [name]) == []
    assert not _keys(texts.catalogue(tmp_path))


@pytest.mark.parametrize(
    ("name", "text", "keys"),
    [
        ("a.py", 'from a import _\n\ndef f(n):\n    return _("第{n}" "条").format(n=n)\n', {"第{n}条"}),
        ("a.py", 'A = {"a": N_("错误")}\n', {"错误"}),
        ("a.py", '"""错误。"""\n# 错误\nB = "错" in a or a.split("。") or a == "对"\n', set()),
        ("a.js", "// 错误\nconst a = _`第${n ? _`${n}条` : 0}`; /* 错 */\n", {"第{0}", "{0}条"}),
        ("a.js", 'const a = b.split("。") || b === "对" || /[。]/.test(b);\n', set()),
        ("a.j2", '{# 错误 #}<p>{{ _("第%(n)s条", n=n) }}</p>{{ _("对") if a }}\n', {"第%(n)s条", "对"}),
        ("a.css", '/* 错误 */ p::before { content: "" }\n', set()),
    ],
)
def test_texts_are_found(tmp_path: Path, name: str, text: str, keys: set[str]) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert texts.outside(tmp_path) == []
    assert _keys(texts.catalogue(tmp_path)) == keys


def test_the_catalogue_is_current() -> None:
    stale = [path.name for path, content in texts.files().items() if path.read_bytes() != content]
    assert stale == [], "./run texts writes it anew"


def test_every_language_has_every_key_and_no_other() -> None:
    wanted = _keys(texts.read(texts.TEMPLATE))
    assert wanted
    for path in texts.languages():
        found = texts.read(path)
        assert _keys(found) == wanted, path
        assert not found.obsolete, path


def test_chinese_is_what_the_code_says() -> None:
    assert {message.string for message in texts.read(PO) if message.id} == {""}


def test_texts_have_the_fields_of_their_keys() -> None:
    assert texts.fields("{n}的第%(m)s条") == {"n", "m"}
    assert texts.fields("以 { 开头") == set()
    named = {name for message in texts.read(texts.TEMPLATE) for name in texts.fields(str(message.id))}
    assert {name for name in named if not re.fullmatch(r"\w*|\s+", name)} == set()
    for path in texts.languages():
        for message in texts.read(path):
            if message.id and message.string:
                assert texts.fields(str(message.string)) == texts.fields(str(message.id)), path


def test_another_language_keeps_its_texts(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('A = N_("对"), N_("错")\n', encoding="utf-8")
    old = texts.catalogue(tmp_path)
    old.locale = "en"
    old["对"].string = "right"
    (tmp_path / "a.py").write_text('A = N_("对"), N_("新")\n', encoding="utf-8")
    new = texts.translated(old, texts.catalogue(tmp_path))
    assert {message.id: message.string for message in new if message.id} == {"对": "right", "新": ""}
    assert b"POT-Creation-Date" not in texts.written(new)


@pytest.mark.slow
def test_findings_are_looked_up_when_they_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_chosen", Marked())
    told = 0
    for case in sorted(path for path in CASES.iterdir() if path.is_dir()):
        copy(case, tmp_path / case.name)
        for one in examine(tmp_path / case.name)[1]:
            told += 1
            for text in filter(None, (one.message, one.hint)):
                assert text.startswith("⟦") or not texts.CHINESE.search(text), (one.code, text)
    assert told


def test_pages_are_looked_up_when_they_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_chosen", Marked())
    assert "⟦内容有错误" in render("site/faults.md.j2", report="")


@pytest.mark.slow
def test_nothing_is_looked_up_while_modules_are_made() -> None:
    code = """
import gettext, importlib, pkgutil
asked = []
gettext.NullTranslations.gettext = lambda self, message: asked.append(message) or message
import generator
for one in pkgutil.walk_packages(generator.__path__, "generator."):
    if not one.name.endswith("__main__"):
        importlib.import_module(one.name)
print(sorted(set(asked)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ast.literal_eval(done.stdout) == []


def test_scripts_look_their_texts_up(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node")
    script = (texts.PACKAGE / "web/scripts/texts.js").read_text(encoding="utf-8")
    path = tmp_path / "a.mjs"
    call = "console.log(_`第${4}题，${'{0}'}`, _`对`);"
    path.write_text(f"{script}{call}", encoding="utf-8")
    said = subprocess.run([node, path], capture_output=True, text=True, check=True).stdout
    assert said == "第4题，{0} 对\n"
    other = 'globalThis.handbookTexts = {"第{0}题，{1}": "{1}: no. {0}"};'
    path.write_text(f"{other}{script}{call}", encoding="utf-8")
    said = subprocess.run([node, path], capture_output=True, text=True, check=True).stdout
    assert said == "{0}: no. 4 对\n"


def test_literals_of_scripts_are_told_apart() -> None:
    source = "a = 1 / b; /* ` */ c = `x${`y${/`\"/}`}z`; // \"\nd = '\\'';"
    assert [(one.kind, one.key) for one in literals(source)] == [
        ("template", "x{0}z"),
        ("template", "y{0}"),
        ("regex", '`"'),
        ("text", "'"),
    ]
