"""Tables and pictures in the text."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.layout import standard as std
from docgen.layout import typeset
from docgen.model import Align, Document, Form, Picture, Table
from docgen.pages import Image, Part
from tests.docgen.layout.pages_read import all_text, lines, right, rules, texts
from tests.docgen.layout.papers import NOTICE, TEXT

TABLE = Table(
    (("序号", "任务", "投资"), *((str(n), f"第{n}项任务", f"{n * 1000}") for n in range(1, 61))), caption="任务表"
)


def test_a_table_repeats_its_header_on_every_page() -> None:
    layout = typeset(Document(form=Form.PLAIN, body=(TABLE,)))
    assert len(layout.pages) == 2
    assert all("序号任务投资" in lines(page, Part.TABLE)[:2] for page in layout.pages)


def test_numbers_in_a_table_line_up_on_the_right() -> None:
    page = typeset(Document(form=Form.PLAIN, body=(TABLE,))).pages[0]
    numbers = [text for text in texts(page, Part.TABLE) if text.text.endswith("000")]
    assert len({round(text.x + sum(text.advances), 2) for text in numbers}) == 1


def test_a_cell_higher_than_a_page_goes_on_overleaf() -> None:
    table = Table((("甲", "乙"), ("文" * 3000, "丙")))
    layout = typeset(Document(form=Form.PLAIN, body=(table,)))
    assert all_text(layout).count("文") == 3000
    assert all(text.baseline < std.BOTTOM for page in layout.pages for text in texts(page, Part.TABLE))


def test_a_landscape_table_is_turned_but_its_page_number_is_not() -> None:
    layout = typeset(replace(NOTICE, body=(TEXT, replace(TABLE, landscape=True))))
    page = layout.pages[1]
    assert all(text.turned for text in texts(page, Part.TABLE))
    assert not any(text.turned for text in texts(page, Part.PAGE_NUMBER))
    assert all(std.LEFT - 1 <= text.x <= std.RIGHT + 1 for text in texts(page, Part.TABLE))
    assert all(std.TOP - 1 <= text.baseline <= std.BOTTOM + 1 for text in texts(page, Part.TABLE))


def test_an_aligned_column_stays_as_typed() -> None:
    table = Table((("甲", "乙"), ("1", "文")), aligns=(Align.CENTRE, Align.RIGHT))
    page = typeset(Document(form=Form.PLAIN, body=(table,))).pages[0]
    last = texts(page, Part.TABLE)[-1]
    assert last.x + sum(last.advances) == pytest.approx(std.RIGHT - 5, abs=0.1)


def test_a_missing_picture_is_named_in_a_finding_and_on_the_page() -> None:
    layout = typeset(Document(form=Form.PLAIN, body=(Picture("无.png", "示意图", 7),)))
    assert [(finding.paragraph, finding.text) for finding in layout.findings] == [(7, "无.png")]
    assert lines(layout.pages[0], Part.PICTURE) == ["（图片“示意图”）"]


def test_a_picture_is_centred_with_its_caption_below(tmp_path: Path) -> None:
    from PIL import Image as Images

    Images.new("RGB", (3000, 1000)).save(tmp_path / "图.png")
    page = typeset(Document(form=Form.PLAIN, body=(Picture("图.png", "示意图"),)), folder=tmp_path).pages[0]
    (image,) = [item for item in page.items if isinstance(item, Image)]
    assert image.width == pytest.approx(std.WIDTH)
    assert image.height == pytest.approx(std.WIDTH / 3)
    assert texts(page, Part.PICTURE)[0].baseline > image.y + image.height


WIDE = Table(
    (
        ("乡镇（街道）", *(f"指标{number}" for number in range(1, 12))),
        *((f"第{row}街道办事处", *(f"{row * number * 375:,.1f}" for number in range(1, 12))) for row in range(1, 6)),
    )
)


def test_no_number_of_a_wide_table_is_cut() -> None:
    page = typeset(Document(form=Form.PLAIN, body=(WIDE,))).pages[0]
    printed = {text.text for text in texts(page, Part.TABLE)}
    assert {cell for row in WIDE.rows[1:] for cell in row[1:]} <= printed
    assert right(page, Part.TABLE) <= std.RIGHT


def test_a_wide_table_takes_smaller_text_and_a_narrow_one_the_usual() -> None:
    sizes = [
        {text.size for text in texts(typeset(Document(form=Form.PLAIN, body=(table,))).pages[0], Part.TABLE)}
        for table in (WIDE, TABLE)
    ]
    assert max(sizes[0]) < 12
    assert sizes[1] == {12, 14}  # the caption is of 4号


@given(
    st.lists(st.lists(st.text("青澜新区1234567890.,%", max_size=30), min_size=1, max_size=14), min_size=1, max_size=4)
)
def test_a_table_is_as_wide_as_the_type_area_whatever_stands_in_it(cells: list[list[str]]) -> None:
    page = typeset(Document(form=Form.PLAIN, body=(Table(tuple(map(tuple, cells))),))).pages[0]
    across = [rule for rule in rules(page, Part.TABLE) if rule.y1 == rule.y2]
    assert all(rule.x2 - rule.x1 == pytest.approx(std.WIDTH, abs=0.01) for rule in across)
    down = sorted({round(rule.x1, 2) for rule in rules(page, Part.TABLE) if rule.x1 == rule.x2})
    assert all(after - before > 5 for before, after in pairwise(down))


def long_table(count: int) -> Table:
    cells = (
        (f"{n}", f"第{n}街道办事处", "人行道整治", f"{n * 37}.5", f"2026年{n % 12 + 1}月底")
        for n in range(1, count + 1)
    )
    return Table((("序号", "单位", "任务", "投资", "时限"), *cells))


def test_seventy_five_rows_of_short_cells_take_three_pages() -> None:
    layout = typeset(replace(NOTICE, body=(TEXT, long_table(75))))
    assert sum(bool(texts(page, Part.TABLE)) for page in layout.pages) <= 3


def test_the_text_below_a_table_stands_on_the_grid_again() -> None:
    layout = typeset(Document(form=Form.PLAIN, body=(TEXT, long_table(4), TEXT)))
    baselines = [text.baseline for text in texts(layout.pages[0], Part.BODY)]
    steps = [(after - before) / std.PITCH for before, after in pairwise(baselines)]
    assert all(step == pytest.approx(round(step), abs=0.001) for step in steps)


def test_an_address_is_parted_at_its_joints_and_squeezes_no_other_column() -> None:
    address = "wangjiang.chengguan.office@qinglan-xinqu.example.cn"
    rows = (("单位", "职务", "手机", "邮箱"), ("望江街道办事处城市管理办公室", "副主任", "13800000000", address))
    page = typeset(Document(form=Form.PLAIN, body=(Table(rows),))).pages[0]
    runs = [text for text in texts(page, Part.TABLE) if text.origin.row == 1]
    unit = [text for text in runs if text.origin.cell == 0]
    parted = [text.text for text in runs if text.origin.cell == 3]
    assert {text.size for text in runs} == {12}
    assert min(len(text.text) for text in unit) >= 4
    assert "".join(parted) == address
    assert all(part[-1] in "@.-" for part in parted[:-1])


def test_a_header_does_not_stand_alone_at_the_foot_of_a_page() -> None:
    for count in range(14, 23):
        body = (*[TEXT] * count, Table((("甲", "乙"), ("一\n二\n三", "丁"))))
        layout = typeset(Document(form=Form.PLAIN, body=body))
        with_table = [page for page in layout.pages if texts(page, Part.TABLE)]
        assert all({text.origin.row for text in texts(page, Part.TABLE)} != {0} for page in with_table)


@given(st.lists(st.lists(st.text("青澜新区a1.@/- ", max_size=60), min_size=1, max_size=6), min_size=1, max_size=30))
def test_no_character_of_a_table_is_lost(cells: list[list[str]]) -> None:
    layout = typeset(Document(form=Form.PLAIN, body=(Table(tuple(map(tuple, cells)), header_rows=0),)))
    printed = "".join(text.text for page in layout.pages for text in texts(page, Part.TABLE))
    typed = "".join("".join(row) for row in cells)
    assert sorted(printed.replace(" ", "")) == sorted(typed.replace(" ", ""))
