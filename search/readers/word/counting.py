"""A number in one of Word's forms (numFmt, ISO/IEC 29500-1 §17.18.59): 一、壹、①、（1）、甲、A、iv …"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from papers.numerals import to_chinese

_DIGITS = "〇一二三四五六七八九"
_USUAL = "零一二三四五六七八九十百千"
_LEGAL = {
    "chineseLegalSimplified": str.maketrans(_USUAL, "零壹贰叁肆伍陆柒捌玖拾佰仟"),
    "ideographLegalTraditional": str.maketrans(_USUAL, "零壹貳參肆伍陸柒捌玖拾佰仟"),
    "japaneseLegal": str.maketrans(_USUAL, "零壱弐参四伍六七八九拾百阡"),
}
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ENGLISH = (
    *(
        [
            "One",
            "Two",
            "Three",
            "Four",
            "Five",
            "Six",
            "Seven",
            "Eight",
            "Nine",
            "Ten",
            "Eleven",
            "Twelve",
            "Thirteen",
            "Fourteen",
            "Fifteen",
            "Sixteen",
        ]
    ),
    *(["Seventeen", "Eighteen", "Nineteen", "Twenty"]),
)
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
LARGEST = 9_999


def written(number: int, form: str) -> str:
    """A number in a form; in figures where the form is unknown or has no such number."""
    if not 0 <= number <= LARGEST:
        return str(number)
    made = _FORMS[form](number) if form in _FORMS else ""
    return made or str(number)


def spoken(number: int) -> str:
    """一百零五, as it is said: 十 to 十九 without 一 before; "" for nought."""
    return to_chinese(number) if number else ""


def _legally(number: int, letters: dict[int, int]) -> str:
    said = spoken(number)
    return (f"一{said}" if said.startswith("十") else said).translate(letters)


def _digitally(number: int) -> str:
    return "".join(_DIGITS[int(figure)] for figure in str(number))


def _counted(number: int) -> str:
    """chineseCounting: 十一, 二十, and from a hundred on digit by digit."""
    return spoken(number) if number < 100 else _digitally(number)


def _of_row(row: str | tuple[str, ...]) -> Callable[[int], str]:
    return lambda number: row[number - 1] if 0 < number <= len(row) else ""


def _from(start: str, most: int) -> Callable[[int], str]:
    """Characters that follow each other in Unicode."""
    return lambda number: chr(ord(start) + number - 1) if 0 < number <= most else ""


def _circled(number: int) -> str:
    for first, start, last in ((1, "①", 20), (21, "㉑", 35), (36, "㊱", 50)):
        if first <= number <= last:
            return chr(ord(start) + number - first)
    return f"({number})" if number else "⓪"


def _letters(first: str) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + (number - 1) % 26) * (1 + (number - 1) // 26) if 0 < number < 200 else ""


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMAN if number < 4000 else ():
        letters += letter * (number // value)
        number %= value
    return letters


def _ordinal(number: int) -> str:
    teens = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _sixty(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if 0 < number <= 60 else ""


_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "taiwaneseCounting", "ideographTraditionalCounting"), _counted),
    **dict.fromkeys(("chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting"), spoken),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"), _digitally),
    **{form: partial(_legally, letters=letters) for form, letters in _LEGAL.items()},
    "ideographTraditional": _of_row(_STEMS),
    "ideographZodiac": _of_row(_BRANCHES),
    "ideographZodiacTraditional": _sixty,
    "ideographEnclosedCircle": _from("㊀", 10),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), lambda number: str(number).translate(_FULL_WIDTH)),
    "decimalZero": lambda number: f"{number:02}",
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "ordinal": _ordinal,
    "cardinalText": _of_row(_ENGLISH),
    "lowerLetter": _letters("a"),
    "upperLetter": _letters("A"),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
