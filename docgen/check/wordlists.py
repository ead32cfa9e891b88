"""The editable word tables of resources/words, read once.

A table is tab-separated text with a header line; lines that begin with # are notes. Columns:
词 建议 级别 例外 前接 后接 日期 说明 来源, and 适用 (a 版式 such as 新闻稿; none: all). 级别 is 必错, 疑似 or 提示.
例外: words in which it is right. What must stand before it: 前接, after it: 后接 (“数字”: a figure or a numeral).
Several are parted by 、. 日期: from when on it holds.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from papers.problem import Problem
from resources import resource

FOLDER = resource("words")
LEVELS = ("必错", "疑似", "提示")


class WordTableError(Problem, ValueError):
    """A word table that cannot be used; the message is a plain Chinese sentence with the line number."""


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of a table."""

    word: str
    suggestion: str
    level: str
    exceptions: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    since: date | None = None
    note: str = ""
    source: str = ""
    form: str = ""


@cache
def shipped() -> tuple[Word, ...]:
    """All entries of the shipped tables."""
    return tuple(word for path in sorted(FOLDER.glob("*.tsv")) for word in read_table(path))


def read_table(path: Path) -> tuple[Word, ...]:
    """The entries of one table. Raise WordTableError for a wrong line, OSError for a file that cannot be read."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    kept = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not kept:
        return ()
    columns = kept[0][1].split("\t")
    return tuple(_word(path, number, columns, line) for number, line in kept[1:])


def _word(path: Path, number: int, columns: list[str], line: str) -> Word:
    cells = next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))
    row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
    word, level = row.get("词", ""), row.get("级别", "")
    if not word or level not in LEVELS:
        raise WordTableError(f"词表“{path.name}”第 {number} 行写法不对：要有“词”，“级别”填必错、疑似或提示。")
    try:
        since = date.fromisoformat(row["日期"]) if row.get("日期") else None
    except ValueError:
        raise WordTableError(f"词表“{path.name}”第 {number} 行的日期请写成 2018-03-13 的样子。") from None
    return Word(
        word,
        row.get("建议", ""),
        level,
        _list(row.get("例外", "")),
        _list(row.get("前接", "")),
        _list(row.get("后接", "")),
        since,
        row.get("说明", ""),
        row.get("来源", ""),
        row.get("适用", ""),
    )


def _list(text: str) -> tuple[str, ...]:
    return tuple(item for item in text.split("、") if item)
