"""Numbers (GB/T 15835—2011)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.clauses import ACCURACY, FIGURES
from docgen.check.rule import Wanted, pattern_rule, rule
from docgen.check.subject import Spot, Subject
from docgen.finding import Severity, Strength

_REQUIRED, _GENERAL, _PRACTICE = Strength.REQUIRED, Strength.GENERAL, Strength.PRACTICE
_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT
_RANGE = f"{FIGURES} 5.1.3"
_ABOUT = f"{FIGURES} 5.2.1"
_HALF = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_HAN = "一二三四五六七八九"
_VALUES = {character: value for value, character in enumerate(_HAN, 1)} | {"两": 2}


full_width = pattern_rule(
    "figures-full-width",
    "阿拉伯数字用半角",
    f"{FIGURES} 5.1.7",
    _REQUIRED,
    _ERROR,
    Wanted(
        re.compile(r"[０-９]{1,20}(?:．[０-９]{1,20})?"),
        "阿拉伯数字用半角，“{0}”请改为“{1}”。",
        lambda found: found[0].translate(_HALF),
        titles=True,
    ),
    fixable=True,
)

short_year = pattern_rule(
    "year-short",
    "年份写全四位",
    f"{FIGURES} 5.1.4",
    _REQUIRED,
    _ERROR,
    Wanted(
        re.compile(
            r"(?<![\d.,、—\-～至到])(?<!\d，)(?<!第)(\d{2}年)(?=\d{1,2}月\d{1,2}日)|(?<!\d)([’‘']\d{2}年)", re.ASCII
        ),
        "年份不简写，请把“{0}”写成四位年份。",
    ),
)

percent_range = pattern_rule(
    "range-percent",
    "百分数的范围两端都带%",
    _RANGE,
    _REQUIRED,
    _ERROR,
    Wanted(
        re.compile(r"(?<![\d.%～—])(\d{1,6}(?:\.\d{1,4})?[～~—－\-–]\d{1,6}(?:\.\d{1,4})?[%％])", re.ASCII),
        "百分数的范围两端都带百分号，“{0}”请改为“{1}”。",
        lambda found: re.sub(r"[～~—－\-–]", "%～", found[1]),
        titles=True,
    ),
    fixable=True,
)

unit_range = pattern_rule(
    "range-unit",
    "数值范围的“万”“亿”两端都写",
    _RANGE,
    _REQUIRED,
    _ERROR,
    Wanted(
        re.compile(r"(?<![\d.万亿～—〔])(\d{1,6}(?:\.\d{1,4})?[～~—－–]\d{1,6}(?:\.\d{1,4})?[万亿])", re.ASCII),
        "数值范围两端都写“万”“亿”，“{0}”请改为“{1}”。",
        lambda found: re.sub(r"[～~—－–]", found[1][-1] + "～", found[1]),
        titles=True,
    ),
    fixable=True,
)

percent_to = pattern_rule(
    "range-percent-to",
    "“至”连接的百分数两端都带%",
    _RANGE,
    _GENERAL,
    _WARNING,
    Wanted(
        re.compile(r"(?<![\d.%至到])(\d{1,6}(?:\.\d{1,4})?)(?=至\d{1,6}(?:\.\d{1,4})?[%％])", re.ASCII),
        "“{0}”后面也要带百分号，请改为“{1}”。",
        lambda found: found[1] + "%",
    ),
    fixable=True,
)

percent_words = pattern_rule(
    "percent-doubled",
    "“百分之”与“%”不并用",
    ACCURACY,
    _REQUIRED,
    _ERROR,
    Wanted(
        re.compile(r"百分之(?:\d{1,6}(?:\.\d{1,4})?)[%％]", re.ASCII),
        "“百分之”与“%”重复，“{0}”请改为“{1}”。",
        lambda found: found[0].removeprefix("百分之"),
    ),
    fixable=True,
)

_AFTER_DAY = re.compile(r"$|[，。；、（）：！？”》\s]|[前后起至到以之上下中早晚凌在开召为是的为将对和与（]")

day_word = pattern_rule(
    "day-word",
    "书面日期用“日”不用“号”",
    f"{FIGURES} 5.1.4",
    _PRACTICE,
    _WARNING,
    Wanted(
        re.compile(r"(?<=月)(\d{1,2}号)(?!楼|线|院|馆|机|门|厅|文|令|公告|路|库|桥|车)", re.ASCII),
        "书面日期用“日”，“{0}”请改为“{1}”。",
        lambda found: found[1][:-1] + "日",
        asks=lambda found: not _AFTER_DAY.match(found.string, found.end()),  # 5月3号井 may be the name of a well
    ),
    fixable=True,
)

mixed_date = pattern_rule(
    "date-mixed",
    "同一个日期里数字形式一致",
    f"{FIGURES} 4.3",
    _REQUIRED,
    _WARNING,
    Wanted(
        re.compile(
            rf"\d{{4}}年(?:[{_HAN}十]{{1,3}}月(?:[{_HAN}十\d]{{1,3}}日)?|\d{{1,2}}月[{_HAN}十]{{1,3}}日)|"
            rf"[〇零{_HAN}]{{4}}年\d{{1,2}}月(?:\d{{1,2}}日)?|(?<![年\d])\d{{1,2}}月[{_HAN}十]{{1,3}}日|"
            rf"(?<!年)(?<![{_HAN}十])[{_HAN}十]{{1,3}}月\d{{1,2}}日",
            re.ASCII,
        ),
        "日期“{0}”里阿拉伯数字和汉字数字混用，请统一用阿拉伯数字。",
        titles=True,
    ),
)

zero_in_year = pattern_rule(
    "year-zero",
    "汉字年份中的“0”写“〇”",
    f"{FIGURES} 5.2.5",
    _REQUIRED,
    _ERROR,
    Wanted(
        re.compile(rf"(?<![{_HAN}零〇○])([一二](?=[{_HAN}〇]{{0,2}}[零○])[{_HAN}零〇○]{{3}}年)"),
        "汉字年份中的零写“〇”，“{0}”请改为“{1}”。",
        lambda found: found[1].replace("零", "〇").replace("○", "〇"),
    ),
    fixable=True,
)

leading_zero = pattern_rule(
    "date-leading-zero",
    "月、日不编虚位（4月不写04月）",
    f"{FIGURES} 5.1.4",
    _PRACTICE,
    _WARNING,
    Wanted(
        re.compile(r"(?<=年)(0\d月(?:\d{1,2}日)?)|(?<=\d月)(0\d日)", re.ASCII),
        "月、日不编虚位，“{0}”请去掉前面的0。",
    ),
)

several = pattern_rule(
    "about-figure",
    "带“几”的概数用汉字",
    f"{FIGURES} 4.2.2",
    _REQUIRED,
    _ERROR,
    Wanted(
        re.compile(r"(?<![\d.])([1-9]0几|\d{1,2}[、，]\d0?几)(?=[个人名家户项次天年件多万])", re.ASCII),
        "带“几”的概数用汉字，“{0}”请改为“{1}”。",
        lambda found: f"{_HAN[int(found[1][0]) - 1].removeprefix('一')}十几" if found[1][1] == "0" else "",
    ),
    fixable=True,
)

two_units = pattern_rule(
    "two-form",
    "量词前用“两”不用“二”",
    ACCURACY,
    _PRACTICE,
    _HINT,
    Wanted(
        re.compile(rf"(?<![{_HAN}十百千万第、\d〇零])(二)(?=个(?!月)|名|家|户|次(?=以上|以下|[，。；])|件|天)"),
        "量词前一般用“两”，“{0}”请改为“两”。",
        lambda _: "两",
    ),
)

mixed_decade = pattern_rule(
    "decade-mixed",
    "世纪、年代的数字形式一致：20世纪80年代",
    f"{FIGURES} 4.3",
    _REQUIRED,
    _WARNING,
    Wanted(
        re.compile(rf"[{_HAN}十]{{1,3}}世纪\d0年代|\d{{1,2}}世纪[{_HAN}]十年代|上世纪[{_HAN}\d][十0]年代", re.ASCII),
        "“{0}”请写成“20世纪80年代”的样子，不用“上世纪”，数字形式一致。",
    ),
)

grouped = pattern_rule(
    "figures-comma",
    "多位数分节不用全角逗号",
    f"{FIGURES} 5.1.1",
    _REQUIRED,
    _WARNING,
    Wanted(
        re.compile(r"(?<![\d，.])(\d{1,3}(?:，\d{3}){1,4})(?=[元人户亩吨万个平米公])", re.ASCII),
        "多位数分节用半角逗号或不分节，“{0}”请改为“{1}”。",
        lambda found: found[1].replace("，", ""),
        asks=lambda found: found[1].count("，") == 1,  # “项目1，200元” may be a clause that ends
    ),
    fixable=True,
)

fall_times = pattern_rule(
    "fall-times",
    "减少、下降不用“倍”",
    ACCURACY,
    _PRACTICE,
    _WARNING,
    Wanted(
        re.compile(r"(?:减少|下降|降低|缩小|缩短)(?:了)?(?:近|约)?[\d.一二三四五六七八九十两几]{1,6}倍", re.ASCII),
        "减少、下降不用倍数，“{0}”请改用百分数或分数。",
    ),
)

_APPROXIMATE = re.compile(
    rf"(?<![{_HAN}十百千万第、])([{_HAN}]、[{_HAN}])(?=[十百千万亿]|[个天年名人户家件次项处条台辆套岁米种起场间层位倍](?!级|产业|籍|度|份))"
)


@rule("about-pause", "两个数字连用表示概数时中间不用顿号", _ABOUT, _REQUIRED, _ERROR, fixable=True)
def about_pause(subject: Subject) -> Iterator[Spot]:
    """三、四十 for 三四十; neighbours only."""
    for piece in subject.prose:
        for found in _APPROXIMATE.finditer(piece.text):
            first, second = found[1][0], found[1][2]
            if found.start() and abs(_VALUES[first] - _VALUES[second]) == 1:
                wanted = first + second
                message = f"概数的两个数字之间不用顿号，“{found[1]}”请改为“{wanted}”。"
                yield piece.spot(found.start(1), found.end(1), message, wanted)
