"""Titles in balanced lines."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.fonts import is_half_width
from docgen.layout.title import BAD_STARTS, balance, word_borders

MEASURE = 442.2


def balanced(title: str) -> tuple[str, ...]:
    return balance(title, [11.0 if is_half_width(character) else 22.0 for character in title], MEASURE)


TITLES = (
    "关于做好2026年汛期地质灾害防治和城镇内涝隐患排查整治工作的通知",
    "青澜新区管理委员会关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见",
    "青澜新区管理委员会关于印发《青澜新区国土空间总体规划（2025—2035年）实施办法》的通知",
    "关于青澜新区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划草案的报告",
    "青澜新区发展和改革局关于青澜湖流域生态保护和高质量发展专项资金项目可行性研究报告的批复",
)


def test_a_title_that_fits_stays_on_one_line() -> None:
    assert balanced("关于开展美丽新区建设的意见") == ("关于开展美丽新区建设的意见",)


@pytest.mark.parametrize("title", TITLES)
def test_no_word_is_split(title: str) -> None:
    place = 0
    for line in balanced(title)[:-1]:
        place += len(line)
        assert place in word_borders(title)


@pytest.mark.parametrize("title", TITLES)
def test_lines_make_a_trapezoid_or_a_diamond(title: str) -> None:
    lengths = [len(line) for line in balanced(title)]
    rising = [after - before for before, after in pairwise(lengths)]
    assert not any(first < 0 < second for first, second in pairwise(rising))


@pytest.mark.parametrize("title", TITLES)
def test_no_line_begins_with_a_word_that_leans_on_the_one_before(title: str) -> None:
    assert not any(line[0] in BAD_STARTS for line in balanced(title))


def test_as_few_lines_as_fit_are_made() -> None:
    assert [len(balanced(title)) for title in TITLES] == [2, 3, 3, 3, 3]


def test_the_author_may_break_a_title() -> None:
    assert balanced("关于开展\n美丽新区建设的意见") == ("关于开展", "美丽新区建设的意见")


@given(st.text("青澜新区管理委员会关于的通知《》、，\nab 1", max_size=150))
def test_no_character_of_a_title_is_lost(title: str) -> None:
    assert "".join("".join(balanced(title)).split()) == "".join(title.split())


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "关于报送2026年生态保护补偿资金使用情况的报告",
            ("关于报送2026年生态保护", "补偿资金使用情况的报告"),
        ),
        (
            "青澜新区管理委员会办公室关于印发“无废城市”建设试点工作方案的通知",
            ("青澜新区管理委员会办公室关于印发", "“无废城市”建设试点工作方案的通知"),
        ),
        (
            "青澜新区第一届人民代表大会第二次会议关于政府工作报告的决议",
            ("青澜新区第一届人民代表大会", "第二次会议关于政府工作报告的决议"),
        ),
        (
            "青澜新区管理委员会关于进一步加强安全生产工作的若干意见",
            ("青澜新区管理委员会关于进一步加强", "安全生产工作的若干意见"),
        ),
        (
            "关于印发《青澜新区公共照明设施管理办法》的通知",
            ("关于印发", "《青澜新区公共照明设施管理办法》的通知"),
        ),
    ],
)
def test_what_belongs_together_stays_together(title: str, lines: tuple[str, ...]) -> None:
    assert balanced(title) == lines


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("青澜新区管理委员会办公室关于青澜新区金融法院案件管辖范围有关问题的通知", "青澜新区金融法院"),
        ("青澜新区党工委、青澜新区管理委员会办公室关于印发人居环境整治方案的通知", "青澜新区管理委员会办公室"),
        ("关于当前和今后一个时期全面加强青澜新区城市管理和综合执法工作的意见", "一个时期"),
        ("青澜新区管理委员会关于进一步规范辖区内民间借贷行为和防范金融风险的通告", "民间借贷"),
        ("青澜新区管理委员会办公室关于进一步推进全区政务新媒体健康有序发展的意见", "新媒体"),
        ("青澜新区管理委员会关于对第二批老旧小区改造项目验收情况进行通报的通知", "第二批老旧"),
    ],
)
def test_names_of_bodies_and_what_is_counted_stay_whole(title: str, whole: str) -> None:
    assert any(whole in line for line in balanced(title))
