"""A measurement told in sentences, each with its clause of GB/T 9704—2012."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from docgen.measure.measurement import BOTTOM, LEFT, RIGHT, TOP, Measurement
from docgen.measure.reading import MM, Rule
from docgen.model import Document, Form

_HEAD_CLAUSES = {Form.DOCUMENT: "7.2.4", Form.ORDER: "10.2", Form.MINUTES: "10.3"}


def facts(measurement: Measurement, document: Document) -> tuple[str, ...]:
    """What was measured, a sentence for each thing that is on the pages."""
    return tuple(
        f"实测{sentence}"
        for tell in (
            _grid,
            _type_area,
            _mark,
            _number,
            _red_rule,
            _letter,
            _title,
            _date,
            _page_numbers,
            _imprint,
            _fonts,
        )
        for sentence in tell(measurement, document)
    )


def _grid(found: Measurement, _document: Document) -> Iterator[str]:
    if found.lines_per_page is None or found.pitch is None:
        return
    characters = (
        "" if found.characters_per_line is None else f" {found.lines_per_page} 行×{found.characters_per_line} 字"
    )
    yield f"{characters or f'每面 {found.lines_per_page} 行'}，行距 {found.pitch:.2f} 磅，5.2.3。"


def _type_area(found: Measurement, _document: Document) -> Iterator[str]:
    if found.left is not None and found.right is not None:
        width = found.right - found.left
        yield f"版心左缘 {found.left:.1f} 毫米、右缘 {found.right:.1f} 毫米，宽 {width:.1f} 毫米，5.2.1。"
    if found.top is not None and found.bottom is not None and len(found.sheets) > 1:
        yield f"正文上缘 {found.top:.1f} 毫米、下缘 {found.bottom:.1f} 毫米，5.2.1。"


def _mark(found: Measurement, document: Document) -> Iterator[str]:
    if not found.mark:
        return
    top = found.mark[0].ink_top
    if document.form is Form.LETTER:
        yield f"发文机关标志上边缘至页顶 {top:.1f} 毫米，10.1。"
        return
    clause = _HEAD_CLAUSES.get(document.form, "7.2.4")
    yield f"版头上边缘 {top:.1f} 毫米，发文机关标志上边缘至版心上边缘 {top - TOP:.1f} 毫米，{clause}。"


def _number(found: Measurement, document: Document) -> Iterator[str]:
    if not found.mark or found.number is None or document.form is Form.LETTER or found.pitch is None:
        return
    rows = (found.number.ink_top - found.mark[-1].ink_bottom) / MM / found.pitch
    yield f"发文字号在发文机关标志之下空 {int(rows + 0.2)} 行，7.2.5。"


def _red_rule(found: Measurement, document: Document) -> Iterator[str]:
    if document.form is Form.LETTER or not found.red_rules:
        return
    rule = found.red_rules[0]
    above = [line.ink_bottom for line in found.sheets[0].lines if line.ink_bottom <= rule.top]
    gap = f"在发文字号之下 {rule.top - max(above):.1f} 毫米，" if above else ""
    yield f"红色分隔线{gap}长 {rule.length:.1f} 毫米、粗 {rule.thickness / MM:.2f} 磅，7.2.7。"


def _letter(found: Measurement, document: Document) -> Iterator[str]:
    rules = found.red_rules
    if document.form is not Form.LETTER or len(rules) < 4:
        return
    upper, lower = rules[:2], rules[-2:]
    height = found.sheets[0].height
    if found.mark:
        yield f"首条红色双线在发文机关标志之下 {upper[0].top - found.mark[-1].ink_bottom:.1f} 毫米，10.1。"
    yield f"首条红色双线{_order(upper)}，长 {upper[0].length:.1f} 毫米，10.1。"
    foot = height - lower[1].bottom
    yield f"第二条红色双线{_order(lower)}，长 {lower[0].length:.1f} 毫米，距页底 {foot:.1f} 毫米，10.1。"


def _order(rules: tuple[Rule, ...]) -> str:
    return "上粗下细" if rules[0].thickness > rules[1].thickness else "上细下粗"


def _title(found: Measurement, document: Document) -> Iterator[str]:
    if not found.title or not found.red_rules or document.form is Form.LETTER or found.pitch is None:
        return
    rows = (found.title[0].ink_top - found.red_rules[0].bottom) / MM / found.pitch
    yield f"标题 {found.title[0].size:g} 磅，在红色分隔线之下空 {int(rows + 0.2)} 行，7.3.1。"


def _date(found: Measurement, _document: Document) -> Iterator[str]:
    if found.date is not None:
        yield f"成文日期右空 {(RIGHT - found.date.right) / (156 / 28):.1f} 字，7.3.5。"


def _page_numbers(found: Measurement, document: Document) -> Iterator[str]:
    numbers = [number for number in found.page_numbers if number]
    if not numbers:
        return
    first = numbers[0]
    side = "单页码居右、双页码居左" if all(number.outside for number in numbers) else "页码不分单双页"
    yield f"页码一字线在版心下边缘之下 {first.middle - BOTTOM:.1f} 毫米，{side}，7.5。"
    inner = RIGHT - first.right if first.number % 2 else first.left - LEFT
    if all(number.outside for number in numbers):
        yield f"页码距版心侧边 {inner:.1f} 毫米（空一字），7.5。"
    if document.form is Form.LETTER and found.page_numbers[0] is None:
        yield "首页不显示页码，10.1。"
    begun = [after.number for before, after in pairwise(numbers) if after.number - before.number != 1]
    if begun and not (document.attachments_apart and set(begun) == {1}):
        yield "页码不连续，7.5。"


def _imprint(found: Measurement, document: Document) -> Iterator[str]:
    rules = found.imprint_rules
    if not rules or document.form is Form.LETTER:
        return
    thickness = "、".join(f"{rule.thickness:.2f}" for rule in rules)
    yield f"版记分隔线长 {rules[0].length:.1f} 毫米，自上而下粗 {thickness} 毫米，7.4.1。"
    last = rules[-1].bottom
    yield f"版记末条分隔线下缘 {last:.1f} 毫米，与版心下边缘相差 {abs(last - BOTTOM):.1f} 毫米，7.4.1。"


def _fonts(found: Measurement, _document: Document) -> Iterator[str]:
    if found.fonts:
        yield f"所用字体 {'、'.join(found.fonts[:6])}，5.2.2。"
