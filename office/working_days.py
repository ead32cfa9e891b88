"""The calendar of working days: the decreed holidays and 调休 of each year, and what the office itself has changed."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# chinese_calendar gives no types

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from papers.workdays import Calendar, weekdays

_NOTHING: Mapping[date, bool] = {}


def works(day: date) -> bool:
    """Whether people work on `day`, by 国务院办公厅's notice for its year; Monday to Friday where there is none yet."""
    import chinese_calendar

    return chinese_calendar.is_workday(day) if decreed(day.year) else weekdays(day)


def decreed(year: int) -> bool:
    """Whether the holidays of `year` are known: they are decreed late in the year before."""
    from chinese_calendar import holidays, workdays

    return any(day.year == year for day in holidays) and any(day.year == year for day in workdays)


def calendar(changes: Mapping[date, bool] = _NOTHING) -> Calendar:
    """The calendar with the office's own days on top: True for a day that is worked on."""
    return lambda day: changes.get(day, works(day))
