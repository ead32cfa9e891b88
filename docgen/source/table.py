"""Pipe tables: cells between |, an alignment row after the header rows, before it a caption “表：…” or “横排表：…”."""

from __future__ import annotations

import re

from docgen.finding import Finding, Severity
from docgen.model import Align, Place, Table
from docgen.source.head import problem

CAPTION = re.compile(r"(横排)?表[：:]\s*(.*)")
_CELL_BREAK = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_RULE = re.compile(r":?-{2,}:?|:?-:|:-")
_ESCAPED = re.compile(r"\\([\\|<:-])|<br\s*/?>", re.IGNORECASE)


def is_row(text: str) -> bool:
    """Does this line belong to a table?"""
    return text.startswith("|")


def read_table(lines: list[str], index: int, findings: list[Finding]) -> tuple[Table, int]:
    """The table that begins at `lines[index]` (its caption line or first row), and the index of the line after it."""
    first, typed = index + 1, lines[index]
    caption = CAPTION.fullmatch(typed.strip())
    column = len(typed) - len(typed.lstrip()) + caption.start(2) if caption else 0
    if caption:
        index += 1
    rows: list[tuple[str, ...]] = []
    places: list[tuple[Place, ...]] = []
    aligns: tuple[Align, ...] = ()
    header_rows = None
    while index < len(lines) and is_row(text := lines[index].strip()):
        split = _split(text)
        cells = [cell for cell, _ in split]
        if header_rows is None and all(_RULE.fullmatch(cell) for cell in cells):
            header_rows, aligns = len(rows), _aligns(cells)
        else:
            before = len(lines[index]) - len(lines[index].lstrip())
            rows.append(tuple(_plain(cell) for cell in cells))
            places.append(tuple(Place(index + 1, before + start) for _, start in split))
        index += 1
    width = max((len(row) for row in rows), default=0)
    if any(len(row) != width for row in rows):
        message = f"第 {first} 行的表格各行格数不一，短的已补空格；请检查每行的“|”。"
        findings.append(problem("table-width", first, message, Severity.WARNING))
    filled = tuple(row + ("",) * (width - len(row)) for row in rows)
    header = min(1, len(rows)) if header_rows is None else header_rows
    columns = (aligns + (Align.LEFT,) * width)[:width] if aligns else ()
    words, landscape = (caption[2].strip(), bool(caption[1])) if caption else ("", False)
    return Table(filled, columns, header, words, landscape, first, column, tuple(places)), index


def write_table(table: Table) -> list[str]:
    """The lines of `table`."""
    lines = [f"{'横排' if table.landscape else ''}表：{table.caption}"] if table.caption or table.landscape else []
    width = len(table.rows[0]) if table.rows else 1
    marks = {Align.LEFT: ":---", Align.CENTRE: ":---:", Align.RIGHT: "---:"}
    rule = [marks[align] for align in table.aligns] or ["---"] * width
    rows = [[escape(cell) for cell in row] for row in table.rows]
    rows.insert(table.header_rows, rule)
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def _split(text: str) -> list[tuple[str, int]]:
    """The cells of a line, each with where it begins."""
    parts: list[tuple[str, int]] = []
    start = 0
    for found in _CELL_BREAK.finditer(text):
        parts.append(_cell(text, start, found.end() - 1))
        start = found.end()
    if text[start:].strip():
        parts.append(_cell(text, start, len(text)))
    return parts[1:] or [("", len(text))]


def _cell(text: str, start: int, end: int) -> tuple[str, int]:
    raw = text[start:end]
    return raw.strip(), start + len(raw) - len(raw.lstrip())


def _aligns(cells: list[str]) -> tuple[Align, ...]:
    if not any(":" in cell for cell in cells):
        return ()
    return tuple(_align(cell) for cell in cells)


def _align(cell: str) -> Align:
    if cell.startswith(":") and cell.endswith(":"):
        return Align.CENTRE
    return Align.RIGHT if cell.endswith(":") else Align.LEFT


def _plain(cell: str) -> str:
    return _ESCAPED.sub(lambda found: found[1] or "\n", cell)


def escape(cell: str) -> str:
    """`cell` as it stands between two pipes."""
    cell = cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "\\<")
    if _RULE.fullmatch(cell):
        cell = "\\" + cell
    return cell.replace("\n", "<br>")
