"""Where lines may end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.fonts import is_half_width
from docgen.layout import standard as std
from docgen.layout.breaking import NOT_AT_END, NOT_AT_START, break_lines, can_break

CELL = std.SIZE + std.TRACKING


def broken(text: str, cells: float = std.CELLS) -> list[str]:
    """The lines of a text in a measure of so many cells."""
    widths = [CELL / 2 if is_half_width(character) or character == " " else CELL for character in text]
    return [text[line.start : line.end] for line in break_lines(text, widths, cells * CELL + 1.2)]


def test_a_full_line_holds_28_characters() -> None:
    assert [len(line) for line in broken("文" * 60)] == [28, 28, 4]


def test_a_stop_takes_the_character_before_it_down() -> None:
    assert broken("一二三四五。六", 5) == ["一二三四", "五。六"]


def test_an_opening_mark_goes_down_to_its_word() -> None:
    assert broken("一二三四《五六》", 5) == ["一二三四", "《五六》"]


@pytest.mark.parametrize("pair", ["——", "……"])
def test_two_cell_marks_stay_whole(pair: str) -> None:
    assert broken(f"一二三四{pair}五六", 5) == ["一二三四", f"{pair}五六"]


@pytest.mark.parametrize("dash", ["—", "–", "－", "-", "～"])
def test_a_connecting_dash_does_not_begin_a_line(dash: str) -> None:
    assert broken(f"一二三四北京{dash}上海", 6) == ["一二三四北", f"京{dash}上海"]


@pytest.mark.parametrize("word", ["GDP2030", "3.5万元", "15%", "120万平方米", "〔2026〕15号", "2021—2025年", "第12条"])
def test_numbers_units_and_words_stay_whole(word: str) -> None:
    allowed = can_break(word)
    assert not any(allowed[1 : len(word)])


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert broken("a" * 25, 5) == ["a" * 10, "a" * 10, "a" * 5]


def test_a_last_line_is_not_one_character() -> None:
    assert broken("一二三四五六七八九十甲。", 10) == ["一二三四五六七八九", "十甲。"]


def test_a_held_line_is_told() -> None:
    text = "一二三四2026年五六"
    widths = [CELL / 2 if is_half_width(character) else CELL for character in text]
    assert [line.held for line in break_lines(text, widths, 6 * CELL)] == [True, False]


def test_a_measure_of_nothing_takes_a_character_a_line() -> None:
    assert broken("文字a", -1) == ["文", "字", "a"]


@given(st.text(), st.floats(-5, 40))
def test_lines_cover_any_text_without_gaps(text: str, cells: float) -> None:
    assert "".join(broken(text, cells)) == text


@given(st.text("文字，。《》“”（）——……", max_size=200))
def test_no_line_begins_or_ends_wrongly_where_it_can_be_helped(text: str) -> None:
    allowed = can_break(text)
    place = 0
    for line in broken(text)[:-1]:
        start, place = place, place + len(line)
        if any(allowed[start + 1 : place + 1]):
            assert text[place] not in NOT_AT_START
            assert text[place - 1] not in NOT_AT_END
