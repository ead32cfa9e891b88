"""A text says about itself what a secretary would read off it; each value is found where it stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.metadata import read_metadata
from search.records import Metadata

NOTICE = """000012
机密★1年
特急
青澜新区管理委员会文件
青管〔2026〕12号　　　　　　　　签发人：甲乙 丙丁
青澜新区管理委员会关于转发城市管理局
城区亮化工程实施方案的通知
各街道办事处，区直各部门：
根据《青澜新区城市管理办法》（青管〔2020〕3号）和《关于开展“美丽新区”建设的意见》，现将方案转发给你们。
附件：1. 城区亮化工程实施方案
      2. 任务分解表
青澜新区管理委员会
2026年4月15日
（此件公开发布）
抄送：区人大办公室，区政协办公室。
青澜新区管理委员会办公室　　2026年4月16日印发"""


@pytest.fixture(scope="module")
def notice() -> Metadata:
    return read_metadata(NOTICE)


def test_a_title_over_two_lines_is_one(notice: Metadata) -> None:
    assert notice.title == "青澜新区管理委员会关于转发城市管理局城区亮化工程实施方案的通知"


def test_the_kind_is_the_last_word_of_the_title(notice: Metadata) -> None:
    assert notice.kind == "通知"


def test_the_issuer_is_named_by_the_title(notice: Metadata) -> None:
    assert notice.issuers == ("青澜新区管理委员会",)


def test_the_number_is_the_papers_own_and_not_a_cited_one(notice: Metadata) -> None:
    assert notice.document_number == "青管〔2026〕12号"


def test_the_date_is_that_of_the_signature_and_not_of_the_printing(notice: Metadata) -> None:
    assert notice.issue_date == "2026-04-15"


def test_recipients_copies_secrecy_and_signers_are_read(notice: Metadata) -> None:
    assert notice.recipients == "各街道办事处，区直各部门"
    assert notice.copies_to == "区人大办公室，区政协办公室"
    assert notice.secrecy == "机密"
    assert notice.signers == ("甲乙", "丙丁")


def test_attachments_are_listed_without_their_numbers(notice: Metadata) -> None:
    assert notice.attachments == ("城区亮化工程实施方案", "任务分解表")


def test_cited_papers_are_listed_with_their_numbers(notice: Metadata) -> None:
    assert [(each.title, each.document_number) for each in notice.citations] == [
        ("青澜新区城市管理办法", "青管〔2020〕3号"),
        ("关于开展“美丽新区”建设的意见", ""),
    ]


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("document_number", "青管〔2026〕12号"),
        ("issue_date", "2026年4月15日"),
        ("secrecy", "机密★1年"),
        ("recipients", "各街道办事处，区直各部门"),
        ("copies_to", "区人大办公室，区政协办公室。"),
        ("signers", "甲乙 丙丁"),
        ("issuer", "青澜新区管理委员会"),
    ],
)
def test_each_value_knows_where_it_was_read(notice: Metadata, field: str, shown: str) -> None:
    start, end = notice.places[field]
    assert NOTICE[start:end] == shown


@pytest.mark.parametrize("brackets", ["〔〕", "[]", "［］", "（）", "()", "【】", "﹝﹞", "〈〉"])
def test_a_number_is_read_in_any_brackets(brackets: str) -> None:
    text = f"关于路灯检修的通知\n青管{brackets[0]}2026{brackets[1]}012号\n各街道办事处："
    assert read_metadata(text).document_number == "青管〔2026〕12号"


@pytest.mark.parametrize(
    "written", ["2026年4月15日", "二〇二六年四月十五日", "二○二六年四月十五日", "２０２６年４月１５日"]
)
def test_a_date_is_read_in_figures_and_in_words(written: str) -> None:
    assert (
        read_metadata(f"关于路灯检修的通知\n各街道办事处：\n请照办。\n青澜新区管理委员会\n{written}").issue_date
        == "2026-04-15"
    )


def test_an_order_is_dated_by_its_signature_and_numbered_by_itself() -> None:
    text = """青澜新区管理委员会令
