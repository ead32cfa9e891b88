"""Chinese numerals, the four levels, and what of a numbered paragraph is its heading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.model import Paragraph
from docgen.numbering import read_paragraph, settle
from papers.numbering import Counter, Number, mark, recognise
from papers.numerals import from_chinese, to_chinese


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (2026, "二千零二十六"),
    ],
)
def test_numerals_are_written_as_they_are_said(value: int, text: str) -> None:
    assert to_chinese(value) == text


@given(st.integers(1, 9999))
def test_a_written_numeral_is_read_back(value: int) -> None:
    assert from_chinese(to_chinese(value)) == value


@pytest.mark.parametrize("value", [0, -1, 10000])
def test_a_number_without_numeral_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="numeral"):
        to_chinese(value)


@pytest.mark.parametrize(("text", "value"), [("二〇二六", 2026), ("〇", 0), ("", None), ("甲", None), ("十甲", None)])
def test_years_and_nonsense(text: str, value: int | None) -> None:
    assert from_chinese(text) == value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一、总体要求", Number(1, 1, "一、")),
        ("二十一、附则", Number(1, 21, "二十一、")),
        ("（三）措施", Number(2, 3, "（三）")),
        ("(三)措施", Number(2, 3, "(三)")),
        ("1.排查", Number(3, 1, "1.")),
        ("12．排查", Number(3, 12, "12．")),
        ("1.2026年底前完成", Number(3, 1, "1.")),
        ("（2）修复", Number(4, 2, "（2）")),
    ],
)
def test_a_number_at_the_head_is_recognised(text: str, number: Number) -> None:
    assert recognise(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一",
        "一个",
        "1.5万元",
        "2026年",
        "一、二、三级医院",
        "3.14",
        "10.23毫米",
        "（略）",
        "第一条　总则",
        "1996.3.5",
    ],
)
def test_what_only_looks_like_a_number_is_not_one(text: str) -> None:
    assert recognise(text) is None


@given(st.integers(1, 4), st.integers(1, 999))
def test_a_made_mark_is_recognised(level: int, value: int) -> None:
    found = recognise(mark(level, value) + "标题")
    assert found is not None
    assert (found.level, found.value) == (level, value)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("一、总体要求", "一、总体要求"),
        ("（一）指导思想。坚持绿色发展。", "（一）指导思想。"),
        ("（一）贯彻“节约优先。”方针。坚持节约。", "（一）贯彻“节约优先。”方针。"),
        ("一、会议时间：4月20日上午9时", "一、会议时间："),
        ("（一）加强组织领导。", "（一）加强组织领导。"),
        ("1.各单位要高度重视，抓好落实。", ""),
        ("（一）垃圾乱堆、污水乱排；", ""),
        ("（一）区城市管理局要在4月30日前提出方案，各街道办事处予以配合，确保按期完成。逾期通报。", ""),
    ],
)
def test_the_heading_of_a_numbered_paragraph(text: str, lead: str) -> None:
    paragraph = read_paragraph(text)
    assert paragraph.text[: paragraph.lead] == lead


def leads(*texts: str) -> list[int]:
    return [block.lead for block in settle([read_paragraph(text) for text in texts]) if isinstance(block, Paragraph)]


LONG = "（三）对占用道路、绿地和公共空间的违法搭建，由有关单位依法予以拆除，并恢复原状。逾期的依法处置。"


def test_most_siblings_decide_whether_their_first_sentences_are_headings() -> None:
    assert leads("（一）甲。文。", "（二）乙。文。", LONG) == [5, 5, LONG.index("。") + 1]
    assert leads("（一）甲。文。", LONG, LONG) == [0, 0, 0]


def test_a_sentence_with_nothing_below_is_an_item_of_a_list() -> None:
    assert leads(
        "一、参会人员", "（一）区供电公司。", "（二）区财政局。", "二、要求", "（一）按时。", "特此通知。"
    ) == [6, 0, 0, 4, 6, 0]
    assert leads("（一）区供电公司。", "（二）区财政局。", "特此通知。") == [0, 0, 0]
    assert leads("（一）加强领导。", "各单位要负责。", "（二）加强宣传。", "各单位要宣传。") == [8, 0, 8, 0]


def test_headings_alone_and_those_under_another_parent_do_not_count() -> None:
    assert leads("一、甲", "（一）乙。文。", "二、丙", LONG, LONG) == [3, 5, 3, 0, 0]


def test_the_counter_counts_on_and_starts_anew() -> None:
    counter = Counter()
    counter.see(Number(1, 3, "三、"))
    assert [counter.next(1), counter.next(2), counter.next(2), counter.next(1), counter.next(2)] == [
        "四、",
        "（一）",
        "（二）",
        "五、",
        "（一）",
    ]


def test_past_the_last_numeral_figures_serve() -> None:
    assert mark(1, 10000) == "10000、"
