"""Figures that must agree: sums and their parts, shares, growth, 大写, a figure told twice (条例第二十条)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.check.clauses import ACCURACY
from docgen.check.rule import rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.check.totals import rounding
from docgen.finding import Severity, Strength
from papers.numerals import from_chinese, to_chinese

_REQUIRED, _WARNING = Strength.REQUIRED, Severity.WARNING
UNIT = (
    "亿美元|万美元|万平方米|平方公里|平方千米|平方米|立方米|万元|亿元|千元|元|公里|千米|米|万亩|亩|公顷|万吨|吨|万人次|万人|人次|人|万户|户|家|个|条|处|座|"
    "盏|项|件|台|套|所|名|起|辆|宗|场|次|株|棵|栋|间|张|份|部|篇|支|批|例|对|组|艘|架"
)
_NUMBER = r"\d{1,9}(?:\.\d{1,4})?"
_QUANTITY = re.compile(rf"(?<![\d.〔年月第—～\-])({_NUMBER})({UNIT})(?![\d年月日])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit at text[start:end]."""

    start: int
    end: int
    value: Decimal
    unit: str
    text: str


def quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """The figures with a unit in text[start:end], in order."""
    found = _QUANTITY.finditer(text, start, len(text) if end is None else end)
    return [Quantity(one.start(), one.end(), Decimal(one[1]), one[2], one[1]) for one in found]


_WHOLE = re.compile(
    r"(?:总投资|总计|合计|共计|共安排|共投入|共有|总共|共|总额为?|总数为?|总量为?|总长|总面积|全区|全市|全县|全年|累计)[^，。；：]{0,14}$"
)
_PARTS = re.compile(r"[^，。；：（]{0,14}[，（：](?:其中|包括|分别为|分别是|即|分为)[：，]?")
_OTHER = re.compile(
    r"[，；（][^，；。]{0,10}(?:比|较)(?:上年|去年|同期|上期|前|预算)|[，；（](?:较|比|同比|环比|增|减|下降|上升|提高|占|同时|此外|另|均|平均|每|分布)|。"
)
_NEAR = Decimal("0.2")
"""A sum that falls short by more than this share is taken for a list that does not claim to be complete."""
_NEARER = Decimal("0.08")
"""The same where the whole is not called one (共, 总)."""


@rule("sum-parts", "总数等于各分项之和", ACCURACY, _REQUIRED, _WARNING)
def sum_parts(subject: Subject) -> Iterator[Spot]:
    """“共50个，其中甲20个、乙40个”: parts that exceed their whole, or fall a little short of it."""
    for piece in subject.paragraphs:
        if (
            "其中" in piece.text
            or "分别" in piece.text
            or "包括" in piece.text
            or "分为" in piece.text
            or "即" in piece.text
        ):
            yield from _parts_behind(piece)
        if re.search("[合共总]计|总共|共", piece.text):
            yield from _parts_before(piece)


def _parts_behind(piece: Piece) -> Iterator[Spot]:
    for whole in quantities(piece.text):
        listed = _PARTS.match(piece.text, whole.end)
        if listed is None or re.search(rf"(?:{_MORE}|{_LESS})了?$", piece.text[max(whole.start - 4, 0) : whole.start]):
            continue
        stop = _OTHER.search(piece.text, listed.end())
        parts = [
            one
            for one in quantities(piece.text, listed.end(), stop.start() if stop else None)
            if one.unit == whole.unit
        ]
        told = bool(_WHOLE.search(piece.text[max(whole.start - 30, 0) : whole.start]))
        yield from _sum(piece, whole, parts, _NEAR if told else _NEARER)


_SUMMED = re.compile(
    rf"(?:[，；]|^)(?:合计|共计|总计|总共|共)(?:完成|安排|投入|建成|改造|有)?[\u4e00-\u9fff]{{0,6}}?(?={_NUMBER}(?:{UNIT}))",
    re.ASCII,
)


