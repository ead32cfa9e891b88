"""What the command line prints: JSON for programs, tables for people, one plain line for errors; all terminal-safe."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence

from office.plain import escaped_json, safe_line, safe_text
from papers.problem import Problem
from search.records import HIT_END, HIT_START


class CommandError(Problem):
    """Wrong use or unreadable input: its message is the one plain Chinese line that the user sees (exit code 2)."""


def use_utf8() -> None:
    """Make the standard streams UTF-8 whatever the locale says; Chinese output must not depend on LANG."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def print_json(value: object) -> None:
    """Print `value` as one line of JSON; control and direction characters and half surrogates are escaped in it."""
    sys.stdout.write(escaped_json(json.dumps(value, ensure_ascii=False)) + "\n")
    sys.stdout.flush()


def say(text: str = "") -> None:
    """Print text for people on stdout."""
    sys.stdout.write(safe_text(text) + "\n")


def complain(line: str) -> None:
    """Print one plain line on stderr; line breaks inside are folded so that it stays one line."""
    sys.stderr.write(safe_line(line) + "\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table whose columns line up in a terminal that shows Han characters two cells wide."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(_plain(cell) for cell in row))
    Console(file=sys.stdout, highlight=False, markup=False, emoji=False).print(table)


def lit(snippet: str) -> str:
    """A snippet for people: its hits in 【】."""
    return snippet.replace(HIT_START, "【").replace(HIT_END, "】")


def _plain(cell: object) -> str:
    return "" if cell is None else safe_line(str(cell))
