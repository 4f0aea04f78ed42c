"""The house keeps its shape: every file has its room, imports point one way, each library has one door."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generator"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)
#: From the ground up: a file imports from its own layer and from those before it.
LAYERS = (
    *("locales", "web", "core", "content", "book", "search", "checks", "views", "exams"),
    *("outputs/target", "outputs/data", "outputs/bank", "outputs/papers", "outputs/pdf", "outputs/site"),
    "commands",
)
#: Beside the rooms: the package itself, and what lies at its door.
AT_THE_DOOR = {"__init__.py", "__main__.py", "mkdocs-base.yml", "py.typed"}
MOST_ENTRIES = 12
UNCOUNTED = {"__init__.py", "__main__.py", "py.typed", "__pycache__", "conftest.py"}
#: What tests have beside a folder for each of the package's.
SUITES = {"browser", "handbook", "readers", "repository", "samples", "scripts", "support"}
#: Collections of like things, which may be as many as there are.
COLLECTIONS = {
    *("checks/checklists", "checks/files", "checks/law", "checks/manuals", "checks/outline"),
    *("checks/questions", "checks/references", "checks/search", "checks/times", "checks/wording"),
    *("commands", "web/templates/print", "web/templates/site"),
}
MOST_LINES = 400
CODE = {".css", ".html", ".j2", ".js", ".py", ".ts"}
#: Distribution → the files or folders that may let it in.
DOORS = {
    "click": {"commands"},
    "distributed": {"outputs/pdf/making/cluster.py"},
    "fonttools": {"outputs/pdf/layout"},
    "genanki": {"outputs/bank/formats/anki.py"},
    "jinja2": {"views/render.py"},
    "markdown": {"outputs/site/mkdocs/raw_blocks.py"},
    "markupsafe": {"views", "outputs/pdf", "outputs/site/pages"},
    "mkdocs": {"outputs/site/mkdocs"},
    "mkdocs-material": set(),  # the theme, named in mkdocs-base.yml
    "opencc-python-reimplemented": set(),  # a table that search/traditional.py reads
    "pymdown-extensions": set(),  # Material's own; pinned for the same bytes everywhere
    "pikepdf": {"outputs/pdf/layout", "outputs/pdf/kinds", "outputs/pdf/saving.py"},
    "pydantic": {"content", "book", "checks", "outputs/bank", "outputs/data"},
    "pypinyin": {"search/readings.py"},
    "pyyaml": {"content/reading/source.py"},
    "rich": {"book/tables.py", "commands"},
    "segno": {"outputs/pdf/kinds/checklist.py"},
    "watchdog": {"outputs/site/mkdocs/serving.py"},
    "weasyprint": {"outputs/pdf/making/weasy.py"},
    "xlsxwriter": {"outputs/bank/formats/sheets.py", "outputs/data"},
}
#: Of Python's own: what is to be done one way, and where that is.
OWN_DOORS = {
    "difflib": {"core/suggestions.py"},
    "hashlib": {"core/files/digests.py"},
    "zipfile": {"core/files/archive.py"},
}
#: Calls that write or rename a file: who writes past the door may leave half a file.
WRITING = {"write_bytes", "write_text", "rename", "replace"}
MAY_WRITE = {
    "core/files/writing.py",
    "outputs/site/mkdocs",  # into folders that are put in place whole, or that only `serve` looks at
    "outputs/target/atomic.py",  # whole folders
}
_KNOWN = {"generator", *sys.stdlib_module_names}
#: Top module → distribution, where the names differ.
OF = {"fontTools": "fonttools", "yaml": "pyyaml", "pydantic_core": "pydantic"}
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
}
#: `mkdocs serve` has no other place to tell authors what is wrong.
MAY_PRINT = {"commands/cli.py", "outputs/site/mkdocs/plugin.py"}


def _name(path: Path, package: Path = PACKAGE) -> str:
    return path.relative_to(package).as_posix()


def _imports(path: Path) -> set[str]:
    """Full names of everything that a module imports, for types or inside functions too."""
    return _imported(path.read_text(encoding="utf-8"))


@cache
def _imported(text: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"imports say whole names: {ast.unparse(node)}"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _file(dotted: str, package: Path) -> Path | None:
    """The file of ours that a name leads to: a module's, or that of the module which holds it."""
    parts = dotted.split(".")
    if parts[0] != "generator":
        return None
    for length in range(len(parts), 1, -1):
        plain = package.joinpath(*parts[1:length])
        for file in (plain.with_suffix(".py"), plain / "__init__.py"):
            if file.is_file():
                return file
    return package / "__init__.py"


def _ours(path: Path, package: Path = PACKAGE) -> set[Path]:
    """The files of ours that a file imports."""
    return {file for name in _imports(path) if (file := _file(name, package))} - {path}


def _layer(path: Path, package: Path = PACKAGE) -> int | None:
    """The number of a file's layer; none when it stands in no room of the plan."""
    name = _name(path.parent, package)
    return next((at for at, room in enumerate(LAYERS) if name == room or name.startswith(f"{room}/")), None)


