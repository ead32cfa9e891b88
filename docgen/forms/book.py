"""Register books (登记簿, 台账, 目录): a landscape table, its head on each page, with rows to the foot, as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from docgen.forms.sheet import Ink, Sheet, new_shaper, sheets_pdf
from docgen.pages import Role

_TITLE = Ink(Role.HEI, 18, "centre", inset=0)
_HEAD = Ink(Role.SONG, 8.5, "centre", inset=0.5)
_CELL = Ink(Role.SONG, 8.5, "left", inset=0.8)
_NOTE = Ink(Role.SONG, 10.5, "left", inset=0)
_FOOT = 196.0
"""Millimetres; the last row ends above this on a landscape A4 sheet of 210."""


@dataclass(frozen=True, slots=True)
class Book:
    """A register book. `edges` are the places of the column lines, in millimetres from the left edge of A4 landscape.

    `top` is where the head begins, `head` how high it is, `row` how high a row; `note` stands above the head.
    """

    title: str
    columns: tuple[str, ...]
    edges: tuple[float, ...]
    top: float = 26.0
    head: float = 11.0
    row: float = 9.0

    @property
    def rows_on_page(self) -> int:
        """How many rows a page has."""
        return int((_FOOT - self.top - self.head) / self.row)


OUTGOING = Book(
    "发文登记簿",
    (
        "顺序号",
        "发文\n日期",
        "发文字号",
        "文件标题",
        "密级",
        "份数",
        "附件",
        "主送、抄送\n（发往机关）",
        "签发人",
        "拟稿\n部门",
        "签收人",
        "归档\n（年度-期限-件号）",
    ),
    (13, 26, 44, 76, 144, 156, 167, 178, 220, 236, 252, 266, 288),
)
INCOMING = Book(
    "收文登记簿",
    (
        "收文号",
        "收文\n日期",
        "来文机关",
        "来文字号",
        "文件标题",
        "密级",
        "份数\n份号",
        "附件",
        "承办\n单位",
        "时限",
        "签收人",
        "复文号",
        "归档",
    ),
    (13, 27, 45, 77, 109, 169, 180, 194, 204, 224, 240, 254, 274, 288),
)
FOLLOWUPS = Book(
    "督办事项台账",
    (
        "编号",
        "来源\n（文件、会议、批示）",
        "督办事项",
        "量化目标",
        "主办",
        "协办",
        "立项",
        "时限",
        "进展\n%",
        "催办\n次数",
        "延期",
        "灯",
        "办结\n销号",
        "得分",
    ),
    (10, 26, 62, 120, 144, 164, 184, 200, 218, 232, 244, 253, 264, 280, 289),
    head=12.0,
)
CATALOGUE = Book(
    "归档文件目录",
    ("序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注"),
    (13, 25, 83, 119, 155, 233, 253, 265, 275, 285),
    head=9.0,
)
COPIES = Book(
    "文件发放与清退登记表",
    ("序号", "收文单位", "份数", "份号（起止）", "领取人", "领取日期", "应退份数", "清退日期", "经手人", "备注"),
    (13, 25, 85, 99, 143, 169, 195, 215, 241, 265, 284),
    top=30.0,
    head=10.0,
)


def book_pdf(book: Book, rows: Sequence[Sequence[str]], *, year: str = "", note: str = "") -> bytes:
    """The rows as a printed book, pages filled up with empty rows. ValueError for a row of another width."""
    shaper = new_shaper()
    size = book.rows_on_page
    parts = [rows[start : start + size] for start in range(0, max(1, len(rows)), size)]
    sheets = [Sheet(shaper, 297.0, 210.0) for _ in parts]
    spaced = " ".join(book.title) + (f"（{year}年）" if year else "")
    for sheet, part in zip(sheets, parts, strict=True):
        sheet.text((book.edges[0], 11.0, book.edges[-1], 20.0), spaced, _TITLE)
        if note:
            sheet.text((book.edges[0], 20.5, book.edges[-1], 26.5), note, _NOTE)
        _row(sheet, book, book.top, book.head, book.columns, _HEAD)
        for number in range(size):
            cells = part[number] if number < len(part) else ("",) * len(book.columns)
            _row(sheet, book, book.top + book.head + number * book.row, book.row, cells, _CELL)
    return sheets_pdf(sheets, book.title)


def _row(sheet: Sheet, book: Book, top: float, height: float, cells: Sequence[str], ink: Ink) -> None:
    for (left, right), words in zip(pairwise(book.edges), cells, strict=True):
        sheet.box(left, top, right, top + height)
        if words:
            sheet.text((left, top, right, top + height), words, ink)
