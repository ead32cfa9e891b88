"""From what the worker printed to source text: answers go where the template put them and nowhere else.

A value printed into the head can only be the value of that name, one in a table only a cell, one in running text only
text: it can neither open an attachment nor begin another head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.source import quote
from docgen.source.body import DIRECTIVE, HEADING
from docgen.source.head import FENCE, Entry, one_line, read_head
from docgen.source.keys import BY_NAME, Value
from docgen.source.table import escape
from docgen.templating.model import TemplateError
from papers.dates import read_date
from papers.numbering import Counter, recognise

_TOKEN = re.compile("\ue000([0-9]+)\ue001")
_TABLE = ("|", "表：", "横排表：")
_STRAY = re.compile("[\ue000\ue001]")

# 签发人 may be typed as one line of names: the parser parts them.
_LISTS = [key.name for key in BY_NAME.values() if key.value is Value.LIST and key.field != "signers"]
_ORDER = {name: rank for rank, name in enumerate(BY_NAME)}

Printed = str | list[str]


class BrokenHead(TemplateError):
    """The head that the template made cannot be read; `text` is the line where, with the marks of its values."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"模板写出的文件头读不懂，出在“{_TOKEN.sub('……', text.strip())[:40]}”一行；"
            "文件头要在两个“---”之间，每行写“名称: 内容”。"
        )
        self.text = text


def assemble(text: str, values: list[Printed]) -> str:
    """The source text: `text` with its marks replaced by `values`."""
    lines = text.split("\n")
    head = read_head(lines)
    if broken := [found for found in head.findings if found.rule in ("head-syntax", "head-open", "head-size")]:
        raise BrokenHead(lines[broken[0].paragraph - 1])
    output = ["---", *_head(head.entries, values), "---"] if head.end else []
    output += _body(lines[head.end :], values)
    return "\n".join(_tidy(output)) + "\n"


def _tidy(lines: list[str]) -> Iterator[str]:
    """`lines` without empty ones, but with one before an attachment and where the template parts two tables."""
    empty = False
    for line in lines:
        if line.startswith("::: ") or (empty and line.startswith(_TABLE)):
            yield ""
        if line:
            yield line
        empty = not line


def _head(entries: list[Entry], values: list[Printed]) -> Iterator[str]:
    for entry in sorted(entries, key=_rank):
        value = _entry_value(entry, values)
        if not value:
            continue
        if isinstance(value, str) and entry.name not in _LISTS:
            yield f"{entry.name}: {_head_text(entry.name, value)}"
        else:
            items = [value] if isinstance(value, str) else value
            yield f"{entry.name}: [{', '.join(map(quote, items))}]"


def _rank(entry: Entry) -> int:
    return _ORDER.get(entry.name, len(_ORDER))


def _entry_value(entry: Entry, values: list[Printed]) -> Printed:
    if entry.value is None:
        return ""
    if isinstance(entry.value, tuple):
        return [text for item in entry.value if (text := one_line(_filled(item, values)))]
    alone = _TOKEN.fullmatch(entry.value)
    if alone and isinstance(items := _printed(alone[1], values), list):
        return [one_line(item) for item in items]
    return one_line(_filled(entry.value, values))


def _head_text(name: str, value: str) -> str:
    key = BY_NAME.get(name)
    day = read_date(value) if key and key.value is Value.DATE else None
    return day.isoformat() if day else quote(value)


def _body(lines: list[str], values: list[Printed]) -> Iterator[str]:
    counter = Counter()
    for line in lines:
        stripped = line.strip()
        if stripped.startswith("|"):
            yield _filled(stripped, values, cell=True)
        elif stripped.startswith((*DIRECTIVE, "![")):
            counter = Counter()
            yield one_line(_filled(stripped, values))
        elif heading := HEADING.fullmatch(stripped):
            yield _numbered(counter, len(heading[1]), one_line(_filled(heading[2], values)))
        else:
            yield from _running(counter, _filled(stripped, values))


def _numbered(counter: Counter, level: int, text: str) -> str:
    if number := recognise(text):
        counter.see(number)
        return text
    return counter.next(level) + text


def _running(counter: Counter, text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if number := recognise(line):
            counter.see(number)
        yield "\\" + line if line.lstrip().startswith(DIRECTIVE) or FENCE.fullmatch(line.strip()) else line


def _filled(text: str, values: list[Printed], *, cell: bool = False) -> str:
    def value(found: re.Match[str]) -> str:
        printed = _printed(found[1], values)
        one = printed if isinstance(printed, str) else "、".join(printed)
        return escape(one) if cell else one

    return _STRAY.sub("", _TOKEN.sub(value, text))


def _printed(index: str, values: list[Printed]) -> Printed:
    # A template that takes marks apart with filters gets nothing for a mark that was never made.
    return values[int(index)] if len(index) < 9 and int(index) < len(values) else ""
