"""Marks in running text (GB/T 15834—2011)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from docgen.check.clauses import MARKS
from docgen.check.rule import Wanted, pattern_rule, rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.finding import Severity, Strength
from docgen.segmentation import are_borders

_REQUIRED, _GENERAL = Strength.REQUIRED, Strength.GENERAL
_RECOMMENDED, _PRACTICE = Strength.RECOMMENDED, Strength.PRACTICE
_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT
HAN = "\u4e00-\u9fff"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）", "<": "《", ">": "》"}
_CLOSERS = "”’）》〉】〕"
_POSITION = f"{MARKS} 5.1"
_ORDER = "[零〇一二三四五六七八九十百]{1,7}"
"""An ordinal at the head of a paragraph is the business of mark-half-brackets."""


_NUMBERED = re.compile(r"第?[（(]?[零〇一二三四五六七八九十百]{1,7}[）)]?")


half_width = pattern_rule(
    "mark-half-width",
    "中文里的逗号、句号、冒号、分号等用全角",
    _POSITION,
    _REQUIRED,
    _ERROR,
    Wanted(
        re.compile(
            rf"(?<=[{HAN}{_CLOSERS}])[,;:?!](?=[{HAN}“‘（《〈]|$)|(?<=[{HAN}{_CLOSERS}])\.(?=[{HAN}“‘（《]|$)|"
            rf"(?<=\d)[,;](?=[{HAN}“《])"
        ),
        "中文里标点用全角，“{0}”请改为“{1}”。",
        lambda found: _FULL[found[0]],
        # 一.总体要求 is the business of mark-han; 阿尔伯特.爱因斯坦 wants another mark
        right=lambda found: found[0] == "." and bool(_NUMBERED.fullmatch(found.string[: found.start()])),
        asks=lambda found: found[0] == "." and found.end() < len(found.string),
        titles=True,
    ),
    fixable=True,
)

half_brackets = pattern_rule(
    "brackets-half-width",
    "中文里的括号用全角",
    f"{MARKS} 5.1.3、5.1.9",
    _GENERAL,  # each half takes a cell, but 5.1.9 lets marks be narrowed
    _WARNING,
    Wanted(
        re.compile(rf"(?!^\({_ORDER}\))\([^()（）]{{0,40}}[{HAN}][^()（）]{{0,40}}\)"),
        "中文里括号用全角，“{0}”请改为“{1}”。",
        lambda found: f"（{found[0][1:-1]}）",
        titles=True,
    ),
    fixable=True,
)

mixed_brackets = pattern_rule(
    "brackets-mixed",
    "一对括号的左右形式一致",
    f"{MARKS} 4.9",
    _REQUIRED,
    _ERROR,
    Wanted(
        re.compile(r"\([^()（）]{0,80}）|（[^()（）]{0,80}\)"),
        "括号左右不一，“{0}”请改为“{1}”。",
        lambda found: f"（{found[0][1:-1]}）",
        titles=True,
    ),
    fixable=True,
)

angle_marks = pattern_rule(
    "title-marks-form",
    "书名号的形式是《》",
    f"{MARKS} 4.15",
    _REQUIRED,
    _ERROR,
    Wanted(
        re.compile(rf"<<?([{HAN}][^<>《》]{{0,60}})>>?"),
        "“{0}”两边请用书名号《》。",
        None,
    ),
)

_LEADER = re.compile(r"[.·… \t]{0,9}[（(]?[\divxIVX]{1,4}[）)]?$")
"""Dots that lead to a page number in a table of contents."""

ellipsis_form = pattern_rule(
    "ellipsis-form",
    "省略号是六个连点：……",
    f"{MARKS} 4.11",
    _REQUIRED,
    _ERROR,
    Wanted(
        re.compile(rf"。{{2,12}}|(?<=[{HAN}])\.{{2,12}}|(?<![….])…(?!…)|·{{3,12}}|…{{3}}(?!…)"),
        "省略号用六个连点，“{0}”请改为“{1}”。",
        lambda found: "。" if found[0] == "。。" else "……",
        right=lambda found: bool(_LEADER.match(found.string, found.end())),
    ),
    fixable=True,
)

dash_form = pattern_rule(
    "dash-form",
    "破折号占两格：——",
    f"{MARKS} 4.10",
    _REQUIRED,
    _ERROR,
    Wanted(
        re.compile(rf"(?:^|(?<=[{HAN}”》）]))(?:-{{2,6}}|－{{2,6}}|─{{2,6}}|–{{2,6}})(?=[{HAN}“《（])"),
        "破折号占两格，“{0}”请改为“——”。",
        lambda _: "——",
        titles=True,
    ),
    fixable=True,
)

between_titles = pattern_rule(
    "pause-between-titles",
    "并列的书名号之间通常不用顿号",
    f"{MARKS} 4.5.3.5",
    _GENERAL,
    _HINT,
    Wanted(re.compile(r"(?<=》)[、](?=《)"), "并列的书名号之间通常不用顿号，请删去“{0}”。"),
)

between_quotes = pattern_rule(
    "pause-between-quotes",
    "并列的引号之间通常不用顿号",
    f"{MARKS} 4.5.3.5",
    _GENERAL,
    _HINT,
    Wanted(re.compile(r"(?<=”)[、](?=“)"), "并列的引号之间通常不用顿号，请删去“{0}”。"),
)

before_and_so_on = pattern_rule(
    "pause-before-etc",
    "“等”字前面不用顿号",
    f"{MARKS} 附录B.1",
    _RECOMMENDED,
    _WARNING,
    Wanted(
        re.compile(r"、等(?!级|额|值|次|候|待|同|价|距|于|高|量|比|分|效|外)"),
        "“等”字前面不用顿号，“{0}”请改为“等”。",
        lambda _: "等",
        right=lambda found: not all(are_borders(found.string, found.end() - 1, found.end())),
    ),
    fixable=True,
)

ellipsis_and_so_on = pattern_rule(
    "ellipsis-etc",
    "省略号不与“等”“等等”并用",
    f"{MARKS} 4.11",
    _REQUIRED,
    _WARNING,
    Wanted(re.compile(r"……等{1,2}|等{1,2}……"), "省略号与“等”重复，“{0}”请只留一个。"),
)

two_stops = pattern_rule(
    "two-stops",
    "点号不连用",
    _POSITION,
    _REQUIRED,
    _ERROR,
    Wanted(
        re.compile(r"[，、；：][，。、；：！？]|[。！？][，、；：]|。[！？]|[！？]。"),
        "两个点号连用了，“{0}”请只留一个。",
    ),
)

stop_both_sides = pattern_rule(
    "stop-both-sides",
    "引号内外不都用句号",
    f"{MARKS} 附录B.2",
    _RECOMMENDED,
    _WARNING,
    Wanted(re.compile(r"[。！？]”[。，；]"), "引号里面已有句末点号，外面不再加，“{0}”请只留一个。"),
)

stop_in_brackets = pattern_rule(
    "stop-in-brackets",
    "句内括号里末尾不用句号",
    f"{MARKS} 4.9.3.2",
    _RECOMMENDED,
    _WARNING,
    Wanted(
        re.compile(rf"(?<=[{HAN}》”\d])（[^（）。]{{1,60}}(。)）(?=[^\s])"),
        "括号里的话是句子的一部分，末尾的“{0}”请删去。",
    ),
)

_SPACE = re.compile(rf"(?<=[{HAN}，。；：、][{HAN}，。；：、])( {{1,4}})(?=[{HAN}]{{2}})")
_ARTICLE_SPACE = re.compile(
    r"(?:^|[\s　])第[零〇一二三四五六七八九十百千]{1,7}[编章节条]$|[年月]\d{1,2}日$|"
    r"(?:通过|公布|发布|施行|日电|日讯|修[正订]|批准)$"
)
"""“第一条 为了……” and the lines below a law's title are set with a blank."""


