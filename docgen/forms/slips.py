"""Slips of one paper (发文稿纸, 文件处理单, 文件传阅单, 督办通知单, 备考表): boxes with a label and what is filled in.

Places are those of GB 826—1989 for the 发文稿纸 (A4, white 20/7/20/15 mm, unit 2.5 mm), of practice for the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from docgen.forms.sheet import Ink, Sheet, new_shaper, sheets_pdf
from docgen.pages import Role

_TITLE = Ink(Role.MARK, 22, "centre", inset=0)
_LABEL = Ink(Role.SONG, 10.5, "left")
_TOP_LABEL = Ink(Role.SONG, 10.5, "left", "top")
_FILLED = Ink(Role.SONG, 10.5, "left")
_SMALL = 9.5


@dataclass(frozen=True, slots=True)
class Cell:
    """A box (left, top, right, bottom in millimetres) with its label, and the field that is printed in it, if any.

    `beside`: the value stands behind the label in the same box; else the label has a box of its own. `dated`: 年 月 日
    stands in the lower right corner, for handwriting.
    """

    place: tuple[float, float, float, float]
    label: str = ""
    field: str = ""
    beside: bool = False
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """A form of one page; `title` may begin with the unit's name, which is filled in."""

    title: str
    top: float
    cells: tuple[Cell, ...]
    heads: tuple[Cell, ...] = ()


def _pair(top: float, bottom: float, first: str, second: str) -> tuple[Cell, ...]:
    """A row of the 处理单: two labels, each with its box."""
    return (
        Cell((28, top, 53, bottom), first),
        Cell((53, top, 106, bottom), field=first),
        Cell((106, top, 134, bottom), second),
        Cell((134, top, 184, bottom), field=second),
    )


def _wide(top: float, bottom: float, label: str, *, edge: float = 53, dated: bool = False) -> tuple[Cell, ...]:
    return (Cell((28, top, edge, bottom), label), Cell((edge, top, 184, bottom), field=label, dated=dated))


HANDLING = Slip(
    "文件处理单",
    17.0,
    (
        *_pair(30, 42, "收文编号", "收文日期"),
        *_pair(42, 54, "来文机关", "来文字号"),
        *_pair(54, 66, "密级 / 份号", "缓急 / 时限"),
        *_wide(66, 82, "文件标题"),
        *_pair(82, 94, "附件 / 页数", "阅知 / 批办"),
        *_wide(94, 108, "初审意见", dated=True),
        *_wide(108, 144, "拟办意见", dated=True),
        *_wide(144, 202, "领导批示", dated=True),
        *_wide(202, 236, "办理结果", dated=True),
        *_wide(236, 248, "答复 / 归档"),
    ),
)
DRAFT = Slip(
    "发文稿纸",
    20.0,
    (
        Cell((20, 40, 107.5, 80), "签发：", "签发", beside=True),
        Cell((107.5, 40, 195, 80), "会签：", "会签", beside=True),
        Cell((20, 80, 107.5, 100), "核稿（办公室）：", "办公室核稿", beside=True),
        Cell((107.5, 80, 195, 100), "核稿（拟稿部门负责人）：", "部门负责人核稿", beside=True),
        Cell((20, 100, 195, 112.5), "主送：", "主送", beside=True),
        Cell((20, 112.5, 195, 125), "抄送：", "抄送", beside=True),
        Cell((20, 125, 78, 135), "拟稿单位：", "拟稿单位", beside=True),
        Cell((78, 125, 136, 135), "拟稿：", "拟稿", beside=True),
        Cell((136, 125, 195, 135), "电话：", "电话", beside=True),
        Cell((20, 135, 78, 145), "印刷：", "印刷", beside=True),
        Cell((78, 135, 136, 145), "校对：", "校对", beside=True),
        Cell((136, 135, 195, 145), "份数：", "份数", beside=True),
        Cell((20, 145, 195, 155), "附件：", "附件", beside=True),
        Cell((20, 155, 107.5, 165), "公开属性：", "公开属性", beside=True),
        Cell((107.5, 155, 195, 165), "发文字号：", "发文字号", beside=True),
        Cell((20, 165, 195, 182.5), "标题：", "标题", beside=True),
        Cell((20, 182.5, 195, 290), "", "正文"),
    ),
    (
        Cell((18.5, 32, 107.5, 40), "密级及保密期限：", "密级", beside=True),
        Cell((107.5, 32, 195, 40), "紧急程度：", "紧急程度", beside=True),
    ),
)
ORDER = Slip(
    "督办通知单",
    23.0,
    (
        *_wide(42, 66, "督办事项", edge=56),
        *_wide(66, 82, "立项依据", edge=56),
        *_wide(82, 92, "主办单位", edge=56),
        *_wide(92, 102, "协办单位", edge=56),
        *_wide(102, 122, "工作目标", edge=56),
        *_wide(122, 132, "办结时限", edge=56),
        *_wide(132, 162, "领导批示", edge=56),
        *_wide(162, 186, "办理要求", edge=56),
        *_wide(186, 236, "承办单位", edge=56),
        *_wide(236, 256, "审核意见", edge=56),
    ),
    (
        Cell((26.5, 33, 100, 41), "", "编号"),
        Cell((100, 33, 184, 41), "", "灯"),
        Cell((26.5, 257, 184, 265), "联系人：          电话：          反馈日期：     年   月   日（盖章）"),
    ),
)


