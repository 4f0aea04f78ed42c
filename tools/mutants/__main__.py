"""``python -m tools.mutants``: draws changes by a seed, tries them, and fails when too few are noticed."""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tools.mutants import ROOT, edits, files, reach
from tools.mutants.trial import IMPOSSIBLE, Outcome, Trial, Trials

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tools.mutants.edits import Mutant
    from tools.mutants.reach import Reached

SEED, COUNT, FLOOR = 12, 200, 0.90
#: Besides the fast tests: the pool of PDF workers has slow ones only.
TESTS = "not browser and (not slow or mutants)"
#: Of the tests that come by a line, so many at most: those that come by the fewest lines tell the most.
MOST_TESTS = 120
_EQUIVALENT = Path(__file__).parent / "equivalent.txt"


def every() -> list[Mutant]:
    """All changes that can be made."""
    found = []
    for file in files():
        found += edits.mutants(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8"))
    return found


def drawn(mutants: Sequence[Mutant], seed: int, count: int) -> list[Mutant]:
    """So many of them, by lot: most stay the same when the program changes elsewhere."""

    def lot(pair: tuple[str, int]) -> bytes:
        return hashlib.sha256(f"{seed} {pair[1]} {pair[0]}".encode()).digest()

    seen: dict[str, int] = {}
    numbered = []
    for one in mutants:
        seen[one.key] = seen.get(one.key, 0) + 1
        numbered.append((lot((one.key, seen[one.key])), one))
    chosen = sorted(numbered, key=lambda pair: pair[0])[:count]
    return sorted((one for _, one in chosen), key=lambda one: (one.file, one.number))


def trials(mutants: Sequence[Mutant], reached: dict[str, Reached]) -> list[Trial]:
    """Each with its tests."""
    places = {file.relative_to(ROOT).as_posix(): number for number, file in enumerate(files())}
    of_line: dict[int, list[str]] = {}
    for name, one in reached.items():
        for line in one.lines:
            of_line.setdefault(line, []).append(name)
    found = []
    for mutant in mutants:
        names = of_line.get(places[mutant.file] * reach.SPREAD + mutant.line, [])
        tests = sorted(
            _telling(names, reached, _mirror(mutant.file)), key=lambda name: (reached[name].cost, name)
        )
        found.append(Trial(mutant, tuple(tests), sum(reached[name].cost for name in tests)))
    return found


def _mirror(file: str) -> str:
    """Where a room's tests stand: tests/content/ for generator/content/…, tests/outputs/pdf/ likewise."""
    room, *inner = file.split("/")[1:-1]
    return "/".join(("tests", room, *(inner[:1] if room == "outputs" else ()), ""))


def _telling(names: Sequence[str], reached: dict[str, Reached], mirror: str) -> list[str]:
    """Those of the room itself first; one of each function with parameters, then a second of each, …

    Among them those that come by the fewest lines.
    """
    turns: Counter[str] = Counter()
    ranked: list[tuple[bool, int, int, str]] = []
    for name in sorted(names, key=lambda name: (len(reached[name].lines), name)):
        function = name.partition("[")[0]
        ranked.append((not name.startswith(mirror), turns[function], len(ranked), name))
        turns[function] += 1
    return [name for *_, name in sorted(ranked)[:MOST_TESTS]]


def control(outcomes: Sequence[Outcome], reached: dict[str, Reached]) -> list[Trial]:
    """The program unchanged, with every test that noticed anything: all must pass."""
    names = sorted({one.noticed.partition(" (")[0] for one in outcomes} & reached.keys())
    return [Trial(None, tuple(names), sum(reached[name].cost for name in names))]


def look(processes: int) -> dict[str, Reached]:
    """What each test comes by; of tests that have not run since they or the program changed, they run now."""
    found, unknown = reach.read()
    if unknown:
        say(f"looking which lines the tests of {len(unknown)} files come by …")
        command = [sys.executable, "-m", "pytest", "-q", "-p", "tools.mutants.reach", "-m", TESTS, *unknown]
        spread = ["-n", str(processes), "--dist", "worksteal"]
        subprocess.run([*command, *spread], cwd=ROOT, check=False, stdout=subprocess.DEVNULL)  # noqa: S603
        found, _ = reach.read()
    if not found:
        sys.exit("mutants: the run of the tests left no record")
    return found


def equivalent() -> dict[str, str]:
    """Changes that change nothing that anybody could see, and why: reviewed, one a line."""
    lines = _EQUIVALENT.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(" # ") for line in lines if line and not line.startswith("#"))
    return {key.strip(): why for key, _, why in pairs}


def main() -> int:
    """The exit status: 0 when enough was noticed."""
    parser = argparse.ArgumentParser(prog="./run mutants", description=__doc__)
    parser.add_argument("--all", action="store_true", help="every change, not a draw; takes an hour or more")
    parser.add_argument("--seed", type=int, default=SEED, help=f"of the draw (default {SEED})")
    parser.add_argument("--count", type=int, default=COUNT, help=f"how many (default {COUNT})")
    parser.add_argument("--only", default="", help="changes in files whose path has this in it")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 2, help="how many at a time")
    options = parser.parse_args()
    began = time.monotonic()
    reached = look(options.processes)
    mutants = [one for one in every() if options.only in one.file]
    chosen = mutants if options.all else drawn(mutants, options.seed, options.count)
    known = equivalent()
    tried = [one for one in chosen if one.key not in known]
    say(f"{len(tried)} of {len(mutants)}, {len(chosen) - len(tried)} known to change nothing")
    run = Trials(trials(tried, reached), lambda found: control(found, reached), options.processes, tell)
    arguments = ["-qq", "-s", "--no-header", "-m", TESTS]
    status = pytest.main(arguments, plugins=[run])
    if status not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        return 1
    return verdict(run.outcomes, time.monotonic() - began)


def verdict(outcomes: Sequence[Outcome], seconds: float) -> int:
    """Tells what nobody noticed; the exit status."""
    unchanged = [one for one in outcomes if one.trial.mutant is None and one.noticed]
    if unchanged:
        say(f"a test fails though nothing was changed: {unchanged[0].noticed}")
        return 1
    tried = [one for one in outcomes if one.trial.mutant and one.noticed != IMPOSSIBLE]
    noticed = sum(1 for one in tried if one.noticed)
    share = noticed / len(tried) if tried else 1.0
    word = "noticed" if share >= FLOOR else "TOO FEW noticed"
    say(f"{word}: {noticed} of {len(tried)}, {share:.1%}, at least {FLOOR:.0%} asked for; {seconds:.0f} s")
    return 0 if share >= FLOOR else 1


def tell(outcome: Outcome) -> None:
    """Says what nobody noticed."""
    mutant, tests = outcome.trial.mutant, len(outcome.trial.tests)
    if mutant is not None and not outcome.noticed:
        change = f"{mutant.function}: {mutant.before} → {mutant.after}"
        say(f"{mutant.file}:{mutant.line}: {change} ({tests or 'no'} tests come by)")


def say(text: str) -> None:
    """A line on standard output, at once."""
    sys.stdout.write(f"mutants: {text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
