"""Tracking that keeps a word processor's lines the same as ours, and nothing where none is needed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docgen.formats.docx.faces import named_fonts
from docgen.formats.docx.lines import Stretch, cut, stretches, with_held_ends
from docgen.layout import standard as std
from docgen.layout.shaping import Shaper, Span
from docgen.layout.title import balanced
from docgen.pages import Role

INDENTED = std.WIDTH - std.INDENT * std.CELL
SHAPER = Shaper(named_fonts())


def _stretches(text: str) -> list[Stretch]:
    return list(stretches([Span(text, Role.BODY)], SHAPER, std.WIDTH, INDENTED))


def _pieces(text: str) -> list[tuple[str, int | None]]:
    return cut(text, 0, _stretches(text))


def test_a_line_that_every_program_ends_alike_has_no_tracking_of_its_own() -> None:
    assert _pieces("国" * 80) == [("国" * 80, None)]


def test_a_line_that_we_end_early_is_widened() -> None:
    tracking = _stretches("国" * 22 + "共有15万元资金")[0].tracking
    assert tracking is not None
    assert tracking > -5


def test_a_line_that_fits_by_a_hair_is_set_tighter() -> None:
    text = "污水直排口31处、乱搭乱建213处。建议先清理、后建设，6月底前完成集中清理。"
    first = next(stretches([Span(text, Role.BODY)], SHAPER, std.WIDTH, std.WIDTH))
    assert text[: first.end].endswith("6月")
    assert first.tracking is not None
    assert -10 <= first.tracking < -5


def test_a_mark_before_figures_on_the_next_line_stands_in_a_run_of_its_own() -> None:
    assert _pieces("国" * 24 + "甲，15" + "啊" * 30)[:2] == [("国" * 24, None), ("甲，", -6)]


def test_a_cell_ends_early_only_where_it_must() -> None:
    assert with_held_ends("投资（万元）", [14.0] * 6, 60, 0) == "投资\n（万元）"
    assert with_held_ends("区住房城乡建设局", [14.0] * 8, 60, 0) == "区住房城乡建设局"


def test_a_title_line_has_room_for_the_space_beside_its_figures() -> None:
    title = "国务院办公厅转发国家地震局关于1997年地震趋势和进一步做好防震减灾工作意见的通知"
    assert max(map(len, balanced(title, Role.MARK, std.TITLE_SIZE, std.WIDTH, SHAPER))) < 22


@given(st.text("国，（）15A年、 ", max_size=120))
def test_stretches_cover_the_whole_text(text: str) -> None:
    assert "".join(piece for piece, _ in _pieces(text)) == text
