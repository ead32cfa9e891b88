"""Document numbers in every form that offices print are read into 代字, 年 and 序号."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers.document_numbers import (
    bare_serial,
    document_numbers,
    leading_document_number,
    normal_number,
    read_document_number,
)


@pytest.mark.parametrize(
    ("text", "parts", "standard"),
    [
        ("青管〔2026〕12号", ("青管", 2026, 12), "青管〔2026〕12号"),
        ("青管（办）〔2026〕37号", ("青管（办）", 2026, 37), "青管（办）〔2026〕37号"),
        ("青管办〔２０２６〕３７号", ("青管办", 2026, 37), "青管办〔2026〕37号"),
        ("青管办[2026]037号", ("青管办", 2026, 37), "青管办〔2026〕37号"),
        ("青 管 〔 2026 〕 12 号", ("青管", 2026, 12), "青管〔2026〕12号"),
        ("青管〔2026〕37－1号", ("青管", 2026, 37), "青管〔2026〕37－1号"),
        ("青管字〔2026〕第15号", ("青管字", 2026, 15), "青管字〔2026〕15号"),
        ("青管〔二〇二六〕十五号", ("青管", 2026, 15), "青管〔2026〕15号"),
        ("QL〔2026〕3号", ("QL", 2026, 3), "QL〔2026〕3号"),
        ("青法[2004]96号", ("青法", 2004, 96), "青法〔2004〕96号"),
        ("青发〔86〕12号", ("青发", 1986, 12), "青发〔1986〕12号"),
        ("（青管〔2026〕12号）", ("青管", 2026, 12), "青管〔2026〕12号"),
        ("公告2026年第7号", ("公告", 2026, 7), "公告2026年第7号"),
        ("2026年第7号", ("", 2026, 7), "2026年第7号"),
        ("（2026）青01民初12号", ("青01民初", 2026, 12), "（2026）青01民初12号"),
        ("主席令第六十四号", ("主席令", 0, 64), "主席令第六十四号"),
        ("青澜新区管理委员会令 第 7 号", ("青澜新区管理委员会令", 0, 7), "青澜新区管理委员会令第7号"),
    ],
)
def test_a_number_is_read_into_its_parts(text: str, parts: tuple[str, int, int], standard: str) -> None:
    read = read_document_number(text)
    assert read is not None
    assert ((read.code, read.year, read.serial), read.standard) == (parts, standard)


@pytest.mark.parametrize("text", ["", "第7号", "关于路灯的通知", "12号", "2026年4月15日", "3号楼", "青管〔2026〕号"])
def test_anything_else_is_no_number(text: str) -> None:
    assert read_document_number(text) is None
    assert normal_number(f" {text} ") == text


@given(st.sampled_from(["青管", "青城管函", "青管（办）"]), st.integers(1950, 2049), st.integers(1, 99999))
def test_a_number_in_the_standards_form_is_read_back(code: str, year: int, serial: int) -> None:
    number = f"{code}〔{year}〕{serial}号"
    assert normal_number(number) == number


def test_running_words_before_a_number_are_no_part_of_it() -> None:
    text = "根据青政发〔2020〕1号和《青澜新区路灯管理办法》（青澜新区管理委员会令第3号）以及青管〔2026〕3号的要求"
    found = list(document_numbers(text))
    assert [one.standard for one in found] == ["青政发〔2020〕1号", "青澜新区管理委员会令第3号", "青管〔2026〕3号"]
    assert text[found[0].start : found[0].end] == "青政发〔2020〕1号"


def test_a_serial_alone_on_its_line_is_known_as_one() -> None:
    assert [bare_serial(text) for text in ("第 7 号", "（第7号）", "7号文件", "第七号")] == [
        "第7号",
        "第7号",
        "",
        "第七号",
    ]


def test_a_line_may_go_on_after_its_number() -> None:
    read = leading_document_number("青管〔2026〕12号　　签发人：甲乙")
    assert read is not None
    assert read.end == len("青管〔2026〕12号")