def _parts_before(piece: Piece) -> Iterator[Spot]:
    """“甲12公里、乙15公里，共计30公里”: the sum stands behind its parts, in one sentence."""
    for found in _SUMMED.finditer(piece.text):
        whole = next(iter(quantities(piece.text, found.end())), None)
        start = max(piece.text.rfind(mark, 0, found.start()) for mark in "。；") + 1
        if whole and whole.start == found.end():
            parts = [one for one in quantities(piece.text, start, found.start()) if one.unit == whole.unit]
            same = len(quantities(piece.text, start, found.start())) == len(parts)
            if same and not re.search("其中|增|减|比|占|累计|共", piece.text[start : found.start()]):
                yield from _sum(piece, whole, parts, _NEAR)


def _sum(piece: Piece, whole: Quantity, parts: Sequence[Quantity], near: Decimal) -> Iterator[Spot]:
    total = sum((part.value for part in parts), Decimal(0))
    if any(part.value > whole.value for part in parts):
        return  # these are parts of something else
    over = total - whole.value
    slack = rounding([whole.text, *(part.text for part in parts)])
    if len(parts) > 1 and (over > slack or -whole.value * near < over < -slack):
        message = f"总数是 {whole.text}{whole.unit}，列出的各项相加是 {total}{whole.unit}，请核对。"
        yield piece.spot(whole.start, whole.end, message)


_SHARES = re.compile(
    r"(?:分别|各)占[^。；]{0,30}?"
    r"(\d{1,3}(?:\.\d{1,2})?%(?:[、，和及][^。；%\d]{0,12}\d{1,3}(?:\.\d{1,2})?%){1,8})",
    re.ASCII,
)
_EACH_SHARE = re.compile(r"占(?:比)?(?:为|达)?\s?(\d{1,3}(?:\.\d{1,2})?)%", re.ASCII)


@rule("share-sum", "各部分所占百分比相加为100%", ACCURACY, _REQUIRED, _WARNING)
def share_sum(subject: Subject) -> Iterator[Spot]:
    """“分别占40%、35%和30%”, “A类占60%，B类占30%，C类占20%”: more than the whole, or just about the whole."""
    for piece in subject.paragraphs:
        for found in _SHARES.finditer(piece.text):
            shares = re.findall(r"\d{1,3}(?:\.\d{1,2})?(?=%)", found[1], re.ASCII)
            yield from _of_hundred(piece, found.start(1), found.end(1), shares)
        for sentence in re.finditer(r"[^。；]+", piece.text):
            listed = list(_EACH_SHARE.finditer(sentence[0]))
            if len(listed) > 2 and re.search("[类级种型档]", sentence[0]):
                at = sentence.start()
                yield from _of_hundred(piece, at + listed[0].start(), at + listed[-1].end(), [one[1] for one in listed])


def _of_hundred(piece: Piece, start: int, end: int, shares: Sequence[str]) -> Iterator[Spot]:
    total = sum(map(Decimal, shares))
    slack = rounding([*shares, "0.0"])
    if total > 100 + slack or 95 <= total < 100 - slack:
        yield piece.spot(start, end, f"这几个百分比相加是 {total}%，不是 100%，请核对。")


_PERCENT = r"(\d{1,4}(?:\.\d{1,2})?)%"
_SHARE = re.compile(
    rf"占(?P<of>[^，。；\d]{{0,14}}?)(?:(?P<whole>{_NUMBER})(?P<unit>{UNIT})[^，。；\d]{{0,6}})?(?:的|比例?|比重)?(?:为|达到?|约)?\s?{_PERCENT}",
    re.ASCII,
)
_AVERAGE = re.compile(r"年均|平均|每年|实际|扣除|可比|名义|不变价|复合")


@rule("percentage", "百分比与前后数字算得上", ACCURACY, _REQUIRED, _WARNING)
def percentage(subject: Subject) -> Iterator[Spot]:
    """“40个，占50个的75%”, “由80人增加到100人，增长30%”, “16起，比上年减少4起，下降25%”."""
    for piece in subject.paragraphs:
        if "%" in piece.text:
            yield from _shares(piece)
            yield from _growth(piece)
            yield from _points(piece)


