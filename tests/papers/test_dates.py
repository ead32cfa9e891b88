"""Dates as people type them and as the standard prints them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers.dates import date_text, read_date, weekday_text


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-15",
        "2026-4-5",
        "2026/4/5",
        "2026.4.5",
        "2026年4月5日",
        "2026年04月05日",
        " 2026年4月5日 ",
        "二〇二六年四月五日",
    ],
)
def test_a_date_is_read_in_every_form(text: str) -> None:
    assert read_date(text) in (date(2026, 4, 15), date(2026, 4, 5))


@pytest.mark.parametrize(
    "text", ["", "4月5日", "2026-13-01", "2026-02-30", "26-4-5", "2026年", "今天", "2026-04-15后", "二六年四月五日"]
)
def test_anything_else_is_no_date(text: str) -> None:
    assert read_date(text) is None


@given(st.dates(date(1000, 1, 1)))
def test_a_printed_date_is_read_back(day: date) -> None:
    assert read_date(date_text(day)) == day


def test_no_leading_zeros_are_printed() -> None:
    assert date_text(date(2026, 4, 5)) == "2026年4月5日"
    assert weekday_text(date(2026, 4, 5)) == "星期日"
