"""What pip installs: one package under a name of its own, which builds another handbook from anywhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator import __version__
from generator.commands.cli import main
from tests.support.handbooks import BASE
from tools.build_backend import renamed

ROOT = Path(__file__).parents[2]
PACKAGE = "handbook_generator"
#: A line of requirements.lock, without its hashes: what is wanted, and where.
_PINNED = re.compile(r"^([\w.-]+==[^\s;]+(?: ; [^\\]+)?)", re.MULTILINE)


def _run(*command: str | Path, folder: Path, **more: str) -> str:
    """What a command prints, in a folder of its own."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment |= {"PYTHONUTF8": "1", **more}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(
        *(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"),
        *("-w", folder, ROOT),
        folder=folder,
        PIP_NO_INDEX="1",
    )
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands that pipx made: our wheel, its libraries as the lock has them."""
    folder = tmp_path_factory.mktemp("pipx")
    pins = _PINNED.findall((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    assert len(pins) > 20
    (folder / "constraints").write_text("\n".join(pins), encoding="utf-8")
    _run(
        *(sys.executable, "-m", "pipx", "install", "--quiet"),
        *(f"--pip-args=--constraint {folder}/constraints", wheel),
        folder=folder,
        PIPX_HOME=str(folder / "home"),
        PIPX_BIN_DIR=str(folder / "bin"),
    )
    assert [one.name for one in (folder / "bin").iterdir()] == ["handbook"]
    (commands,) = folder.glob("home/venvs/*/bin")
    return commands


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        beside = {name.partition(".dist-info/")[2] for name in archive.namelist()} - {""}
        (about,) = (archive.read(name) for name in archive.namelist() if name.endswith("/METADATA"))
    files = (path for path in (ROOT / "generator").rglob("*") if path.is_file())
    expected = {path.relative_to(ROOT / "generator") for path in files if path.parent.name != "__pycache__"}
    assert names == {f"{PACKAGE}/{path.as_posix()}" for path in expected}
    assert beside == {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}
    told = message_from_bytes(about)
    assert (told["Version"], told["License-Expression"]) == (__version__, "Apache-2.0")


@pytest.mark.slow
def test_it_leaves_the_name_generator_to_others(installed: Path, tmp_path: Path) -> None:
    asked = "import importlib.util as u; print([u.find_spec(n) for n in ('generator', 'tests', 'tools')])"
    assert _run(installed / "python", "-c", asked, folder=tmp_path) == "[None, None, None]\n"
    (tmp_path / "generator.py").write_text("raise SystemExit('somebody else')\n", encoding="utf-8")
    said = _run(installed / "python", "-m", PACKAGE, "--version", folder=tmp_path)
    assert said == f"handbook, version {__version__}\n"


@pytest.mark.slow
def test_installed_it_builds_another_handbook_alike(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "other")
    _run(installed / "handbook", "check", "--root", "other", folder=tmp_path)
    _run(installed / "handbook", "build", "--root", "other", folder=tmp_path)
    here = tmp_path / "here"
    done = CliRunner().invoke(
        main, ["build", "--root", str(tmp_path / "other"), "--site-dir", str(here), "--no-pdf"]
    )
    assert done.exit_code == 0, done.output
    there = tmp_path / "other/site"
    assert (there / "downloads/handbook.pdf").is_file()
    pages = [path.relative_to(here) for path in here.rglob("*") if path.suffix in {".css", ".js", ".json"}]
    different = [path for path in pages if (here / path).read_bytes() != (there / path).read_bytes()]
    assert different in ([], [Path("manifest.json")])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from generator.core import names\n", "from handbook_generator.core import names\n"),
        ("    from generator import web\n", "    from handbook_generator import web\n"),
        ("import generator\n", "import handbook_generator as generator\n"),
        ('x = "generator.core.names:y"\n', 'x = "handbook_generator.core.names:y"\n'),
        ("generator.__file__\n", "generator.__file__\n"),
        ("extra:\n  generator: false\n", "extra:\n  generator: false\n"),
        ("a generator.\n", "a generator.\n"),
        ("my_generator.core\n", "my_generator.core\n"),
    ],
)
def test_only_names_of_modules_are_rewritten(text: str, expected: str) -> None:
    assert renamed(text, ["core", "web"]) == expected


def test_hooks_run_the_locked_tools_and_fetch_nothing() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [one["repo"] for one in config["repos"]] == ["local"]
    hooks = config["repos"][0]["hooks"]
    assert {hook["id"] for hook in hooks} == {"ruff", "ruff-format", "mypy", "handbook-check"}
    for hook in hooks:
        assert (hook["language"], hook["entry"].partition("/bin/")[0]) == ("system", ".venv")
