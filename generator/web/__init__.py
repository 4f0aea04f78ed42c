"""What browsers and paper get as it is: scripts and styles, the theme's frame, templates. Where it lies."""

from __future__ import annotations

from pathlib import Path

from generator.web import joining

_FOLDER = Path(__file__).parent
SCRIPTS = _FOLDER / "scripts"
STYLES = _FOLDER / "styles"
TEMPLATES = _FOLDER / "templates"
THEME = _FOLDER / "theme"
ICON = _FOLDER / "icon.svg"
#: A script as pages load it → the module that it begins with.
_ENTRIES = {
    "checklist.js": "checklist.js",
    "clock.js": "clock/page.js",
    "exam/exam.js": "exam/page.js",
    "handbook.js": "handbook/page.js",
    "quiz.js": "quiz/page.js",
    "search/box.js": "search/box/page.js",
    "search/engine.js": "search/engine/page.js",
}
#: The same for pages in a package for learning platforms, which are not on the site.
_PACKAGED = {"exam.js": "scorm/exam.js", "scorm.js": "scorm/practice.js"}
#: Sheets that pages load; what they consist of, and in which order, they say themselves.
_SHEETS = ("exam/exam.css", "handbook.css")


def script(name: str) -> bytes:
    """A script as pages load it, by its name there. Raises KeyError for an unknown one."""
    return joining.script(SCRIPTS / (_ENTRIES | _PACKAGED)[name]).encode()


def sheet(name: str) -> bytes:
    """A style sheet with all that it imports, by its name in styles/. Raises OSError if there is none."""
    return joining.sheet(STYLES / name).encode()


def files() -> dict[str, bytes]:
    """Everything that pages load from their folder of assets, by its path there."""
    return {
        **{name: script(name) for name in _ENTRIES},
        **{name: sheet(name) for name in _SHEETS},
        ICON.name: ICON.read_bytes(),
    }