def slip_pdf(slip: Slip, values: Mapping[str, str], unit: str = "") -> bytes:
    """The slip with `values` in the boxes of their fields; boxes without a value stay empty for handwriting."""
    sheet = Sheet(new_shaper())
    sheet.text((20, slip.top, 190, slip.top + 12), f"{unit}{slip.title}", _TITLE)
    for cell in slip.cells:
        sheet.box(*cell.place)
        _fill(sheet, cell, values)
    for cell in slip.heads:
        _fill(sheet, cell, values)
    return sheets_pdf([sheet], slip.title)


def circulation_pdf(values: Mapping[str, str], readers: list[tuple[str, ...]], unit: str = "") -> bytes:
    """文件传阅单: who gets the paper when, signs, returns it when, and what they say; empty rows to the foot."""
    sheet = Sheet(new_shaper())
    sheet.text((20, 21, 190, 33), f"{unit}文件传阅单", _TITLE)
    number, code, title = (values.get(name, "") for name in ("收文编号", "来文字号", "文件标题"))
    for edges, top, bottom, words in (
        ((28, 53, 106, 131, 184), 40, 50, ("收文编号", number, "来文字号", code)),
        ((28, 53, 184), 50, 62, ("标题", title)),
        (_CIRCULATION, 62, 72, ("顺序", "传阅对象", "送阅时间", "签名", "退回时间", "阅示意见")),
        *((_CIRCULATION, top, top + 11, row) for top, row in zip(range(72, 270, 11), _padded(readers), strict=True)),
    ):
        for (left, right), text in zip(pairwise(edges), words, strict=True):
            sheet.box(left, top, right, bottom)
            sheet.text((left, top, right, bottom), text, _FILLED)
    return sheets_pdf([sheet], "文件传阅单")


_CIRCULATION = (28, 40, 72, 100, 128, 156, 184)
_ROWS = 18


def _padded(readers: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    rows = [(str(place), *row) for place, row in enumerate(readers[:_ROWS], 1)]
    return rows + [("",) * 6] * (_ROWS - len(rows))


def _fill(sheet: Sheet, cell: Cell, values: Mapping[str, str]) -> None:
    words = values.get(cell.field, "") if cell.field else ""
    if cell.beside:
        sheet.text(cell.place, f"{cell.label}{words}", _TOP_LABEL)
    elif cell.label:
        sheet.text(cell.place, cell.label, _LABEL if len(cell.label) < 6 else Ink(Role.SONG, _SMALL))
    elif words:
        sheet.text(cell.place, words, _FILLED)
    if cell.dated:
        left, _, right, bottom = cell.place
        sheet.text((left, bottom - 8, right, bottom), "年    月    日", Ink(Role.SONG, 10, "right"))
