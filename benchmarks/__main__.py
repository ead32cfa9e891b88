"""Run the benchmarks: `python -m benchmarks [NAME...]`, all of them or those named (`render` for bench_render.py).

A benchmark is a module bench_*.py of this folder with `run() -> list[tuple[name, value, unit, note]]`. Ratios are
measured within one run, so they hold on any machine; plain times are those of the machine they were measured on.
"""

from __future__ import annotations

import importlib
import os
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

from rich.console import Console
from rich.table import Table

Row = tuple[str, float, str, str]
FOLDER = Path(__file__).resolve().parent
PREFIX = "bench_"


def names() -> list[str]:
    """The benchmarks there are."""
    return sorted(path.stem.removeprefix(PREFIX) for path in FOLDER.glob(f"{PREFIX}*.py"))


def run(name: str) -> list[Row]:
    """The rows of one benchmark; a failing one gives a row that says so, and the others still run."""
    module = importlib.import_module(f"benchmarks.{PREFIX}{name}")
    measure = cast("Callable[[], list[Row]]", module.run)
    try:
        return measure()
    except Exception as error:  # noqa: BLE001 - whatever one benchmark dies of, the others are still wanted
        return [(f"{name} failed", float("nan"), "", f"{type(error).__name__}: {error}")]


def _figure(value: float) -> str:
    """Three significant figures, whole numbers with thousands marks."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def main(wanted: list[str]) -> int:
    """Print one table a benchmark; 1 where one failed, 2 where a name is unknown."""
    console = Console(width=None if sys.stdout.isatty() else 120)
    unknown = set(wanted) - set(names())
    if unknown:
        console.print(f"no such benchmark: {', '.join(sorted(unknown))}; there are: {', '.join(names())}")
        return 2
    console.print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    failed = False
    for name in wanted or names():
        start = time.perf_counter()
        rows = run(name)
        table = Table("what", "figure", "unit", "note", title=f"{name} ({time.perf_counter() - start:.0f} s)")
        for what, value, unit, note in rows:
            table.add_row(what, _figure(value), unit, note)
            failed = failed or value != value  # noqa: PLR0124 - only not-a-number differs from itself
        console.print(table)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
