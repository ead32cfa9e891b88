"""Tasks are read in a time that grows with the length of a text alone."""

from __future__ import annotations

import time

import pytest

from docgen.source import parse
from docgen.tasks.reading import read_tasks
from tests.docgen.check.test_speed import UNITS

HEAD = "---\n版式: 纪要\n标题: 会议纪要\n成文日期: 2026-04-15\n---\n会议议定："
LENGTHS = (4_000, 16_000)
GROWTH = 4 * 3  # four times as long may take four times as long; three times that is noise


def took(unit: str, length: int) -> float:
    document = parse(HEAD + (unit * length)[:length])[0]
    began = time.process_time()
    read_tasks(document)
    return time.process_time() - began


@pytest.mark.parametrize("unit", [*UNITS, "区水务局牵头，", "（区水务局负责）", "（", "12处", "由区", "区水务局、"])
def test_a_line_four_times_as_long_takes_no_more_than_four_times_as_long(unit: str) -> None:
    took(unit, 100)
    short = max(took(unit, LENGTHS[0]), 0.02)
    assert took(unit, LENGTHS[1]) <= short * GROWTH