def without_room(package: Path) -> list[str]:
    """Files that are not on the plan."""
    rest = {"outputs/__init__.py", *AT_THE_DOOR}
    files = (path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted({_name(path, package) for path in files if _layer(path, package) is None} - rest)


def upwards(package: Path) -> list[str]:
    """Imports of what stands in a later layer; the package's own file imports nothing."""
    found = []
    for path in sorted(package.rglob("*.py")):
        own = len(LAYERS) if path.name == "__main__.py" else _layer(path, package)
        for other in sorted(_ours(path, package) - {package / "__init__.py"}):
            theirs = _layer(other, package)
            if own is None or theirs is None or theirs > own:
                found.append(f"{_name(path, package)} → {_name(other, package)}")
    return found


def circles(arrows: dict[str, set[str]]) -> list[str]:
    """One circle of arrows, if there is any."""
    done: set[str] = set()

    def walk(one: str, way: tuple[str, ...]) -> list[str]:
        if one in way:
            return [" → ".join((*way[way.index(one) :], one))]
        if one in done:
            return []
        done.add(one)
        return [circle for other in sorted(arrows.get(one, ())) for circle in walk(other, (*way, one))]

    return [circle for one in sorted(arrows) for circle in walk(one, ())]


def file_arrows(package: Path) -> dict[str, set[str]]:
    """File → the files that it imports."""
    return {
        _name(path, package): {_name(other, package) for other in _ours(path, package)}
        for path in package.rglob("*.py")
    }


def folder_arrows(package: Path) -> dict[str, set[str]]:
    """Folder → the folders beside it that its files import from; what is within one is its own affair."""
    found: dict[str, set[str]] = {}
    for name, others in file_arrows(package).items():
        for other in others:
            one, two = (Path(each).parent.parts for each in (name, other))
            same = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), None)
            if same is not None:
                found.setdefault("/".join(one[: same + 1]), set()).add("/".join(two[: same + 1]))
    return found


def wrong_doors(package: Path) -> list[str]:
    """Libraries that come in elsewhere than by their door, or that have none."""
    found = []
    for path in sorted(package.rglob("*.py")):
        for top in sorted({name.split(".")[0] for name in _imports(path)}):
            name, doors = _name(path, package), (DOORS | OWN_DOORS).get(OF.get(top, top))
            if doors is not None:
                if not _within(name, doors):
                    found.append(f"{name}: {top}")
            elif top not in _KNOWN:
                found.append(f"{name}: {top} is no dependency")
    return found


def _within(name: str, doors: set[str]) -> bool:
    return any(name == door or name.startswith(f"{door}/") for door in doors)


def half_files(package: Path) -> list[str]:
    """Where a file is written or renamed past the one way to write it whole; texts are replaced by two."""
    found = []
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            of_os = isinstance(node.func.value, ast.Name) and node.func.value.id == "os"
            of_text = node.func.attr == "replace" and not of_os and (len(node.args) != 1 or node.keywords)
            if node.func.attr in WRITING and not of_text and not _within(_name(path, package), MAY_WRITE):
                found.append(f"{_name(path, package)}: {node.func.attr}")
    return found


def hidden_caches(package: Path) -> list[str]:
    """Caches of one entry: two handbooks at once would drive each other out, and the last never goes."""
    return [
        f"{_name(path, package)}: {found[0]}"
        for path in sorted(package.rglob("*.py"))
        for found in re.finditer(r"lru_cache\((maxsize=)?1\)", path.read_text(encoding="utf-8"))
    ]


def renamed(package: Path) -> list[str]:
    """Imports of what is ours under another name: the name is wrong, or only some functions are needed."""
    return [
        f"{_name(path, package)}: {alias.name} as {alias.asname}"
        for path in sorted(package.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "generator")
        or (isinstance(node, ast.Import) and node.names[0].name.split(".")[0] == "generator")
        for alias in node.names
        if alias.asname
    ]


def too_long(package: Path) -> list[str]:
    """Files of code, in whatever language, with more lines than one reads."""
    files = (path for path in package.rglob("*") if path.suffix in CODE and "__pycache__" not in path.parts)
    return [
        _name(path, package)
        for path in sorted(files)
        if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES
    ]


def without_suite(tests: Path) -> list[str]:
    """Tests in a folder that is none of the package's and no suite of its own; folders that hold too much."""
    found = []
    for path in sorted(tests.rglob("test_*.py")):
        folder = _name(path.parent, tests)
        if folder.split("/")[0] not in SUITES and (folder == "." or not (PACKAGE / folder).is_dir()):
            found.append(_name(path, tests))
    for folder in sorted({path.parent for path in tests.rglob("*.py")} - {tests}):
        entries = {one.name for one in folder.iterdir()} - UNCOUNTED
        found += [] if len(entries) <= MOST_ENTRIES else [_name(folder, tests)]
    return found


def test_every_file_has_its_room() -> None:
    assert without_room(PACKAGE) == []


def test_imports_point_one_way() -> None:
    assert upwards(PACKAGE) == []


