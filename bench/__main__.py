"""Runs benchmarks by name, all of them without a name, and prints one table each."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import bench


def main() -> None:
    """A benchmark is a module of this package with a function ``run`` that prints its table."""
    modules = [
        importlib.import_module(f"bench.{entry.name}")
        for entry in pkgutil.iter_modules(bench.__path__)
        if entry.name != "__main__"
    ]
    known = {module.__name__.removeprefix("bench."): module for module in modules if hasattr(module, "run")}
    names = sys.argv[1:] or sorted(known)
    if unknown := [name for name in names if name not in known]:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are: {', '.join(sorted(known))}")
    for name in names:
        print(f"\n== {name}: {(known[name].__doc__ or '').splitlines()[0]}", flush=True)
        known[name].run()


main()
