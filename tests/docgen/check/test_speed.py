"""The check is linear in the length of a text, and none of its patterns takes long over any line."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import docgen.check
from docgen.check import check, rules
from docgen.model import Document
from docgen.source import parse

UNITS = (
    "一",
    "1",
    "（",
    "“",
    "《a",
    " ",
    "　",
    "局",
    "一局、",
    "由一局",
    "1月1日",
    "共1个，",
    "其中1个",
    "占1%、",
    "主任秦",
    "自由",
    "由",
    "2024年",
    "2024年印发",
    "，",
    "根据",
    "关于",
    "会同",
    "牵头单位：",
    "完成时限：",
    "自一起",
    "从1万元",
    "年底",
)
LENGTH = 10_000
TIMES_A_WALK = 20
"""A pattern may take this many times as long as walking the line character by character (0.8 ms in 10,000)."""
LONGEST, ALLOWED = 100_000, 0.050
"""Characters of the longest line that is asked about, seconds of processor time that a pattern may take over it."""


def found_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple):
        for item in value:  # pyright: ignore[reportUnknownVariableType]  # whatever a module holds
            yield from found_in(item)  # pyright: ignore[reportUnknownArgumentType]  # as above


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    known = {pattern.pattern: (rule.id, pattern) for rule in rules() for pattern in rule.patterns}
    for module in pkgutil.iter_modules(docgen.check.__path__):
        for name, value in vars(importlib.import_module(f"docgen.check.{module.name}")).items():
            for pattern in found_in(value):
                known[pattern.pattern] = (f"{module.name}.{name}", pattern)
    return sorted(known.values(), key=lambda one: one[0])


def took(pattern: re.Pattern[str], line: str, *, whole: bool = False) -> float:
    began = time.process_time()
    for _ in [pattern.fullmatch(line)] if whole else pattern.finditer(line):
        pass
    return time.process_time() - began


def test_no_pattern_takes_long_over_any_line() -> None:
    walk, slow = re.compile("(?s:.)"), dict[str, str]()
    lines = [(unit * LENGTH)[:LENGTH] for unit in UNITS]
    allowed = TIMES_A_WALK * min(took(walk, lines[0]) for _ in range(5))
    for name, pattern in patterns():
        whole = name.startswith("foreign.")  # the recogniser asks of whole lines alone
        for line in lines:
            if took(pattern, line, whole=whole) < allowed:
                continue
            if min(took(pattern, line, whole=whole) for _ in range(3)) > allowed:
                slow[name] = line[:6]
    assert slow == {}


@pytest.mark.slow
def test_no_pattern_takes_50_ms_over_100_000_characters() -> None:
    lines = [(unit * LONGEST)[:LONGEST] for unit in UNITS]
    worst: list[tuple[float, str, str]] = []
    for name, pattern in patterns():
        whole = name.startswith("foreign.")
        for line in lines:
            taken = took(pattern, line, whole=whole)
            if taken > ALLOWED / 3:
                taken = min(taken, *(took(pattern, line, whole=whole) for _ in range(4)))
            worst.append((taken, name, line[:6]))
    worst.sort(reverse=True)
    print(*(f"{taken * 1000:.0f} ms {name} over “{unit}”" for taken, name, unit in worst[:10]), sep="\n")  # noqa: T201
    assert [one for one in worst if one[0] > ALLOWED] == []


@pytest.mark.parametrize("times", [8])
def test_the_check_is_linear(times: int) -> None:
    body = "各单位要高度重视城区路灯养护工作，明确专人负责，于5月31日前报送《路灯登记表》（一式两份）。\n"
    short, long = (parse(f"---\n标题: 路灯养护方案\n---\n{body * count}") for count in (60, 60 * times))

    def best(document: Document) -> float:
        taken: list[float] = []
        for _ in range(3):
            began = time.process_time()
            check(document)
            taken.append(time.process_time() - began)
        return min(taken)

    assert best(long[0]) < 2 * times * best(short[0])


def test_brackets_that_are_never_closed_take_no_longer_each_the_more_there_are() -> None:
    """48 KB of them took 13 seconds: each finding was held against every other one of its line."""
    few, many = ("---\n文种: 通知\n---\n\n" + "（" * count + "《" * count + "\n" for count in (500, 4000))
    seconds: list[float] = []
    for text in (few, few, many):
        document = parse(text)[0]
        begun = time.process_time()
        check(document, text)
        seconds.append(time.process_time() - begun)
    assert seconds[2] < 8 * 4 * max(seconds[1], 0.02)