def test_nothing_goes_in_a_circle() -> None:
    assert circles(file_arrows(PACKAGE)) == []
    assert circles(folder_arrows(PACKAGE)) == []


def test_every_dependency_has_one_door() -> None:
    assert wrong_doors(PACKAGE) == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["cluster"]]
    assert {re.split(r"[^a-z0-9-]", line.lower())[0] for line in wanted} == DOORS.keys()


def test_files_are_written_one_way() -> None:
    assert half_files(PACKAGE) == []


def test_what_is_derived_hangs_on_its_handbook() -> None:
    assert hidden_caches(PACKAGE) == []


def test_what_is_ours_keeps_its_name() -> None:
    assert renamed(PACKAGE) == []


def test_no_folder_holds_too_much() -> None:
    for folder in {path.parent for path in PACKAGE.rglob("*") if "__pycache__" not in path.parts}:
        entries = {one.name for one in folder.iterdir()} - UNCOUNTED
        assert len(entries) <= MOST_ENTRIES or _name(folder) in COLLECTIONS, _name(folder)


def test_tests_stand_where_what_they_test_stands() -> None:
    assert without_suite(ROOT / "tests") == []


def test_a_test_without_a_folder_and_a_full_folder_are_noticed(tmp_path: Path) -> None:
    names = ["core/test_a.py", "handbook/pdf/test_a.py", *(f"views/test_{at}.py" for at in range(13))]
    for name in (*names, "test_a.py", "rooms/test_a.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert without_suite(tmp_path) == ["rooms/test_a.py", "test_a.py", "views"]


def test_one_chain_is_told_everywhere() -> None:
    rooms = list(dict.fromkeys(room.split("/")[0] for room in LAYERS))
    chain = " → ".join(room for room in rooms if room not in {"locales", "web"})
    for name in ("generator/__init__.py", "CONTRIBUTING.md", "README.md"):
        assert chain in (ROOT / name).read_text(encoding="utf-8"), name


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        (
            "outputs/pdf/requirements.py",
            "from generator.outputs.site.mkdocs.plugin import HandbookPlugin\n",
            upwards,
        ),
        ("core/names.py", "if 0:\n    from generator.content import model\n", upwards),
        ("rooms/new.py", "", without_room),
        ("new.py", "", without_room),
        ("book/tables.py", "import weasyprint\n", wrong_doors),
        ("views/words.py", "def f():\n    import requests\n", wrong_doors),
        ("book/review.py", "@lru_cache(maxsize=1)\ndef f(book):\n    return book\n", hidden_caches),
        ("book/tables.py", "from generator.core import texts as words\n", renamed),
        ("book/tables.py", "import generator.core.texts as words\n", renamed),
        ("commands/new_command.py", "import difflib\n", wrong_doors),
        ("book/review.py", "from hashlib import sha256\n", wrong_doors),
        ("outputs/site/mkdocs/offline.py", "import zipfile\n", wrong_doors),
        ("commands/new_command.py", "def f(path, text):\n    path.write_text(text)\n", half_files),
        ("outputs/papers/new.py", "def f(new, path):\n    new.replace(path)\n", half_files),
        ("outputs/papers/new.py", "import os\n\nos.replace('a', 'b')\n", half_files),
        ("views/long.py", "#\n" * (MOST_LINES + 1), too_long),
        ("web/scripts/long.js", "//\n" * (MOST_LINES + 1), too_long),
        ("web/styles/long.css", "\n" * (MOST_LINES + 1), too_long),
    ],
)
def test_breaking_in_is_noticed(tmp_path: Path, name: str, text: str, found: object) -> None:
    package = _copy(tmp_path)
    path = package / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert callable(found)
    assert len(found(package)) == 1
    assert name in found(package)[0]


def test_a_circle_inside_a_folder_is_noticed(tmp_path: Path) -> None:
    package = _copy(tmp_path)
    names = ("book/review.py", "book/tables.py", "book/working_days.py")
    for one, other in pairwise((*names, names[0])):
        text = (package / one).read_text(encoding="utf-8")
        line = f"from generator.{other.removesuffix('.py').replace('/', '.')} import x\n"
        (package / one).write_text(f"{text}\nif 0:\n    {line}", encoding="utf-8")
    assert circles(file_arrows(package)) != []
    package = _copy(tmp_path / "again")
    for one, other in (
        ("content/reading/lines.py", "content.validation"),
        ("content/validation/gap.py", "content.reading"),
    ):
        (package / one).write_text(f"from generator.{other} import x\n", encoding="utf-8")
    assert circles(folder_arrows(package)) != []


def _copy(folder: Path) -> Path:
    """The package's Python files, without their bytes of code."""
    for path in MODULES:
        target = folder / "generator" / path.relative_to(PACKAGE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return folder / "generator"


@pytest.fixture(params=MODULES, ids=_name)
def module(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_no_clock_and_no_print_but_in_the_command(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            assert _name(module) in MAY_PRINT, f"line {node.lineno}: print"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            assert (owner, node.attr) not in CLOCKS, f"line {node.lineno}: a clock"


def test_no_file_is_too_long() -> None:
    assert too_long(PACKAGE) == []
