"""Kinds, numerals, citations, labels: each notion is in one place and holds in every form that people type."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.source.keys import KEYS
from papers.citing import citation, cited
from papers.kinds import STATUTORY, base_kind, kind_of
from papers.labels import LABELS, label
from papers.numerals import from_chinese, read_number, to_chinese, whole


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于路灯检修的通知", "通知"),
        ("关于路灯检修的通　知", "通知"),
        ("青澜新区路灯管理办法（试行）", "办法"),
        ("关于加强养护的指导意见", "指导意见"),
        ("青澜新区管理委员会令", "命令"),
        ("主任办公会议纪要（第3期）", "纪要"),
        ("工作方法", ""),
        ("改进行政执法", ""),
        ("", ""),
    ],
)
def test_a_title_tells_its_kind(title: str, kind: str) -> None:
    assert kind_of(title) == kind


def test_a_kind_is_filed_under_its_base() -> None:
    assert [base_kind(kind) for kind in ("指导意见", "实施方案", "工作报告", "通知", "")] == [
        "意见",
        "方案",
        "报告",
        "通知",
        "",
    ]
    assert all(base_kind(kind) == kind for kind in STATUTORY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("百分之五", "0.05"),
        ("5%", "0.05"),
        ("５％", "0.05"),
        ("3‰", "0.003"),
        ("百分之三十五点二", "0.352"),
        ("1,234.5", "1234.5"),
        ("3.2万", "32000"),
        ("12亿", "1200000000"),
        ("五亿三千万", "530000000"),
        ("三万五千", "35000"),
        ("叁拾贰", "32"),
        ("廿五", "25"),
        ("三成", "0.3"),
        ("一半", "0.5"),
    ],
)
def test_a_number_is_read_in_figures_and_in_words(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "甲", "12万元", "1.2.3", "点五", "十点百", "万"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text) is None


@given(st.integers(1, 9999))
def test_a_numeral_and_its_figures_are_the_same_number(value: int) -> None:
    assert from_chinese(to_chinese(value)) == whole(str(value)) == value


@given(st.text("一二十百千万亿点百分之0１.%成半,", max_size=60))
def test_no_text_however_odd_holds_the_reading_up(text: str) -> None:
    read_number(text)
    whole(text)


def test_citations_are_found_with_their_numbers() -> None:
    text = "根据《青澜新区路灯管理办法》（青管（办）[2020]03号）和《关于印发〈方案〉的通知》，《青管〔2020〕4号》"
    assert [(one.title, one.document_number) for one in cited(text)] == [
        ("青澜新区路灯管理办法", "青管（办）〔2020〕3号"),
        ("关于印发〈方案〉的通知", ""),
        ("青管〔2020〕4号", ""),
    ]


def test_a_citation_is_written_and_read_back() -> None:
    written = citation("关于印发《青澜新区路灯管理办法》的通知", "青管〔2026〕12号")
    assert written == "《关于印发〈青澜新区路灯管理办法〉的通知》（青管〔2026〕12号）"
    assert [one.document_number for one in cited(written)] == ["青管〔2026〕12号"]


def test_every_name_of_a_source_text_is_the_label_of_its_field() -> None:
    assert {key.field: key.name for key in KEYS} == {key.field: LABELS[key.field] for key in KEYS}
    with pytest.raises(KeyError):
        label("nothing")