@rule("space-between-han", "汉字之间不加空格", _POSITION, _PRACTICE, _HINT)
def space_between_han(subject: Subject) -> Iterator[Spot]:
    """Blanks between Chinese characters: told once for the paper, at the first of them."""
    found = [
        (piece, one)
        for piece in subject.prose
        if re.search("[，。；：、]", piece.text)  # names beside each other are parted by a blank
        for one in _SPACE.finditer(piece.text)
        if not _ARTICLE_SPACE.search(piece.text, 0, one.start())
    ]
    if found:
        piece, first = found[0]
        more = f"全文这样的地方共有 {len(found)} 处。" if len(found) > 1 else ""
        yield piece.spot(first.start(), first.end(), f"汉字之间多了空格，请删去。{more}")


ordinal_comma = pattern_rule(
    "ordinal-comma",
    "“第一”“首先”之后用逗号",
    f"{MARKS} 附录B.3",
    _RECOMMENDED,
    _WARNING,
    Wanted(
        re.compile(
            r"(?:^|(?<=[。；：]))((?:第[一二三四五六七八九十]|首先|其次)、)(?!第|[一二三四五六七八九十]|其次|再次|最后|末)"
        ),
        "“第”“其”字头的序次语后面用逗号，“{0}”请改为“{1}”。",
        lambda found: found[1][:-1] + "，",
    ),
    fixable=True,
)