def _shares(piece: Piece) -> Iterator[Spot]:
    for found in _SHARE.finditer(piece.text):
        start = max(piece.text.rfind("。", 0, found.start()), piece.text.rfind("；", 0, found.start())) + 1
        before = quantities(piece.text, start, found.start())
        if found["whole"]:
            unit = found["unit"]
            part = next((one for one in reversed(before) if one.unit == unit), None)
            wholes = [Decimal(found["whole"])]
        elif not re.fullmatch(
            r"(?:全[区市县省部体]|总|其|该|本)?[^，。；\d]{0,4}(?:总[数量]|全部|比例?|比重|总额)?的?", found["of"]
        ):
            continue
        else:
            part = before[-1] if before and found.start() - before[-1].end <= 16 else None
            wholes = [
                one.value
                for one in before[:-1]
                if part and one.unit == part.unit and one.value >= part.value and _is_whole(piece.text, one)
            ]
        if part and wholes and part.value <= max(wholes):
            rights = [part.value * 100 / whole for whole in wholes if whole]
            yield from _told(piece, found, rights)


def _is_whole(text: str, one: Quantity) -> bool:
    """Is it called a whole, or one out of which some are told: 共50个, 50个中, 50个，其中?"""
    return bool(_WHOLE.search(text[max(one.start - 20, 0) : one.start])) or bool(
        re.match(r"[^，。；\d]{0,10}(?:中[，有]|[，（]其中)", text[one.end : one.end + 16])
    )


def _told(piece: Piece, found: re.Match[str], rights: Sequence[Decimal]) -> Iterator[Spot]:
    """The percentage that a match ends with, where none of the right ones is near it."""
    told = found[found.lastindex or 0]
    places = len(told.partition(".")[2])
    slack = Decimal(1).scaleb(-places)
    if rights and all(abs(right - Decimal(told)) > slack for right in rights):
        message = f"按前面的数字算，这里应是 {round(rights[-1], max(places, 1))}%，写的是 {told}%，请核对。"
        end = found.end(found.lastindex or 0) + 1
        yield piece.spot(end - len(told) - 1, end, message)


_MORE = "增加|增长|提高|上升|扩大|提升|增|升"
_LESS = "减少|下降|降低|下跌|缩减|压减|减|降"
_FROM_TO = re.compile(
    rf"[由从](?P<context>[^。；\d]{{0,12}})(?P<a>{_NUMBER})(?P<unit>{UNIT})[^。；，\d]{{0,8}}?(?:{_MORE}|{_LESS})(?:了)?(?:到|至|为)[^。；\d]{{0,8}}(?P<b>{_NUMBER})(?P=unit)"
    rf"[，、（](?P<between>[^。；\d]{{0,12}}){_PERCENT}",
    re.ASCII,
)
_BY = re.compile(
    rf"(?<![\d.])(?P<b>{_NUMBER})(?P<unit>{UNIT})[^。；\d]{{0,8}}[，、（](?P<than>[^。；\d]{{0,14}})(?P<way>{_MORE}|{_LESS})(?:了)?(?P<d>{_NUMBER})(?P=unit)[，、（](?P<between>[^。；\d]{{0,8}}){_PERCENT}",
    re.ASCII,
)


def _growth(piece: Piece) -> Iterator[Spot]:
    for found in _FROM_TO.finditer(piece.text):
        before, after = Decimal(found["a"]), Decimal(found["b"])
        if before and not _AVERAGE.search(found[0]) and not re.search("占|完成", found["between"]):
            yield from _told(piece, found, [abs(after - before) * 100 / before])
    for found in _BY.finditer(piece.text):
        change, unit = Decimal(found["d"]), found["unit"]
        start = piece.text.rfind("。", 0, found.start()) + 1
        told = [one.value for one in quantities(piece.text, start, found.start("d")) if one.unit == unit]
        bases = [now - change if re.match(_MORE, found["way"]) else now + change for now in told]
        if not _AVERAGE.search(found[0]) and not re.search("占|完成", found["between"]):
            yield from _told(piece, found, [change * 100 / base for base in bases if base > 0])


