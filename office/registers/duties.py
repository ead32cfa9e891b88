"""Recurring duties (每月5日前, 每季度末, 每周五): the next day that one falls due."""

from __future__ import annotations

import re
from datetime import date

from papers.deadlines import read_deadline

_TURNS = (
    (re.compile(r"(?:每个?月|逐月|按月)度?"), "本月", "下月"),
    (re.compile(r"(?:每个?|逐|按)季度?"), "本季度", "下季度"),
    (re.compile(r"(?:每个?|逐|按)(?:周|星期)"), "本周", "下周"),
    (re.compile(r"(?:每个?|逐|按)年度?"), "今年", "明年"),
)
"""Words for a turn, and what the turn at hand and the next one are called."""


def next_day(words: str, day: date) -> date | None:
    """The first day not before `day` that `words` name; a turn without a day of its own ends with its last day."""
    for pattern, present, following in _TURNS:
        if found := pattern.search(words):
            for turn in (present, following):
                rest = words[found.end() :] or ("底" if turn in ("本月", "下月") else "末")
                last = read_deadline(f"{turn}{rest}", day).last
                if last is not None and last >= day:
                    return last
    return None
