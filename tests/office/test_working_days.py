"""Working days are those of the decreed calendar, with the office's own changes on top."""

from __future__ import annotations

from datetime import date

from office.working_days import calendar, decreed, works
from papers.deadlines import deadlines
from papers.workdays import after_working_days


def test_a_holiday_is_no_working_day_and_a_sunday_worked_for_it_is_one() -> None:
    assert not works(date(2026, 10, 1))
    assert works(date(2026, 2, 14))


def test_a_year_whose_holidays_are_not_decreed_has_plain_weeks() -> None:
    assert not decreed(2090)
    assert [works(date(2090, 1, day)) for day in (2, 7)] == [True, False]


def test_the_offices_own_days_win() -> None:
    own = calendar({date(2026, 4, 16): False})
    assert after_working_days(date(2026, 4, 15), 1, own) == date(2026, 4, 17)


def test_a_deadline_in_working_days_leaves_the_holidays_out() -> None:
    (found,) = deadlines("会后3个工作日内报送", date(2026, 9, 30), works)
    assert found.last == date(2026, 10, 10)
