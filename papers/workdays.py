"""Working days (工作日): counted by a calendar that is handed in, since holidays are decreed year by year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

Calendar = Callable[[date], bool]
"""Says of a day whether people work on it, 调休 included."""

_MOST = 2000  # days looked at


def weekdays(day: date) -> bool:
    """Monday to Friday: the calendar of a year whose holidays are not known."""
    return day.weekday() < 5


def after_working_days(day: date, count: int, works: Calendar) -> date | None:
    """The `count`-th working day after `day`, which does not count itself (民法典 Art. 201); None beyond five years."""
    for _ in range(_MOST):
        if count <= 0:
            return day
        try:
            day += timedelta(days=1)
        except OverflowError:
            return None
        count -= works(day)
    return None


def working_days_between(first: date, last: date, works: Calendar) -> int:
    """How many working days lie after `first` up to `last`; negative where `last` is the earlier day."""
    if last < first:
        return -working_days_between(last, first, works)
    span = min((last - first).days, _MOST)
    return sum(works(first + timedelta(days=number)) for number in range(1, span + 1))
