"""Safe findings put right one by one or all together."""

from __future__ import annotations

import pytest

from docgen.check import apply_fixes, check
from docgen.check.fixing import apply_fixes as put
from docgen.finding import Finding, Severity
from docgen.source import parse
from tests.docgen.check.seeding import Seed, seeds

WRONG = [seed for seed in seeds() if seed.wrong]


def all_fixed(text: str) -> str:
    for _ in range(4):
        after = apply_fixes(text, check(parse(text)[0], text))
        if after == text:
            break
        text = after
    return text


@pytest.mark.parametrize("seed", WRONG, ids=lambda seed: seed.name)
def test_fixing_leaves_nothing_that_can_be_fixed(seed: Seed) -> None:
    text = all_fixed(seed.text)
    left = [one for one in check(parse(text)[0], text) if one.fixable and one.suggestion]
    assert [(one.rule, one.text) for one in left] == []


def test_a_fix_changes_its_place_alone() -> None:
    text = "---\n标题: 方案\n---\n各单位要布署到位,抓好落实。\n"
    assert all_fixed(text) == "---\n标题: 方案\n---\n各单位要部署到位，抓好落实。\n"


def finding(start: int, text: str, suggestion: str, *, fixable: bool = True) -> Finding:
    end = start + len(text)
    return Finding(
        "x",
        Severity.ERROR,
        "",
        "",
        paragraph=1,
        start=start,
        end=end,
        text=text,
        suggestion=suggestion,
        fixable=fixable,
    )


def test_what_is_not_safe_is_left_alone() -> None:
    assert put("甲乙丙", [finding(1, "乙", "丁", fixable=False)]) == "甲乙丙"


def test_a_place_that_has_changed_is_left_alone() -> None:
    assert put("甲乙丙", [finding(1, "戊", "丁")]) == "甲乙丙"


def test_of_two_that_overlap_one_is_put_right() -> None:
    assert put("甲乙丙", [finding(0, "甲乙", "子"), finding(1, "乙丙", "丑")]) == "甲丑"
