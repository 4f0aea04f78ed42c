"""The catalogue of texts: written anew from the code, and what Chinese stands outside of it.

    python -m tools.texts

Texts stand in the code as Chinese keys: ``_("……")`` in Python and templates, ``_`……` `` in scripts;
tables of a module mark theirs by ``N_("……")``. Chinese that is no text but data is listed in texts.toml
beside this file, with the reason: what authors write, what checks look for.
"""

from __future__ import annotations

import ast
import io
import re
import string
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment

from generator.core.texts import DOMAIN, LANGUAGE, LOCALES
from tools.script_texts import literals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "generator"
TEMPLATE = LOCALES / f"{DOMAIN}.pot"
#: Han, full-width forms, marks that Chinese sets between. Not the full-width space: it only sets apart.
CHINESE = re.compile("[\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uffee“”]")
#: As Babel wants them: which arguments are texts.
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
_TEMPLATES = {".css", ".html", ".j2"}
_JINJA = {"lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false", "trim_blocks": "true"}
_HEAD = "# Texts of the program, written by `./run texts`. A key is the text in Simplified Chinese.\n#"
#: Heads of files that would change with every writing, or say nothing.
_UNSAID = re.compile(
    r'^"(?:Generated-By|Language-Team|Last-Translator|PO-Revision-Date|POT-Creation-Date|Project-Id-Version'
    r"|Report-Msgid-Bugs-To): .*\n",
    re.MULTILINE,
)
#: Functions that look for a text or take one apart: what they are given is data.
_PARSING = {
    *(
        "count",
        "endswith",
        "find",
        "index",
        "lstrip",
        "maketrans",
        "partition",
        "removeprefix",
        "removesuffix",
    ),
    *(
        "replace",
        "rfind",
        "rindex",
        "rpartition",
        "rsplit",
        "rstrip",
        "split",
        "startswith",
        "strip",
        "translate",
    ),
    *("compile", "findall", "finditer", "fullmatch", "match", "search", "sub", "Literal"),
}
#: In scripts, the same: what stands before such a text.
_COMPARED = re.compile(
    r"(?:[=!]==? |case |\.(?:endsWith|includes|indexOf|replace|replaceAll|split|startsWith)\()$"
)
_DECLARED = re.compile(r"^(?:export )?(?:async )?(?:class|const|function\*?|let) (\w+)", re.MULTILINE)


def data() -> dict[str, tuple[str, ...]]:
    """Reason → the places, as ``file:name`` or ``file``, whose Chinese is no text."""
    tables = tomllib.loads((ROOT / "tools/texts.toml").read_text(encoding="utf-8"))["data"]
    return {table["reason"]: tuple(table["places"]) for table in tables}


def sources(package: Path = PACKAGE) -> list[Path]:
    """Every file that may hold texts."""
    kinds = {".js", ".py", *_TEMPLATES}
    paths = (path for path in package.rglob("*") if path.suffix in kinds)
    return sorted(path for path in paths if "__pycache__" not in path.parts)


# ------------------------------------------------------------------------------------------- the catalogue


def catalogue(package: Path = PACKAGE) -> Catalog:
    """All texts of the code, with their files but without lines: those change daily."""
    found = Catalog(header_comment=_HEAD, charset="utf-8", domain=DOMAIN, fuzzy=False)
    for path in sources(package):
        for key in _keys(path):
            found.add(key, locations=[(path.relative_to(package.parent).as_posix(), 0)])
    return found


def _keys(path: Path) -> Iterator[str | tuple[str, ...]]:
    if path.suffix == ".js":
        source = path.read_text(encoding="utf-8")
        yield from (one.key for one in literals(source) if _is_tagged(source, one.start))
        return
    method, options = ("python", {}) if path.suffix == ".py" else ("jinja2.ext:babel_extract", _JINJA)
    content = io.BytesIO(path.read_bytes())
    yield from (message for _line, message, *_ in extract(method, content, KEYWORDS, (), options))


def _is_tagged(source: str, start: int) -> bool:
    return bool(re.search(r"(?<![\w$])_$", source[max(0, start - 2) : start]))


def written(catalog: Catalog) -> bytes:
    """A catalogue as its file."""
    out = io.BytesIO()
    write_po(out, catalog, width=0, include_lineno=False)
    return _UNSAID.sub("", out.getvalue().decode()).encode()


def translated(old: Catalog, template: Catalog) -> Catalog:
    """A language's catalogue brought up to date: its texts kept, what the code has no more taken out."""
    new = Catalog(old.locale, header_comment=_HEAD, charset="utf-8", domain=DOMAIN, fuzzy=False)
    for message in template:
        if message.id:
            kept = old.get(message.id)
            new.add(message.id, kept.string if kept else "", message.locations, message.flags)
    return new


