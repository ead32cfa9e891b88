"""Forms of one thing: the other ways in which a number, a date or a range may be written than as it was typed.

5% is 百分之五, 2026年4月15日 is 二〇二六年四月十五日 and 2026-04-15, 1200个 is 1,200个 and 一千二百个, 5—10 is 5至10.
Each other form is looked for as a literal of its own, and counts only where it is the whole number: 百分之五 is not
found in 百分之五十.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from papers.numerals import from_chinese, read_number, to_chinese

_MOST_FORMS = 28
_MOST_TOKENS = 6  # numbers and dates in a literal; with more it is a sentence, which is found as typed
_LONGEST = 60  # characters of a literal that has other forms
_DIGITS = "〇零一二三四五六七八九"
_NUMERALS = _DIGITS + "十百千万亿两廿卅"
_COUNTED = (
    "个項项条款章节次年月日号处人家户元米亩吨名岁天周届期批级类部份公里平方所座台套辆件篇字页种倍成点分时小万亿百千"
)
"""What stands behind a number of one character that is one: 3个, 第三条."""
_LARGE = 10**12
_ALL = 100  # per cent
_WAN, _YI = 10**4, 10**8

_YEAR = rf"(?:(?:19|20)\d\d|[一二][九0o{_DIGITS}][0o{_DIGITS}]{{2}})"
_MONTH = r"(?:0?[1-9]|1[0-2]|元|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:0?[1-9]|[12]\d|3[01]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九])"
_ALONE = rf"(?<![\d{_NUMERALS}])"
_WRITTEN = rf"{_ALONE}(?P<y>{_YEAR})年(?:(?P<m>{_MONTH})月(?:份|(?P<d>{_DAY})[日号])?)?"
_IN_FIGURES = (
    r"(?<![\d.])(?P<y2>(?:19|20)\d\d)(?P<sep>[-./])(?P<m2>0?[1-9]|1[0-2])"
    r"(?:(?P=sep)(?P<d2>0?[1-9]|[12]\d|3[01]))?(?![\d.])"
)
_MONTH_DAY = rf"{_ALONE}(?P<m3>{_MONTH})月(?P<d3>{_DAY})[日号]"
_FIRST_MONTH = "(?P<first>元月)"
_PERCENT = rf"(?<![\d.])(?P<p>\d+(?:\.\d+)?)%|百分之(?P<p2>\d+(?:\.\d+)?|[{_NUMERALS}点]+)"
_FRACTION = (
    rf"(?P<below>[{_NUMERALS}]{{1,3}})分之(?P<above>[{_NUMERALS}]{{1,3}})"
    r"|(?<![\d./])(?P<above2>\d\d?)/(?P<below2>\d\d?)(?![\d/])"
)
_AMOUNT = (
    r"(?<![\d.])(?P<n>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?P<u>万亿|[万亿])?(?![\d.%])"
    rf"|(?P<n2>[{_NUMERALS}点]+)"
)
_TOKEN = re.compile(f"{_WRITTEN}|{_IN_FIGURES}|{_MONTH_DAY}|{_FIRST_MONTH}|{_PERCENT}|{_FRACTION}|{_AMOUNT}")
_RANGE = re.compile(r"(?<=[\d%年月日])-+(?=\d)")
_DASHES = re.compile("-+")

_BEFORE = re.compile(rf"(?<![\d{_NUMERALS}点])(?<!\d[.,])")
_AFTER = re.compile(rf"(?![\d{_NUMERALS}点%]|[.,]\d)")
_AFTER_DATE = re.compile(r"(?!\d)")
_ANYTHING = re.compile("")
_NUMERIC = frozenset(f"0123456789{_NUMERALS}")


@dataclass(frozen=True, slots=True)
class Form:
    """A way of writing what was typed; it counts only where it stands between these two patterns."""

    text: str
    before: re.Pattern[str] = _ANYTHING
    after: re.Pattern[str] = _ANYTHING

    @property
    def guarded(self) -> bool:
        """Whether it may stand in a text without counting."""
        return self.before is not _ANYTHING or self.after is not _ANYTHING

    def stands(self, text: str) -> bool:
        """Whether it counts somewhere in a normalised text."""
        at = text.find(self.text)
        while at >= 0 and not (self.before.match(text, at) and self.after.match(text, at + len(self.text))):
            at = text.find(self.text, at + 1)
        return at >= 0


@dataclass(frozen=True, slots=True)
class _Token:
    """A number or date within the literal: the ways of writing it by style, "figures" and "numerals" among them."""

    start: int
    end: int
    ways: Mapping[str, str]
    dated: bool = False


@lru_cache(maxsize=256)
def forms(literal: str) -> tuple[Form, ...]:
    """The ways of writing a normalised literal, as typed first."""
    typed = Form(literal)
    if len(literal) > _LONGEST:
        return (typed,)
    tokens = list(_tokens(literal))
    if len(tokens) > _MOST_TOKENS:
        return (typed,)
    found = {literal: typed}
    for text in _dashed(literal, tokens):
        found.setdefault(text, Form(text))
    if tokens and not _bare(literal, tokens):
        for style in dict.fromkeys(style for token in tokens for style in token.ways):
            text = _written(literal, tokens, style)
            found.setdefault(text, _guarded(text, literal, tokens))
    return tuple(found.values())[:_MOST_FORMS]


def _bare(literal: str, tokens: Sequence[_Token]) -> bool:
    """Whether it is a short number and nothing else: 15 may stand for anything, and so does not mean 十五."""
    first = tokens[0]
    figures = first.ways["figures"]
    return (first.start, first.end) == (0, len(literal)) and figures.isdecimal() and len(figures) < 3


def _written(literal: str, tokens: Sequence[_Token], style: str) -> str:
    base = "numerals" if style.startswith("numerals") else "figures"
    parts: list[str] = []
    done = 0
    for token in tokens:
        parts += [literal[done : token.start], token.ways.get(style, token.ways[base])]
        done = token.end
    return "".join([*parts, literal[done:]])


def _guarded(text: str, literal: str, tokens: Sequence[_Token]) -> Form:
    first, last = tokens[0], tokens[-1]
    before = after = _ANYTHING
    if first.start == 0 and text[0] in _NUMERIC:
        before = _BEFORE
    if last.end == len(literal) and text[-1] in _NUMERIC:
        after = _AFTER_DATE if last.dated else _AFTER
    return Form(text, before, after)


def _dashed(literal: str, tokens: Sequence[_Token]) -> Iterator[str]:
    """Ranges and dashes otherwise: one dash or two, 至, ~."""
    inside = {place for token in tokens if token.dated for place in range(token.start, token.end)}
    if "-" not in literal and "~" not in literal and "至" not in literal:
        return
    if any(place in inside for place, character in enumerate(literal) if character == "-"):
        return
    for dash in ("-", "--"):
        yield _DASHES.sub(dash, literal)
    ranged = re.sub(r"(?<=[\d%年月日])(?:-+|~|至)(?=\d)", "-", literal)
    if _RANGE.search(ranged):
        for dash in ("-", "--", "~", "至"):
            yield _RANGE.sub(dash, ranged)


def _tokens(literal: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(literal):
        ways = _ways(match, literal)
        if ways is not None:
            dated = any(match[name] for name in ("y", "y2", "m3"))
            yield _Token(match.start(), match.end(), ways, dated)


def _ways(match: re.Match[str], literal: str) -> Mapping[str, str] | None:
    """How what was found may be written; None for what is no number after all, or says nothing by itself."""
    if year := match["y"] or match["y2"]:
        return _date_ways(_year(year), _number(match["m"] or match["m2"]), _number(match["d"] or match["d2"]), match[0])
    if match["m3"]:
        return _date_ways(0, _number(match["m3"]), _number(match["d3"]), match[0])
    if match["first"]:
        return {"figures": "1月", "numerals": "一月", "numerals 元": "元月"}
    if share := match["p"] or match["p2"]:
        return _share_ways(read_number(share))
    if above := match["above"] or match["above2"]:
        return _fraction_ways(_number(above), _number(match["below"] or match["below2"]))
    written = match["n"] or match["n2"]
    value = read_number(written.replace(",", "") + (match["u"] or ""))
    if value is None or value >= _LARGE or not _says_a_number(match, literal, value):
        return None
    return _amount_ways(value)


def _says_a_number(match: re.Match[str], literal: str, value: Decimal) -> bool:
    """Whether it is a number for certain: 一 in 统一 is none, 十四五 is not 15, 007 is a name."""
    if match["n2"] and match["n2"] not in _numerals(value).values():
        return False
    if match["n"] and match["n"][0] == "0" and match["n"][:2] != "0.":
        return False
    if len(match[0]) > 1:
        return True
    return literal[match.end() : match.end() + 1] in _COUNTED or literal[: match.start()].endswith(("第", "("))


def _year(text: str) -> int:
    return int(text) if text.isdecimal() else from_chinese(text.replace("o", "〇").replace("0", "〇")) or 0


def _number(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isdecimal() else from_chinese(text) or 0


def _date_ways(year: int, month: int, day: int, typed: str) -> Mapping[str, str]:
    """A day, a month of a year, a year, or a day without its year; 0 is not told."""
    end = "份" if typed.endswith("份") else ""
    ways: dict[str, str] = {}
    for style, sign in (("figures", "日"), ("figures 号", "号"), ("figures 0", "日")):
        wide = "02" if style == "figures 0" else ""
        ways[style] = _dated(f"{year}" if year else "", f"{month:{wide}}", f"{day:{wide}}", sign, (month, day)) + end
    for zero in "〇零0o" if year else "〇":
        name = "".join(_DIGITS[0 if digit == "0" else int(digit) + 1] for digit in str(year)).replace("〇", zero)
        told = _dated(name if year else "", _spoken(month), _spoken(day), "日", (month, day)) + end
        ways["numerals" if zero == "〇" else f"numerals {zero}"] = told
    numerals = ways["numerals"]
    ways["numerals 号"] = numerals.replace("日", "号")
    ways["numerals 廿"] = re.sub(r"二十(?=[一二三四五六七八九]日)", "廿", numerals)
    ways["numerals 元"] = re.sub("(?<![十一])一月", "元月", numerals)
    ways["figures 元"] = re.sub(r"(?<!\d)1月", "元月", ways["figures"])
    if year and month and not end:
        for sign in "-./":
            parts = [month, day] if day else [month]
            ways[f"figures {sign}"] = sign.join(map(str, (year, *parts)))
            ways[f"figures {sign}0"] = sign.join([str(year), *(f"{part:02}" for part in parts)])
    return ways


def _dated(year: str, month: str, day: str, sign: str, told: tuple[int, int]) -> str:
    return f"{year}年" * bool(year) + f"{month}月" * bool(told[0]) + f"{day}{sign}" * bool(told[1])


def _spoken(value: int) -> str:
    return to_chinese(value) if value else ""


def _share_ways(value: Decimal | None) -> Mapping[str, str] | None:
    if value is None:
        return None
    ways = {
        "figures": f"{_plain(value)}%",
        "numerals": f"百分之{_chinese(value)}",
        "figures 百": f"百分之{_plain(value)}",
    }
    return ways | {"numerals 百": "百分之百"} if value == _ALL else ways


def _fraction_ways(above: int, below: int) -> Mapping[str, str] | None:
    if not 0 < above < below:
        return None
    return {"figures": f"{above}/{below}", "numerals": f"{to_chinese(below)}分之{to_chinese(above)}"}


def _amount_ways(value: Decimal) -> Mapping[str, str]:
    whole = value == value.to_integral_value()
    ways = {"figures": _plain(value), **_numerals(value)}
    if whole and value >= 1000:
        ways["figures ,"] = f"{int(value):,}"
    for name, unit, least in (("万", _WAN, _WAN), ("亿", _YI, 10**6)):
        counted = value / unit
        if value >= least and counted == counted.quantize(Decimal("0.0001")):
            ways[f"figures {name}"] = f"{_plain(counted)}{name}"
            if counted >= 1000 and counted == counted.to_integral_value():
                ways[f"figures , {name}"] = f"{int(counted):,}{name}"
            if counted != counted.to_integral_value():
                ways[f"numerals {name}"] = f"{_chinese(counted)}{name}"
    return ways


def _numerals(value: Decimal) -> dict[str, str]:
    """A number in Chinese: 二百 and 两百, 一十五 and 十五."""
    plain = _chinese(value)
    ways = {"numerals": plain, "numerals 两": re.sub("二(?=[百千万亿])", "两", plain)}
    ways["numerals 两千"] = re.sub("^二(?=[百千万亿])", "两", plain)
    if value == 2:
        ways["numerals 两"] = "两"
    return ways


def _chinese(value: Decimal) -> str:
    whole, _, places = _plain(value).partition(".")
    told = _whole(int(whole))
    return told + "点" + "".join("零一二三四五六七八九"[int(digit)] for digit in places) if places else told


def _whole(value: int) -> str:
    """A whole number below 10¹² in Chinese numerals."""
    if value == 0:
        return "零"
    parts: list[str] = []
    for unit, name in ((_YI, "亿"), (_WAN, "万"), (1, "")):
        section, value = divmod(value, unit)
        if section:
            text = to_chinese(section) if section < _WAN else _whole(section)
            if parts:
                text = f"一{text}" if text.startswith("十") else text
                text = f"零{text}" if section < 1000 else text
            parts.append(f"{text}{name}")
        elif parts and value and value >= unit // 10 and name:
            parts.append("零")
    return "".join(parts).replace("零零", "零")


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
