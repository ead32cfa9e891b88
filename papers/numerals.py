"""Chinese numerals (一、廿五、二〇二六、五万、叁拾) and figures as numbers, and numbers as Chinese numerals."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

ZEROS = "零〇○Ｏ０"
"""What stands for 0 in a year of Chinese numerals: 二〇二六; ○ and Ｏ are what people type for 〇."""

NUMERALS = "零〇一二三四五六七八九十百千"
"""The characters of the numerals that number headings."""

_DIGITS = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    **{character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **dict.fromkeys(ZEROS, 0),
    "两": 2,
    "兩": 2,
    "貳": 2,
    "叄": 3,
    "參": 3,
    "陸": 6,
    "元": 1,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_WRITTEN = str.maketrans({"廿": "二十", "卅": "三十", "卌": "四十"})
_LONGEST = 40
_FIGURES = re.compile(r"[+-]?\d+(?:\.\d+)?")


def to_chinese(value: int) -> str:
    """1 … 9999 in Chinese numerals: 十、二十一、一百零五. Raise ValueError for anything else."""
    if not 1 <= value <= 9999:
        raise ValueError(f"numbers from 1 to 9999 have a numeral here, not {value}")
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += "零一二三四五六七八九"[digit] + name
        elif text and value % unit and not text.endswith("零"):
            text += "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def from_chinese(text: str) -> int | None:
    """The value of a Chinese numeral (二十一 → 21, 廿五 → 25, 二〇二六 → 2026, 三万五千 → 35000), None for none."""
    text = text.translate(_WRITTEN)
    if not text or len(text) > _LONGEST:
        return None
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            section += (digit or 1) * _UNITS[character]
            digit = 0
        elif character in _BIG and (total or section or digit):
            below = section + digit
            total = (total + below) * 10**8 if _BIG[character] == 10**8 else total + below * 10**4
            section = digit = 0
        else:
            return None
    return total + section + digit


def whole(text: str) -> int | None:
    """A whole number in figures, half or full width, or in Chinese numerals; white space within does not count."""
    bare = re.sub(r"\s", "", text)[:_LONGEST]
    return int(bare) if bare.isdecimal() else from_chinese(bare)


def read_number(text: str) -> Decimal | None:
    """The number that `text` as a whole says: 1,234.5, 3.2万, 百分之五, 5%, ５‰, 三成, 一半; None for none.

    A share comes as a fraction of one: 5% and 百分之五 are 0.05.
    """
    bare = re.sub(r"[\s,，]", "", text)[:_LONGEST].replace("．", ".")
    for start, unit in (("百分之", 100), ("千分之", 1000), ("万分之", 10000)):
        if bare.startswith(start):
            return _over(_plain(bare.removeprefix(start)), unit)
    for end, unit in (("%", 100), ("％", 100), ("‰", 1000), ("成", 10)):
        if bare.endswith(end):
            return _over(_plain(bare.removesuffix(end)), unit)
    return Decimal("0.5") if bare == "一半" else _plain(bare)


def _over(number: Decimal | None, unit: int) -> Decimal | None:
    return None if number is None else number / unit


def _plain(bare: str) -> Decimal | None:
    """A number in figures, in numerals, or in figures with 万 or 亿 behind; 三点五 has its point in words."""
    before, point, after = bare.partition("点")
    if point:
        ones, places = from_chinese(before), from_chinese(after)
        decimal = places is not None and not set(after) & {*_UNITS, *_BIG}
        return Decimal(f"{ones}.{places:0{len(after)}d}") if ones is not None and decimal else None
    figures = bare.rstrip("十百千万亿")
    units = bare[len(figures) :]
    if _FIGURES.fullmatch(figures):
        try:
            value = Decimal(figures)
        except InvalidOperation:
            return None
        for unit in units:
            value *= {**_UNITS, **_BIG}[unit]
        return value
    chinese = from_chinese(bare)
    return None if chinese is None else Decimal(chinese)