第7号
《青澜新区路灯管理办法》已经2026年4月1日管委会第3次会议通过，现予公布。
主任　甲乙
2026年4月15日
青澜新区路灯管理办法
（2026年4月1日管委会第3次会议通过）
第一条　为了加强路灯管理，制定本办法。"""
    order = read_metadata(text)
    assert (order.title, order.kind) == ("青澜新区路灯管理办法", "办法")
    assert (order.document_number, order.issue_date) == ("青澜新区管理委员会令第7号", "2026-04-15")


def test_a_law_is_dated_by_its_last_change_and_not_by_its_coming_into_force() -> None:
    text = (
        "青澜新区路灯管理条例\n（2019年8月1日青澜新区第一届人民代表大会常务委员会第九次会议通过　根据2023年9月2日"
        "青澜新区第二届人民代表大会常务委员会第三次会议《关于修改〈青澜新区路灯管理条例〉的决定》修正　"
        "自2024年1月1日起施行）\n第一条　为了加强路灯管理，制定本条例。"
    )
    assert read_metadata(text).issue_date == "2023-09-02"


def test_the_order_that_published_a_regulation_is_its_number() -> None:
    text = "青澜新区路灯管理办法\n2019年8月1日 青澜新区管理委员会令第3号公布\n第一条 为了加强路灯管理，制定本办法。"
    assert read_metadata(text).document_number == "青澜新区管理委员会令第3号"


def test_the_mark_of_a_letter_is_no_title() -> None:
    text = "青澜新区城市管理局\n青城管函〔2026〕4号\n关于商请办理接电手续的函\n区供电公司：\n请予支持。"
    assert read_metadata(text).title == "关于商请办理接电手续的函"


def test_the_mark_of_minutes_is_no_title() -> None:
    text = "青澜新区管理委员会会议纪要\n第3期\n\n关于推进城区亮化工程的会议纪要\n2026年4月17日下午，会议听取了汇报。"
    assert read_metadata(text).title == "关于推进城区亮化工程的会议纪要"


def test_a_deadline_in_a_table_is_no_signature() -> None:
    text = "关于路灯检修的通知\n各街道办事处：\n请照办。\n青澜新区管理委员会\n2026年4月15日\n" + "附表说明。\n" * 50
    assert read_metadata(f"{text}1\t检修路灯\t城管局\t2026年6月30日").issue_date == "2026-04-15"


def test_labels_of_a_government_site_are_believed() -> None:
    text = "标　　题： 关于路灯检修的通知\n发文字号： 青管〔2026〕12号　成文日期： 2026年04月15日\n各街道办事处："
    page = read_metadata(text)
    assert (page.title, page.document_number, page.issue_date) == (
        "关于路灯检修的通知",
        "青管〔2026〕12号",
        "2026-04-15",
    )


def test_what_is_given_wins_over_what_is_read() -> None:
    given = {"title": "新题目", "issue_date": "2026.5.1"}
    read = read_metadata(NOTICE, given=given)
    assert (read.title, read.issue_date) == ("新题目", "2026-05-01")


def test_two_issuers_are_two() -> None:
    text = "青澜新区财政局、城市管理局关于拨付亮化经费的通知\n各街道办事处：\n请照办。"
    assert read_metadata(text).issuers == ("青澜新区财政局", "城市管理局")


def test_without_a_title_the_files_name_stands_in() -> None:
    assert read_metadata("", "路灯检修台账").title == "路灯检修台账"


@pytest.mark.parametrize("date", ["2026年2月30日", "2026年13月1日", "0000年1月1日"])
def test_a_day_that_is_none_is_no_date(date: str) -> None:
    assert read_metadata(f"关于路灯检修的通知\n各街道办事处：\n请照办。\n{date}").issue_date == ""


PIECES = [
    *(
        "《",
        "》",
        "（",
        "）",
        "关于",
        "一、",
        "委员会、",
        "人民政府 ",
        "\n附件：",
        "日",
        "2018年1月1日",
        "〔2018〕",
        "第",
        "号",
    ),
    *(
        "令\n",
        "　",
        "抄送：",
        "1.",
        "国务院",
        "标题：",
        "甲",
        "。",
        "\n",
        "第一届",
        "·",
        "签发人：",
        "本报讯",
        "评论员",
    ),
    *("-", "(", " "),
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join))
def test_no_text_however_odd_holds_the_reading_up(piece: str) -> None:
    text = piece * (6000 // len(piece))
    start = time.process_time()
    read_metadata(text, given={"kind": ""})
    read_metadata("甲", given={"title": text})
    assert time.process_time() - start < 3


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, *NOTICE.split("\n")]), max_size=40).map("\n".join))
def test_every_place_lies_within_the_text(text: str) -> None:
    for start, end in read_metadata(text).places.values():
        assert 0 <= start <= end <= len(text)
