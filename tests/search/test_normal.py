"""Normalised text: one form for all writings of a text, with the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.characters.build import TABLE, lines
from search.normal import normalise, normalise_with_map


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("ＧＤＰ增长５％", "gdp增长5%"),
        ("會議認為，應當執行", "会议认为,应当执行"),
        ("国发〔2014〕15号", "国发(2014)15号"),
        ("国发［2014］15号", "国发(2014)15号"),
        ("国发【2014】15号", "国发(2014)15号"),
        ("通 知", "通知"),
        ("第 1 条", "第1条"),
        ("到 2026 年 4 月 15 日", "到2026年4月15日"),
        ("２ ０ ２ ６ 年", "2026年"),
        ("电话 1 2 34", "电话1 2 34"),
        ("投资 4.5 亿元，增长 5 %", "投资4.5亿元,增长5%"),
        ("青管 〔2026〕 12 号", "青管(2026)12号"),
        ("使用 Python 语言", "使用python语言"),
        ("a b 1 2 3", "a b 1 2 3"),
        ("“放管服”「放管服」", '"放管服""放管服"'),
        ("甲—乙－丙–丁", "甲-乙-丙-丁"),
        ("甲•乙・丙·丁", "甲·乙·丙·丁"),
        ("二○二六年、二◯二六年", "二〇二六年、二〇二六年"),
        ("⻘澜⽂件，⼾⼾、⻓江、⻄⻔⻋站", "青澜文件,户户、长江、西门车站"),
        ("峯會、羣眾、線綫、敘敍", "峰会、群众、线线、叙叙"),
        ("二〇二六年", "二〇二六年"),
        ("甲\u200b乙\ufeff", "甲乙"),
        ("甲\r\n乙", "甲\n乙"),
        ("甲\u3000乙", "甲乙"),
        ("㎡", "m2"),
        ("ABC def", "abc def"),
        ("甲\ud800乙", "甲?乙"),
    ],
)
def test_writings_of_one_text_are_one(written: str, normal: str) -> None:
    assert normalise(written) == normal


def test_the_table_of_simplified_characters_is_that_of_opencc() -> None:
    assert TABLE.read_text("utf-8").splitlines()[1:] == lines()


def test_a_line_that_was_wrapped_is_one_line() -> None:
    wrapped = "各单位要进一步提高政治站位切实把思想和行动统一到上级的决策部\n署上来"
    assert "\n" not in normalise(wrapped)


@pytest.mark.parametrize("second", ["一、加强领导", "（一）加强领导", "第二条 本办法", "2. 加强领导"])
def test_a_heading_begins_a_line_of_its_own(second: str) -> None:
    assert "\n" in normalise(f"各单位要进一步提高政治站位切实把思想和行动统一到上级的决策部署上来\n{second}")


@given(st.text(alphabet=st.sampled_from("甲乙〔1〕 \n\r\t\u200b…㎡Ａb應國。，ﬁ"), max_size=80))
def test_the_way_back_leads_to_what_was_written(text: str) -> None:
    normal = normalise_with_map(text)
    assert normal.text == normalise(text)
    for place, character in enumerate(normal.text):
        at = normal.original(place)
        assert 0 <= at < len(text)
        if character.strip():
            assert character in normalise(text[at])


@given(st.text(alphabet=st.characters(exclude_categories=["Z", "C"]), max_size=40), st.data())
def test_a_piece_of_a_text_is_a_piece_of_its_normal_form(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert normalise(text[start:end]) in normalise(text)
