"""Whether tests notice when the program is wrong: one small change at a time, and the tests that come by.

edits (what may be changed) → live (a change in the running program) → reach (which test comes by which line)
→ trial (a process for each change) → __main__ (the draw and the verdict). ``./run mutants`` runs it; decision
0102 says why it is our own.
"""

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / ".cache/mutants"
#: What is changed: files, or folders with all in them. Of making/ what runs in the tests' own process.
TARGETS = (
    *("generator/core", "generator/content", "generator/book"),
    *(f"generator/outputs/pdf/making/{name}.py" for name in ("cache", "faults", "pool")),
    *(f"generator/outputs/pdf/making/{name}.py" for name in ("provenance", "tasks")),
)


def files() -> list[Path]:
    """Every file that is changed, in order."""
    found = (ROOT / target for target in TARGETS)
    return sorted(file for one in found for file in ([one] if one.is_file() else one.rglob("*.py")))
