"""What a PDF's key is made of, part by part: modules, tables, libraries, fonts."""

from __future__ import annotations

import hashlib
import re
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.outputs.pdf import requirements
from generator.outputs.pdf.making import provenance
from generator.outputs.pdf.making.task_kinds import Render

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(provenance.__file__).parents[3]
IMPORTS = """
import one.two, three
from four import five, six
if TYPE_CHECKING:
    import seven
else:
    import eight
if other.TYPE_CHECKING or nine:
    import ten
def later():
    from eleven import twelve
"""


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    provenance.tools.cache_clear()
    provenance.modules.cache_clear()
    yield
    provenance.tools.cache_clear()
    provenance.modules.cache_clear()


def test_imports_are_whole_names_and_not_those_for_types(tmp_path: Path) -> None:
    path = tmp_path / "one.py"
    path.write_text(IMPORTS, encoding="utf-8")
    expected = ["eight", "eleven.twelve", "four.five", "four.six", "one.two", "ten", "three"]
    assert sorted(provenance._imports(path)) == expected


def test_modules_are_followed_at_any_distance_with_their_packages() -> None:
    found = {path.relative_to(PACKAGE).as_posix() for path in provenance.modules(Render.__module__)}
    direct = {"outputs/pdf/making/task_kinds.py", "outputs/pdf/making/weasy.py", "outputs/pdf/layout/join.py"}
    assert direct <= found
    assert {"__init__.py", "outputs/pdf/__init__.py", "outputs/pdf/making/__init__.py"} <= found, "packages"
    assert "outputs/pdf/requirements.py" in found, "imported by weasy.py"
    assert "outputs/pdf/making/pool.py" not in found
    assert "commands/cli.py" not in found


def test_a_file_is_known_by_its_dotted_name() -> None:
    assert provenance._file(["generator", "core", "lines"]) == PACKAGE / "core/lines.py"
    assert provenance._file(["generator", "core"]) == PACKAGE / "core/__init__.py"
    assert provenance._file(["generator", "core", "lines", "Lines"]) is None
    assert provenance._file(["weasyprint"]) is None
    assert provenance._file(["tests", "conftest"]) is None


def test_a_table_goes_with_the_module_of_its_name() -> None:
    assert PACKAGE / "core/fonts.txt" in provenance.tables("generator.core.fonts")
    assert provenance.tables("generator.core.lines") == frozenset()


def test_libraries_come_with_what_they_require_but_not_for_extras(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    required = {
        "Alpha": ("1", ["beta>=2", "gamma; python_version > '3'", "delta; extra == 'more'", "missing"]),
        "beta": ("2", ["ALPHA"]),
        "gamma": ("3", None),
        "delta": ("4", []),
        "epsilon": ("5", []),
    }

    class Known:
        def __init__(self, name: str) -> None:
            key = "Alpha" if name.lower() == "alpha" else name
            if key not in required:
                raise metadata.PackageNotFoundError(name)
            self.version, self.requires = required[key]

    monkeypatch.setattr(provenance.metadata, "distribution", Known)
    monkeypatch.setattr(
        provenance.metadata, "packages_distributions", lambda: {"alfa": ["Alpha"], "generator": ["epsilon"]}
    )
    path = tmp_path / "one.py"
    path.write_text("import alfa.sub\nimport generator.core\nimport os\n", encoding="utf-8")
    assert list(provenance._libraries([path])) == ["alpha 1", "beta 2", "gamma 3"]


def test_a_font_is_known_by_its_place_in_the_file_its_size_and_its_head(tmp_path: Path) -> None:
    font = tmp_path / "font.ttc"
    font.write_bytes(b"head" + bytes((1 << 16) - 4) + b"tail")
    assert provenance._font(str(font), 2) == b"2 65540\n" + b"head" + bytes((1 << 16) - 4)
    assert provenance._font("", 0) == b"none\n"


def test_system_libraries_tell_their_versions() -> None:
    told = dict(line.split(" ", 1) for line in provenance._system())
    loaded = [name for name in provenance._SYSTEM if requirements.library(name) is not None]
    assert list(told) == loaded
    assert "libpango-1.0.so.0" in told
    assert re.fullmatch(r"\d{5}", told["libpango-1.0.so.0"])
    assert re.fullmatch(r"b'\d+\.\d+\.\d+'", told["libharfbuzz.so.0"])


def test_the_digest_is_of_python_modules_tables_libraries_and_fonts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, table = tmp_path / "one.py", tmp_path / "one.txt"
    code.write_text("1\n", encoding="utf-8")
    table.write_text("2\n", encoding="utf-8")
    monkeypatch.setattr(provenance, "modules", lambda _: frozenset({code}))
    monkeypatch.setattr(provenance, "_libraries", lambda files: [f"library of {len(files)}"])
    monkeypatch.setattr(provenance, "_system", lambda: ["system 1"])
    monkeypatch.setattr(provenance, "_font", lambda file, index: f"{file} {index}".encode())
    monkeypatch.setattr(requirements, "FAMILIES", ("甲",))
    monkeypatch.setattr(requirements, "font_file", lambda family, style: (f"{family}{style}", 3))
    expected = f"{sys.implementation.name} {sys.version_info}\none.py\n1\none.txt\n2\n"
    expected += "library of 1\nsystem 1\n甲 Regular 甲Regular 3甲 Bold 甲Bold 3"
    assert provenance.tools("any") == hashlib.sha256(expected.encode()).hexdigest()
