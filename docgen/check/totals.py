"""Totals of tables: 合计, 小计 and 总计 wherever they stand, down a column or along a row (条例第二十条)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from docgen.check.clauses import ACCURACY
from docgen.check.rule import rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.finding import Severity, Strength

_FIGURE = re.compile(
    r"(-?\d{1,3}(?:[,，]\d{3}){1,4}(?:\.\d{1,6})?|-?\d{1,15}(?:\.\d{1,6})?)\s{0,2}([\u4e00-\u9fff%]{0,3})", re.ASCII
)
_TOTAL = re.compile(
    r"[（(]?(?:合\s*计|总\s*计|共\s*计|总\s*和|总\s*数|总\s*额|全\s*区\s*合\s*计)[）)]?(?:[（(][^（）()]{1,8}[）)])?"
)
_PART = re.compile(r"[（(]?小\s*计[）)]?(?:[（(][^（）()]{1,8}[）)])?")
_NONE = ("", "—", "-", "/", "——", "无")
_NOT_SUMMED = re.compile(
    r"率|比|占|%|均|单价|标准|排名|名次|序号|编号|电话|年份|日期|时间|增长|增速|倍|累计|指数|密度|温度|备注"
)

Row = tuple[Piece, ...]


def _figure(text: str) -> Decimal | None:
    """The figure that a cell is; None for anything else (an empty cell counts as nothing, “—” too)."""
    bare = text.strip()
    if bare in _NONE:
        return Decimal(0)
    found = _FIGURE.fullmatch(bare)
    return Decimal(re.sub("[,，]", "", found[1])) if found else None


def rounding(figures: Sequence[str]) -> Decimal:
    """How far a total may be off because its parts were rounded: half a unit of the last place for each."""
    places = max((len(re.sub(r"[^\d.]", "", text).partition(".")[2]) for text in figures), default=0)
    return Decimal(len(figures)).scaleb(-places) / 2 if places else Decimal(0)


@rule("table-total", "表格的合计、小计等于各项之和", ACCURACY, Strength.REQUIRED, Severity.ERROR)
def table_total(subject: Subject) -> Iterator[Spot]:
    """A 合计 that is not the sum of the rows it stands for, or of the columns beside it."""
    for table, rows in subject.tables:
        heads = [cell.text.strip() for cell in rows[0]] if rows and table.header_rows else []
        body = list(rows[table.header_rows :])
        yield from _down(body, heads)
        yield from _along(body, heads)


def _kind(row: Row) -> str:
    """“total” or “part” for a row that sums up, by the first of its cells that is no bare number; else “”."""
    for cell in row[:3]:
        if _TOTAL.fullmatch(cell.text.strip()):
            return "total"
        if _PART.fullmatch(cell.text.strip()):
            return "part"
    return ""


def _down(body: list[Row], heads: list[str]) -> Iterator[Spot]:
    """Each 小计 against the rows since the last one, each 合计 against all plain rows."""
    since: list[Row] = []
    plain: list[Row] = []
    for index, row in enumerate(body):
        kind = _kind(row)
        if not kind:
            since.append(row)
            plain.append(row)
            continue
        first = kind == "total" and not plain
        parts = [one for one in body[index + 1 :] if not _kind(one)] if first else plain if kind == "total" else since
        yield from _columns(row, parts, heads)
        since = [] if kind == "part" else since


def _columns(total: Row, parts: list[Row], heads: list[str]) -> Iterator[Spot]:
    label = next(
        (
            index
            for index, cell in enumerate(total)
            if _TOTAL.fullmatch(cell.text.strip()) or _PART.fullmatch(cell.text.strip())
        ),
        0,
    )
    for index, cell in enumerate(total[label + 1 :], label + 1):
        head = heads[index] if index < len(heads) else ""
        if cell.text.strip() and len(parts) > 1 and not _NOT_SUMMED.search(head):
            yield from _compare(cell, [row[index].text if index < len(row) else "" for row in parts])


def _along(body: list[Row], heads: list[str]) -> Iterator[Spot]:
    """Columns headed 合计, last or first of the figures: the sum of the others, where all of those are figures."""
    places = [index for index, head in enumerate(heads) if _TOTAL.fullmatch(head) or _PART.fullmatch(head)]
    if len(places) != 1 or len(heads) < 3:
        return
    at = places[0]
    for row in body:
        if len(row) != len(heads) or not row[at].text.strip() or _kind(row):
            continue
        numbered = [index for index in range(len(row)) if index != at and _is_part(row[index].text, heads[index])]
        beside = (
            [index for index in numbered if index < at]
            if at == len(heads) - 1
            else [index for index in numbered if index > at]
        )
        if (
            len(beside) > 1
            and len(beside) == abs(beside[-1] - beside[0]) + 1
            and (beside[-1] == at - 1 or beside[0] == at + 1)
        ):
            yield from _compare(row[at], [row[index].text for index in beside])


def _is_part(text: str, head: str) -> bool:
    return _figure(text) is not None and not _NOT_SUMMED.search(head)


def _compare(cell: Piece, parts: Sequence[str]) -> Iterator[Spot]:
    told = _figure(cell.text)
    figures = [value for value in map(_figure, parts) if value is not None]
    if (
        told is None
        or cell.text.strip() in _NONE
        or len(figures) != len(parts)
        or sum(value != 0 for value in figures) < 2
    ):
        return
    total = sum(figures, Decimal(0))
    if abs(total - told) > rounding([*parts, cell.text]):
        yield cell.whole(f"合计写的是 {cell.text.strip()}，各项相加是 {total}，请核对。", str(total))
