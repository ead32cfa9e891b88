"""Numbers and bullets that Word counts itself are read as it prints them (ISO/IEC 29500-1 §17.9)."""

from __future__ import annotations

import pytest

from search.readers.word import read
from search.readers.word.counting import spoken, written
from tests.search.readers.making import W, docx_with, with_parts


def level(depth: int, form: str, text: str, more: str = "") -> str:
    inside = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{inside}</w:lvl>'


PLAN = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%2.") + level(2, "decimal", "（%3）")
USE = '<w:num w:numId="{}"><w:abstractNumId w:val="{}"/>{}</w:num>'


def lines(items: str, kinds: str, numbers: str) -> list[str]:
    """The lines of a document whose paragraphs are “list:level” each."""
    numbering = f'<w:numbering xmlns:w="{W}">{kinds}{numbers}</w:numbering>'
    blocks = [
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{item.split(":")[1]}"/><w:numId w:val="{item.split(":")[0]}"/></w:numPr>'
        "</w:pPr><w:r><w:t>项</w:t></w:r></w:p>"
        for item in items.split()
    ]
    package = with_parts(docx_with(*blocks), {"word/numbering.xml": numbering})
    return [line.removesuffix("项") for line in read(package, "稿.docx")[0].text.split("\n")]


def kind(number: int, levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{levels}</w:abstractNum>'


RESTART = '<w:lvlOverride w:ilvl="{}"><w:startOverride w:val="{}"/></w:lvlOverride>'
CASES = {
    "a lower level starts anew after a higher one": (
        "1:0 1:1 1:1 1:0 1:1", kind(1, PLAN), USE.format(1, 1, ""), ["一、", "1.", "2.", "二、", "1."],
    ),
    "a level two below starts anew too": (
        "1:0 1:2 1:2 1:0 1:2", kind(1, PLAN), USE.format(1, 1, ""), ["一、", "（1）", "（2）", "二、", "（1）"],
    ),
    "two lists of one kind count on": (
        "1:0 2:0 1:0", kind(1, PLAN), USE.format(1, 1, "") + USE.format(2, 1, ""), ["一、", "二、", "三、"],
    ),
    "a list with a start of its own begins there": (
        "1:0 1:0 2:0 2:0",
        kind(1, PLAN),
        USE.format(1, 1, "") + USE.format(2, 1, RESTART.format(0, 1)),
        ["一、", "二、", "一、", "二、"],
    ),
    "it begins there once": (
        "1:0 2:0 1:0 2:0",
        kind(1, PLAN),
        USE.format(1, 1, "") + USE.format(2, 1, RESTART.format(0, 5)),
        ["一、", "五、", "六、", "七、"],
    ),
    "a list may have levels of its own": (
        "1:0 1:0",
        kind(1, PLAN),
        USE.format(1, 1, f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "第%1条")}</w:lvlOverride>'),
        ["第1条", "第2条"],
    ),
    "a level that never starts anew": (
        "1:0 1:1 1:0 1:1",
        kind(1, level(0, "chineseCounting", "%1、") + level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')),
        USE.format(1, 1, ""),
        ["一、", "1.", "二、", "2."],
    ),
    "figures in a number of several levels": (
        "1:0 1:1 1:1",
        kind(1, level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", "<w:isLgl/>")),
        USE.format(1, 1, ""),
        ["一、", "1.1 ", "1.2 "],
    ),
    "a bullet is seen": ("1:0", kind(1, level(0, "bullet", "●")), USE.format(1, 1, ""), ["●"]),
    "a number that is taken away": ("0:0 1:0", kind(1, PLAN), USE.format(1, 1, ""), ["", "一、"]),
    "stems": ("1:0 1:0", kind(1, level(0, "ideographTraditional", "%1、")), USE.format(1, 1, ""), ["甲、", "乙、"]),
}  # fmt: skip


@pytest.mark.parametrize(("items", "kinds", "numbers", "expected"), CASES.values(), ids=CASES)
def test_a_list_is_read_as_it_is_printed(items: str, kinds: str, numbers: str, expected: list[str]) -> None:
    assert lines(items, kinds, numbers) == expected


def test_a_bullet_of_a_symbol_font_is_what_is_seen() -> None:
    bullet = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0d8"/>'
        '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl>'
    )
    assert lines("1:0", kind(1, bullet), USE.format(1, 1, "")) == ["➢"]


def test_a_list_that_only_names_a_style_counts_as_the_style_does() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="numbering" w:styleId="S"><w:pPr><w:numPr><w:numId w:val="2"/>'
        "</w:numPr></w:pPr></w:style></w:styles>"
    )
    kinds = kind(1, "", '<w:numStyleLink w:val="S"/>') + kind(2, PLAN, '<w:styleLink w:val="S"/>')
    numbering = f'<w:numbering xmlns:w="{W}">{kinds}{USE.format(1, 1, "")}{USE.format(2, 2, "")}</w:numbering>'
    block = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>项</w:t></w:r></w:p>'
    )
    package = with_parts(docx_with(block, block), {"word/numbering.xml": numbering, "word/styles.xml": styles})
    assert read(package, "稿.docx")[0].text == "一、项\n二、项"


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (21, "chineseCounting", "二十一"),
        (105, "chineseCounting", "一〇五"),
        (105, "chineseCountingThousand", "一百零五"),
        (1010, "chineseCountingThousand", "一千零一十"),
        (12, "ideographDigital", "一二"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "ideographZodiac", "寅"),
        (2, "ideographZodiacTraditional", "乙丑"),
        (4, "ideographEnclosedCircle", "㊃"),
        (23, "decimalEnclosedCircle", "㉓"),
        (3, "decimalEnclosedParen", "⑶"),
        (3, "decimalEnclosedFullstop", "⒊"),
        (7, "decimalZero", "07"),
        (15, "decimalFullWidth", "１５"),
        (28, "lowerLetter", "bb"),
        (1994, "upperRoman", "MCMXCIV"),
        (3, "numberInDash", "- 3 -"),
        (22, "ordinal", "22nd"),
        (5, "a form of tomorrow", "5"),
    ],
)
def test_a_number_in_each_of_words_forms(number: int, form: str, shown: str) -> None:
    assert written(number, form) == shown


def test_spoken_numbers_are_those_of_the_papers() -> None:
    from papers.numerals import read_number

    assert [n for n in range(1, 10_000, 7) if read_number(spoken(n)) != n] == []
