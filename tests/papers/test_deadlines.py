"""Deadlines in running text come out as days; what can't be told to the day is said to be unread, never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers.deadlines import deadlines, periods, read_deadline
from papers.workdays import after_working_days, weekdays, working_days_between

ON = date(2026, 4, 15)
"""A Wednesday."""


def last(text: str) -> list[str]:
    return [f"{one.last or one.recurring or '？'}" for one in deadlines(text, ON)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("四月底前完成", "2026-04-30"),
        ("6月30日（星期二）前完成", "2026-06-30"),
        ("5月20日17:00前报送", "2026-05-20"),
        ("5月31日24:00前完成", "2026-05-31"),
        ("5月25日下班前报", "2026-05-25"),
        ("六月三十日前完成", "2026-06-30"),
        ("6 月 3 0 日前完成", "2026-06-30"),
        ("２０２６年６月３０日前", "2026-06-30"),
        ("元月廿五日前", "2026-01-25"),
        ("明年3月底前", "2027-03-31"),
        ("次年1月底前", "2027-01-31"),
        ("三季度末完成", "2026-09-30"),
        ("一季度末前完成", "2026-03-31"),
        ("2027年一季度前完成", "2027-03-31"),
        ("6月中旬前", "2026-06-20"),
        ("5月上旬完成", "2026-05-10"),
        ("2月下旬前", "2026-02-28"),
        ("一周内办结", "2026-04-22"),
        ("三个月内", "2026-07-15"),
        ("30日内", "2026-05-15"),
        ("24小时内", "2026-04-16"),
        ("半年内", "2026-10-15"),
        ("会后3个工作日内报送", "2026-04-20"),
        ("自本通知印发之日起5个工作日内", "2026-04-22"),
        ("3至5个工作日内", "2026-04-22"),
        ("于2026年上半年完成", "2026-06-30"),
        ("年内完成", "2026-12-31"),
        ("年底前完成", "2026-12-31"),
        ("2026年底完成", "2026-12-31"),
        ("到2027年底，建成", "2027-12-31"),
        ("本月底前", "2026-04-30"),
        ("下周三前", "2026-04-22"),
        ("5月前完成", "2026-04-30"),
        ("2027年前完成", "2026-12-31"),
        ("国庆节前", "2026-09-30"),
        ("于5月31日以前完成", "2026-05-31"),
        ("截止5月31日", "2026-05-31"),
        ("2026年4月至6月", "2026-06-30"),
        ("1.2026年底前完成", "2026-12-31"),
    ],
)
def test_a_deadline_is_told_to_the_day(text: str, day: str) -> None:
    assert last(text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "节前完成",
        "春节前完成",
        "汛期前完成",
        "2月30日前完成",
        "13月5日前",
        "农历八月十五前",
        "×月×日前",
        "收到通知后5日内",
    ],
)
def test_what_cannot_be_told_to_the_day_is_unread_and_keeps_its_words(text: str) -> None:
    found = list(deadlines(text, ON))
    assert [one.unread for one in found] == [True]
    assert found[0].text in text


@pytest.mark.parametrize(
    ("text", "often"),
    [("每月5日前报送", "每月"), ("每季度末报送", "每季度"), ("每周五前报送", "每周"), ("每年12月底前", "每年")],
)
def test_what_comes_due_again_and_again_has_no_single_day(text: str, often: str) -> None:
    (found,) = deadlines(text, ON)
    assert (found.recurring, found.last, found.unread) == (often, None, False)


@pytest.mark.parametrize(
    "text", ["2025年工作总结", "目前", "4月15日召开会议", "6月30日前后布展", "近三年内", "以前", "前期", "十一前三名"]
)
def test_what_sets_no_bound_is_no_deadline(text: str) -> None:
    assert last(text) == []


def test_two_days_that_share_one_word_are_two_deadlines() -> None:
    assert last("2026年5月31日、8月31日前分两批完成") == ["2026-05-31", "2026-08-31"]


def test_a_month_long_past_is_that_of_the_next_year() -> None:
    assert [one.last for one in deadlines("1月15日前完成", date(2026, 12, 20))] == [date(2027, 1, 15)]


def test_without_the_day_of_the_paper_relative_words_are_unread() -> None:
    assert [one.unread for one in deadlines("本月底前、一周内、5月1日前")] == [True, True, True]


def test_the_hour_is_kept() -> None:
    assert [one.time for one in periods("5月20日17:00前，5月10日下午5点半前，5月25日下班前", ON)] == [
        "17:00",
        "17:30",
        "下班",
    ]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("5月", "2026-05-31"),
        ("2026.5", "2026-05-31"),
        ("2026.5.31前", "2026-05-31"),
        ("全年", "2026-12-31"),
        ("2026年", "2026-12-31"),
    ],
)
def test_a_cell_of_a_table_is_read_as_a_whole(cell: str, day: str) -> None:
    assert str(read_deadline(cell, ON).last) == day


def test_a_standing_task_recurs_and_an_empty_cell_is_unread() -> None:
    assert read_deadline("长期坚持", ON).recurring == "长期"
    assert read_deadline("", ON).unread


def test_working_days_leave_out_what_the_calendar_says() -> None:
    assert after_working_days(date(2026, 4, 30), 1, weekdays) == date(2026, 5, 1)
    assert after_working_days(date(2026, 4, 30), 1, lambda day: weekdays(day) and day.month != 5) == date(2026, 6, 1)
    assert working_days_between(date(2026, 4, 15), date(2026, 4, 22), weekdays) == 5
    assert working_days_between(date(2026, 4, 22), date(2026, 4, 15), weekdays) == -5


WORDS = [
    "2026年",
    "4月",
    "底",
    "前",
    "每",
    "季度",
    "个",
    "工作日",
    "内",
    "、",
    "至",
    "3",
    "半",
    "节",
    "日",
    "十",
    "（",
    "年",
    "（星期二）",
]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join), st.one_of(st.none(), st.just(ON)))
def test_periods_lie_in_order_within_any_text(text: str, on: date | None) -> None:
    place = 0
    for one in periods(text, on):
        assert place <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        place = one.end
    read_deadline(text, on)