one_is_comma = pattern_rule(
    "one-is-comma",
    "“一是”“二是”之后直接接内容",
    f"{MARKS} 附录B.3",
    _PRACTICE,
    _HINT,
    Wanted(
        re.compile(r"(?:^|(?<=[。；：]))([一二三四五六七八九十]是[，、：])(?![一二三四五六七八九十]是)"),
        "“一是”之类后面直接接内容，“{0}”请删去标点。",
        lambda found: found[1][:-1],
    ),
    fixable=True,
)

meeting_marks = pattern_rule(
    "title-marks-meeting",
    "会议、活动的名称不用书名号",
    f"{MARKS} 附录A.13",
    _RECOMMENDED,
    _HINT,
    Wanted(
        re.compile(r"《[^《》]{2,30}(?:工作会议|座谈会|推进会|动员会|代表大会|培训班|活动)》"),
        "会议、活动的名称不用书名号，“{0}”请去掉书名号或改用引号。",
    ),
)


def _is_code(text: str) -> bool:
    """2026-5 (a month), 3-1 (a score, an address): no range."""
    first, last = text.split("-")
    return float(first) >= float(last)


dash_range = pattern_rule(
    "range-hyphen",
    "数值范围用“～”或“—”，不用短横线",
    f"{MARKS} 4.13",
    _REQUIRED,
    _WARNING,
    Wanted(
        re.compile(
            r"(?<![\d\-A-Za-z.])(\d{1,4}(?:\.\d{1,3})?-\d{1,4}(?:\.\d{1,3})?)(?=[年月日天人个米元万亿公吨])",
            re.ASCII,
        ),
        "数值、时间的起止用“～”或“—”，“{0}”请改为“{1}”。",
        lambda found: found[1].replace("-", "～"),
        right=lambda found: _is_code(found[1]),
    ),
    fixable=True,
)

_START = re.compile(r"[，。、；：！？）》”’〉】]")
_END = "（《“‘〈【"


@rule("line-start", "段首不出现点号和后半括号、引号、书名号", _POSITION, _REQUIRED, _ERROR)
def line_start(subject: Subject) -> Iterator[Spot]:
    """A paragraph that begins with a mark that cannot begin a line."""
    for piece in subject.paragraphs:
        if found := _START.match(piece.text):
            spot = piece.spot(0, 1, f"一段的开头不能是“{found[0]}”，请删去或并入上一段。")
            yield replace(spot, severity=_broken(subject))


@rule("line-end", "段末不出现前半括号、引号、书名号", _POSITION, _REQUIRED, _ERROR)
def line_end(subject: Subject) -> Iterator[Spot]:
    """A paragraph that ends with an opening mark."""
    for piece in subject.paragraphs:
        if piece.text.endswith(tuple(_END)):
            end = len(piece.text)
            spot = piece.spot(end - 1, end, f"一段的末尾不能是“{piece.text[-1]}”，请删去或与下一段并为一段。")
            yield replace(spot, severity=_broken(subject))


def _broken(subject: Subject) -> Severity | None:
    """In a foreign text the paragraph may have been cut by the copying, not by its writer."""
    return None if subject.source else _WARNING


@rule("end-mark", "正文每段末尾有标点", f"{MARKS} 4.1", _GENERAL, _WARNING)
def end_mark(subject: Subject) -> Iterator[Spot]:
    """Running text that ends without a mark, though it has some inside."""
    for piece in subject.paragraphs:
        if _ends_bare(piece):
            end = len(piece.text)
            yield piece.spot(end - 1, end, "这一段末尾没有标点，请补上句号，或核对是否被截断。", piece.text[-1] + "。")


_LABEL = re.compile(r"^.{1,12}[：:]")


def _ends_bare(piece: Piece) -> bool:
    text = piece.text
    is_heading = piece.paragraph is not None and piece.paragraph.is_heading
    if len(text) < 20 or is_heading or _LABEL.match(text) or not re.search(r"[。；]", text):
        return False
    return bool(re.match(rf"[{HAN}]", text[-1]))