_POINTS = re.compile(
    rf"[由从][^。；\d]{{0,12}}{_PERCENT}[^。；，\d]{{0,8}}?(?:{_MORE}|{_LESS})(?:了)?(?:到|至|为)[^。；\d]{{0,8}}{_PERCENT}[，、（][^。；\d]{{0,12}}(\d{{1,3}}(?:\.\d{{1,2}})?)(?P<unit>个百分点|%)",
    re.ASCII,
)


def _points(piece: Piece) -> Iterator[Spot]:
    """“由40%提高到45%，提高4个百分点”, and 5% where 5个百分点 is meant."""
    for found in _POINTS.finditer(piece.text):
        change = abs(Decimal(found[2]) - Decimal(found[1]))
        told = Decimal(found[3])
        if found["unit"] == "%" and told == change:
            message = f"百分数之间的差用“个百分点”，“{found[3]}%”请改为“{found[3]}个百分点”。"
        elif found["unit"] == "个百分点" and abs(told - change) > rounding([found[1], found[2], found[3]]):
            message = f"{found[1]}% 到 {found[2]}% 相差 {change} 个百分点，写的是 {told} 个百分点，请核对。"
        else:
            continue
        yield piece.spot(found.start(3), found.end(), message)


_CAPITAL = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿"
_BOTH = re.compile(
    rf"(?:[￥¥]\s?)?(?<![\d.,])(?P<figure>\d{{1,12}}(?:,\d{{3}}){{0,4}}(?:\.\d{{1,6}})?)(?P<scale>万|亿)?元?[^。；\d]{{0,6}}[（(，][^。；\d）]{{0,6}}?(?P<capital>[{_CAPITAL}]{{2,24}})元?|"
    rf"(?P<before>[{_CAPITAL}]{{2,24}})元?[整正]?[^。；\d]{{0,4}}[（(，](?:小写)?[：:]?(?:人民币)?[￥¥]?\s?(?P<after>\d{{1,12}}(?:,\d{{3}}){{0,4}}(?:\.\d{{1,6}})?)(?P<after_scale>万|亿)?",
    re.ASCII,
)
_SCALES = {"万": 10_000, "亿": 100_000_000, None: 1}


@rule("capital-figures", "大写金额与小写金额一致", ACCURACY, _REQUIRED, Severity.ERROR)
def capital_figures(subject: Subject) -> Iterator[Spot]:
    """3500万元（大写：叁仟捌佰万元整）."""
    for piece in subject.prose:
        if not re.search("[壹贰叁肆伍陆柒捌玖拾佰仟]", piece.text):
            continue
        for found in _BOTH.finditer(piece.text):
            words = found["capital"] or found["before"]
            figure = (found["figure"] or found["after"]).replace(",", "")
            scale = _SCALES[found["scale"] if found["capital"] else found["after_scale"]]
            value = from_chinese(words)
            if value is not None and value != int(Decimal(figure) * scale):
                group = "capital" if found["capital"] else "before"
                message = f"大写“{words}”是 {value} 元，与小写的数不一致，请核对。"
                yield piece.spot(found.start(group), found.end(group), message)


_NAMED = re.compile(
    r"(?P<name>总投资|总面积|总建筑面积|建筑面积|占地面积|用地面积|总造价|计划投资|估算投资|概算总投资|工程造价|合同价|中标价|总长度?|全长|总人口|总户数|总里程|总预算|经费预算|"
    r"预算金额|项目资金|专项资金|参训人数|参会人数|参加人数|改造面积|征收面积|设计规模|处理能力|总装机容量|床位数|学位数)"
    rf"(?:约|为|共|达|是|合计|计)?\s?(?P<value>{_NUMBER})(?P<unit>{UNIT})",
    re.ASCII,
)