def languages() -> list[Path]:
    """Every language's catalogue."""
    return sorted(LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def read(path: Path) -> Catalog:
    """A catalogue. Raises OSError, ValueError."""
    with path.open("rb") as file:
        return read_po(file, path.parent.parent.name if path.suffix == ".po" else None, DOMAIN)


def files() -> dict[Path, bytes]:
    """What the catalogue's files should be. Compiled are the languages that say other than the key."""
    template = catalogue()
    found = {TEMPLATE: written(template)}
    for path in languages():
        new = translated(read(path), template)
        found[path] = written(new)
        if path.parent.parent.name != LANGUAGE:
            out = io.BytesIO()
            write_mo(out, new)
            found[path.with_suffix(".mo")] = out.getvalue()
    return found


def fields(text: str) -> set[str]:
    """The names in ``{name}`` and ``%(name)s``."""
    try:
        names = {name for _text, name, _form, _how in string.Formatter().parse(text) if name is not None}
    except ValueError:
        names = set()  # a lone brace: such a text takes no fields
    return names | set(re.findall(r"%\((\w+)\)s", text))


# ------------------------------------------------------------------------------------- Chinese outside of it


def outside(package: Path = PACKAGE, known: Iterable[str] = ()) -> list[str]:
    """``file:name: text`` of all Chinese that is neither in the catalogue nor at a known place."""
    places = set(known)
    return [
        f"{file}:{name or line}: {text[:40]!r}"
        for path in sources(package)
        for file in [path.relative_to(package).as_posix()]
        for line, name, text in _stray(path)
        if not _places(file, name) & places
    ]


def used(package: Path = PACKAGE) -> set[str]:
    """Every place at which :func:`outside` would find Chinese."""
    return {
        place
        for path in sources(package)
        for _line, name, _text in _stray(path)
        for place in _places(path.relative_to(package).as_posix(), name)
    }


def _places(file: str, name: str) -> set[str]:
    return {file, f"{file}:{name}", f"{file}:{name.partition('.')[0]}"}


def _stray(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, outermost name and text of all Chinese in a file that is not in the catalogue."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from _in_python(ast.parse(source), ())
    elif path.suffix == ".js":
        yield from _in_script(source)
    else:
        yield from _in_template(source)


def _in_template(source: str) -> Iterator[tuple[int, str, str]]:
    source = re.sub(r"/\*.*?\*/", lambda found: "\n" * found[0].count("\n"), source, flags=re.DOTALL)
    before = ("", "")
    for line, kind, text in Environment(autoescape=True).lexer.tokeniter(source, None):
        found = CHINESE.search(text)
        if found and kind in {"data", "string"} and before != ("_", "("):
            yield line + text[: found.start()].count("\n"), "", text[found.start() :].split("\n")[0]
        if kind != "whitespace":
            before = (before[1], text)


def _in_script(source: str) -> Iterator[tuple[int, str, str]]:
    declared = [(found.start(), found[1]) for found in _DECLARED.finditer(source)]
    for one in literals(source):
        text = "…".join(one.parts)
        before, after = source[max(0, one.start - 24) : one.start], source[one.end : one.end + 4]
        is_data = one.kind == "regex" or _COMPARED.search(before) or re.match(r" [!=]==", after)
        if CHINESE.search(text) and not is_data and not _is_tagged(source, one.start):
            name = next((name for start, name in reversed(declared) if start <= one.start), "")
            yield source[: one.start].count("\n") + 1, name, text


def _in_python(node: ast.AST, names: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and CHINESE.search(node.value):
        yield node.lineno, ".".join(names), node.value
    called = _called(node)
    if called in KEYWORDS:
        return
    compares = called in _PARSING or isinstance(node, ast.Compare | ast.MatchValue | ast.Subscript)
    for child in ast.iter_child_nodes(node):
        is_docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if not is_docstring and not (compares and _is_plain(child)):
            outermost = isinstance(node, ast.Module | ast.ClassDef)
            yield from _in_python(child, (*names, *_name(child)) if outermost else names)


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return str(getattr(node.func, "attr", getattr(node.func, "id", "")))


def _is_plain(node: ast.AST) -> bool:
    """Whether a node is texts only: one, or several in a tuple, list or set."""
    plain = (ast.Constant, ast.List, ast.Load, ast.Set, ast.Tuple)
    return all(isinstance(one, plain) for one in ast.walk(node))


def _name(node: ast.AST) -> tuple[str, ...]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return (node.name,)
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    return (ast.unparse(target).strip("()"),) if isinstance(target, ast.AST) else ()


def main() -> None:
    """Writes the catalogue anew, and what is compiled from it."""
    for path, content in files().items():
        path.write_bytes(content)


if __name__ == "__main__":
    main()
