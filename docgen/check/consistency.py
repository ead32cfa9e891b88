"""What a document says twice must agree: sums, shares, counts, repeated text (条例第二十条)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from docgen.check.clauses import ACCURACY
from docgen.check.rule import rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.finding import Severity, Strength
from papers.numerals import from_chinese, to_chinese

_REQUIRED, _PRACTICE = Strength.REQUIRED, Strength.PRACTICE
_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT

_CELL_FIGURE = re.compile(r"-?\d{1,3}(?:[,，]\d{3}){1,4}(?:\.\d{1,6})?|-?\d{1,15}(?:\.\d{1,6})?", re.ASCII)
_TOTAL = re.compile(r"合\s*计|总\s*计|共\s*计|总\s*和|总\s*数")
_PART_TOTAL = re.compile(r"小\s*计")


def _figure(text: str) -> Decimal | None:
    """The figure that a cell is; None for anything else (an empty cell counts as nothing, “—” too)."""
    bare = text.strip()
    if bare in ("", "—", "-", "/", "——"):
        return Decimal(0)
    return Decimal(re.sub("[,，]", "", bare)) if _CELL_FIGURE.fullmatch(bare) else None


def _rounding(figures: Sequence[str]) -> Decimal:
    """How far a total may be off because its parts were rounded: half a unit of the last place for each."""
    places = max((len(text.partition(".")[2]) for text in figures), default=0)
    return Decimal(len(figures)).scaleb(-places) / 2 if places else Decimal(0)


@rule("table-total", "表格的合计等于各项之和", ACCURACY, _REQUIRED, _ERROR)
def table_total(subject: Subject) -> Iterator[Spot]:
    """A row or a column 合计 that is not the sum of the others."""
    for table, rows in subject.tables:
        body = rows[table.header_rows :]
        for row in body:
            if row and _TOTAL.fullmatch(row[0].text.strip()):
                others = [one for one in body if one is not row and not _sums_up(one)]
                yield from _columns(row, others)
        yield from _rows(rows, body)


def _sums_up(row: tuple[Piece, ...]) -> bool:
    return bool(row) and bool(_TOTAL.fullmatch(row[0].text.strip()) or _PART_TOTAL.fullmatch(row[0].text.strip()))


def _columns(total: tuple[Piece, ...], others: list[tuple[Piece, ...]]) -> Iterator[Spot]:
    for index, cell in enumerate(total[1:], 1):
        parts = [row[index].text for row in others if index < len(row)]
        if cell.text.strip() and len(parts) > 1:
            yield from _compare(cell, parts)


def _rows(rows: tuple[tuple[Piece, ...], ...], body: tuple[tuple[Piece, ...], ...]) -> Iterator[Spot]:
    """Columns headed 合计: the sum of the figures before them, where all of those are figures."""
    heads = [cell.text.strip() for cell in rows[0]] if rows else []
    if len(heads) < 3 or not _TOTAL.fullmatch(heads[-1]):
        return
    first = 2 if heads[0] in ("序号", "编号") else 1
    for row in body:
        if len(row) == len(heads) and len(row) - 1 - first > 1 and row[-1].text.strip():
            yield from _compare(row[-1], [cell.text for cell in row[first:-1]])


def _compare(cell: Piece, parts: Sequence[str]) -> Iterator[Spot]:
    told = _figure(cell.text)
    figures = [value for value in map(_figure, parts) if value is not None]
    if told is None or len(figures) != len(parts) or not any(figures):
        return
    total = sum(figures, Decimal(0))
    if abs(total - told) > _rounding([*parts, cell.text]):
        yield cell.whole(f"合计写的是 {cell.text.strip()}，各项相加是 {total}，请核对。", str(total))


_UNIT = (
    "万元|亿元|千元|元|公里|千米|平方米|平方公里|万亩|亩|公顷|吨|万人|人次|人|户|家|个|条|处|座|盏|项|件|台|套|所|"
    "名|起|辆|万"
)
_SUM = re.compile(
    rf"(?:总投资|总计|合计|共计|共安排|共投入|共有|共|总额为?|总数为?)[\u4e00-\u9fff]{{0,12}}?(\d{{1,9}}(?:\.\d{{1,4}})?)"
    rf"({_UNIT})[^，。；：]{{0,14}}[，（](?:其中|包括|分别为|分别是)[：，]?([^。；]{{6,200}})",
    re.ASCII,
)
_NEAR = Decimal("0.2")
"""A sum that falls short by more than this share is taken for a list that does not claim to be complete."""


@rule("sum-parts", "总数等于各分项之和", ACCURACY, _REQUIRED, _WARNING)
def sum_parts(subject: Subject) -> Iterator[Spot]:
    """“共50个，其中甲20个、乙40个”: parts that exceed their whole, or fall a little short of it."""
    for piece in subject.paragraphs:
        for found in _SUM.finditer(piece.text):
            inner = re.findall(rf"(?<![\d.])(\d{{1,9}}(?:\.\d{{1,4}})?)({found[2]})", found[3], re.ASCII)
            total, told = sum((Decimal(part) for part, _ in inner), Decimal(0)), Decimal(found[1])
            over = total - told
            slack = _rounding([found[1], *(part for part, _ in inner)])
            if len(inner) > 1 and (over > slack or -told * _NEAR < over < -slack):
                unit = found[2]
                message = f"总数是 {told}{unit}，后面列的各项相加是 {total}{unit}，请核对。"
                yield piece.spot(found.start(1), found.end(2), message)


_SHARES = re.compile(
    r"(?:分别|各)占[^。；]{0,30}?"
    r"(\d{1,3}(?:\.\d{1,2})?%(?:[、，和及][^。；%\d]{0,12}\d{1,3}(?:\.\d{1,2})?%){1,8})",
    re.ASCII,
)


@rule("share-sum", "各部分所占百分比相加为100%", ACCURACY, _REQUIRED, _WARNING)
def share_sum(subject: Subject) -> Iterator[Spot]:
    """“分别占40%、35%和30%”: shares of more than the whole, or of just about the whole."""
    for piece in subject.paragraphs:
        for found in _SHARES.finditer(piece.text):
            shares = re.findall(r"\d{1,3}(?:\.\d{1,2})?(?=%)", found[1], re.ASCII)
            total = sum(map(Decimal, shares))
            if total > 100 + _rounding([*shares, "0.0"]) or 95 <= total < 100 - _rounding([*shares, "0.0"]):
                message = f"这几个百分比相加是 {total}%，不是 100%，请核对。"
                yield piece.spot(found.start(1), found.end(1), message)


_RATE = re.compile(
    rf"(?<![\d.])(\d{{1,9}}(?:\.\d{{1,4}})?)({_UNIT})[^。；\d]{{0,12}}占[^。；\d]{{0,12}}?"
    r"(\d{1,9}(?:\.\d{1,4})?)\2的(\d{1,3}(?:\.\d{1,2})?)%",
    re.ASCII,
)
_GROWTH = re.compile(
    rf"[由从][^。；\d]{{0,10}}(\d{{1,9}}(?:\.\d{{1,4}})?)({_UNIT})(增加|增长|提高|上升|减少|下降|降低)(?:到|至|为)"
    rf"[^。；\d]{{0,6}}(\d{{1,9}}(?:\.\d{{1,4}})?)\2[，、][^。；\d]{{0,8}}(\d{{1,4}}(?:\.\d{{1,2}})?)%",
    re.ASCII,
)


@rule("percentage", "百分比与前后数字算得上", ACCURACY, _REQUIRED, _WARNING)
def percentage(subject: Subject) -> Iterator[Spot]:
    """“40个，占50个的75%”, “由80人增加到100人，增长30%”."""
    for piece in subject.paragraphs:
        for found in _RATE.finditer(piece.text):
            yield from _share(piece, found, 4, _percent(found[1], found[3]))
        for found in _GROWTH.finditer(piece.text):
            before, after = found[1], found[4]
            yield from _share(piece, found, 5, abs(_percent(after, before) - 100))


def _percent(part: str, whole: str) -> Decimal:
    return Decimal(part) * 100 / Decimal(whole) if Decimal(whole) else Decimal(0)


def _share(piece: Piece, found: re.Match[str], group: int, right: Decimal) -> Iterator[Spot]:
    told = found[group]
    places = len(told.partition(".")[2])
    if abs(right - Decimal(told)) > Decimal(1).scaleb(-places):
        message = f"按前面的数字算，这里应是 {round(right, max(places, 1))}%，写的是 {told}%，请核对。"
        yield piece.spot(found.start(group), found.end(group) + 1, message)


_COUNT = re.compile(
    r"([一二两三四五六七八九十]{1,3}|\d{1,2})(?:个方面|大?方面|项|点|条|个|类|种|件)[\u4e00-\u9fff]{0,10}[：，。](?=[^。]{0,4}一是|首先)",
    re.ASCII,
)
_ITEMS = tuple(re.compile(rf"(?:^|[：；。，]){numeral}是") for numeral in map(to_chinese, range(1, 21)))


@rule("count-items", "说的项数与列的项数一致", ACCURACY, _REQUIRED, _WARNING)
def count_items(subject: Subject) -> Iterator[Spot]:
    """“做好三项工作：一是……四是……”."""
    for piece in subject.paragraphs:
        found = _COUNT.search(piece.text)
        rest = piece.text[found.end() - 1 :] if found else ""
        if not found or len(_ITEMS[0].findall(rest)) > 1:  # “一是……，一是……” does not count
            continue
        there = next((index for index, item in enumerate(_ITEMS) if not item.search(rest)), len(_ITEMS))
        told = 2 if found[1] == "两" else int(found[1]) if found[1].isdecimal() else from_chinese(found[1])
        if there and told and told != there:
            message = f"前面说“{found[0].rstrip('：，。')}”，后面列了 {there} 项，请核对。"
            yield piece.spot(found.start(1), found.end(1), message)


_SHORTEST = 30
"""Characters from which on the same words twice are no coincidence."""
_LAWS = ("条例", "规定", "办法", "规则", "细则")
"""Kinds that say the same again for each case."""


@rule("paragraph-repeated", "没有重复的段落", ACCURACY, _PRACTICE, _WARNING)
def paragraph_repeated(subject: Subject) -> Iterator[Spot]:
    """A paragraph that stands twice in the body or in one attachment; lists of a law may share an item."""
    for flow in subject.flows if not _is_law(subject) else ():
        known: dict[str, tuple[int, int]] = {}
        for place, piece in enumerate(flow):
            text = _ITEM_NUMBER.sub("", piece.text)
            if len(text) < _SHORTEST or text.endswith(("：", ":")) or text == subject.document.title:
                continue
            first, line = known.setdefault(text, (place, piece.line))
            if first < place and (text == piece.text or place - first <= _NEAR_ITEM):
                yield piece.whole(f"这一段与第 {line} 行的一段相同，请删去一处。")


_ITEM_NUMBER = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])")
_NEAR_ITEM = 8
"""Numbered paragraphs further apart may be items of two lists."""
_ARTICLES = re.compile(r"第[一二三四五六七八九十百]{1,5}条[\s　]")


def _is_law(subject: Subject) -> bool:
    """Set out in articles, which say the same again for each case; so do the papers that change them."""
    articles = sum(bool(_ARTICLES.match(piece.text)) for piece in subject.body)
    return subject.document.kind in _LAWS or articles > 2 or "解释" in subject.document.title[-8:]


@rule("sentence-repeated", "同一句话不写两遍", ACCURACY, _PRACTICE, _HINT)
def sentence_repeated(subject: Subject) -> Iterator[Spot]:
    """A long sentence that stands twice in one paragraph or in two."""
    for flow in subject.flows if not _is_law(subject) else ():
        whole = Counter(piece.text for piece in flow)
        known: dict[str, int] = {}
        for piece in flow:
            for found in re.finditer(r"[^。！？]{30,300}[。！？]", piece.text):
                if found[0] in known and whole[piece.text] == 1:
                    yield piece.spot(found.start(), found.end(), f"这句话与第 {known[found[0]]} 行的一句相同，请核对。")
                known.setdefault(found[0], piece.line)