@rule("figure-twice", "同一个数前后一致", ACCURACY, _REQUIRED, _WARNING)
def figure_twice(subject: Subject) -> Iterator[Spot]:
    """总投资3500万元 and later 总投资3800万元, of one thing as far as the text says."""
    for flow in subject.flows:
        known: dict[tuple[str, str], tuple[str, int]] = {}
        for piece in flow:
            for found in _NAMED.finditer(piece.text):
                if re.search(
                    "其中|分别|每|各|由|原|调整|一期|二期|三期", piece.text[max(found.start() - 12, 0) : found.start()]
                ):
                    continue
                key = (_owner(piece.text, found.start()) + found["name"], found["unit"])
                value, line = known.setdefault(key, (found["value"], piece.line))
                if Decimal(value) != Decimal(found["value"]) and line != piece.line:
                    there, here = f"{found['name']}{value}{found['unit']}", f"{found['value']}{found['unit']}"
                    message = f"第 {line} 行写的是“{there}”，这里是“{here}”，请核对。"
                    yield piece.spot(found.start("value"), found.end(), message)


def _owner(text: str, place: int) -> str:
    """What the figure is said to be of, where the text names it right before: 澜湖大桥总投资."""
    found = re.search(r"([\u4e00-\u9fffA-Za-z0-9]{2,16})$", text[max(place - 16, 0) : place])
    bare = re.sub(r"^.*(?:该|本)|(?:项目|工程|计划|概算|估算)+$", "", found[1]) if found else ""
    return "" if bare in ("", "目", "程") else bare


_TOLD_COUNT = re.compile(
    r"([一二两三四五六七八九十]{1,3}|\d{1,2})(?:个方面|大?方面|项|点|条|个|类|种|件)[\u4e00-\u9fff]{0,10}[：，。](?=[^。]{0,4}一是|首先)",
    re.ASCII,
)
_ORDINAL = re.compile(
    r"(?:^|[：；。，、])(?P<number>[一二三四五六七八九十]{1,3})(?P<kind>是|要|抓|查|看)(?![一二三四五六七八九十])"
)


@rule("count-items", "说的项数与列的项数一致", ACCURACY, _REQUIRED, _WARNING)
def count_items(subject: Subject) -> Iterator[Spot]:
    """“做好三项工作：一是……四是……”: too few, too many, or one left out."""
    for piece in subject.paragraphs:
        listed = _listed(piece.text)
        found = _TOLD_COUNT.search(piece.text)
        gap = _gap(listed) if len(listed) > 1 else None
        if gap and not _stands_elsewhere(piece.text, gap):
            message = f"列到“{gap[0][0]}{gap[0][1]}”之前缺了一项或者重了，请核对。"
            yield piece.spot(gap[1], gap[1] + len(gap[0][0]) + 1, message)
        elif found and listed:
            there = len(listed)
            told = 2 if found[1] == "两" else int(found[1]) if found[1].isdecimal() else from_chinese(found[1])
            if told and told != there:
                message = f"前面说“{found[0].rstrip('：，。')}”，后面列了 {there} 项，请核对。"
                yield piece.spot(found.start(1), found.end(1), message)


def _listed(text: str) -> list[tuple[str, str, int]]:
    """The ordinals of one list in a text, from 一是 on: numeral, word, place. “一是……，一是……” counts nothing."""
    found = [(one["number"], one["kind"], one.start("number")) for one in _ORDINAL.finditer(text)]
    first = next((index for index, one in enumerate(found) if one[0] == "一"), None)
    if first is None:
        return []
    same = [one for one in found[first:] if one[1] == found[first][1]]
    again = sum(one[0] == "一" for one in same)
    return [] if again > 1 else same


def _stands_elsewhere(text: str, gap: tuple[tuple[str, str], int]) -> bool:
    """Is the ordinal before the gap in the text all the same, behind some other mark?"""
    value = from_chinese(gap[0][0]) or 0
    return value > 1 and to_chinese(value - 1) + gap[0][1] in text[: gap[1]]


def _gap(listed: Sequence[tuple[str, str, int]]) -> tuple[tuple[str, str], int] | None:
    for index, (numeral, kind, place) in enumerate(listed, 1):
        if from_chinese(numeral) != index:
            return (numeral, kind), place
    return None
