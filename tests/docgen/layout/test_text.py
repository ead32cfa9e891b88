"""How text stands on the grid of 22 lines and 28 cells, held against the clauses of GB/T 9704—2012."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from docgen.layout import standard as std
from docgen.layout import typeset
from docgen.layout.breaking import NOT_AT_START
from docgen.model import Document, Form, Paragraph
from docgen.pages import Part, Role
from docgen.profile import Profile
from tests.docgen.layout.pages_read import MM, all_text, extents, left, lines, right, texts
from tests.docgen.layout.papers import HAN, NOTICE, TEXT

# --- grid ---


def test_a_full_page_has_22_lines_of_28_characters() -> None:
    page = typeset(Document(form=Form.PLAIN, body=(Paragraph("文" * 28 * 60),))).pages[1]
    found = lines(page, Part.BODY)
    assert [len(line) for line in found] == [28] * 22


def test_full_lines_fill_the_type_area() -> None:
    page = typeset(Document(form=Form.PLAIN, body=(Paragraph("文" * 28 * 60),))).pages[1]
    for start, end in extents(page, Part.BODY):
        assert start == pytest.approx(28 * MM, abs=0.01)
        assert end == pytest.approx((28 + 156) * MM, abs=0.01)


def test_lines_stand_28_99_points_apart() -> None:
    page = typeset(Document(form=Form.PLAIN, body=(Paragraph("文" * 28 * 60),))).pages[1]
    baselines = [text.baseline for text in texts(page, Part.BODY)]
    assert all(after - before == pytest.approx(225 * MM / 22) for before, after in pairwise(baselines))


def test_a_paragraph_is_indented_by_two_characters() -> None:
    page = typeset(NOTICE).pages[0]
    assert left(page, Part.BODY) == pytest.approx(28 * MM, abs=0.01)
    assert texts(page, Part.BODY)[0].x == pytest.approx(28 * MM + 2 * std.CELL, abs=0.01)


def test_lines_with_half_width_letters_fill_the_measure_too() -> None:
    document = Document(form=Form.PLAIN, body=(Paragraph("到2030年GDP增长5.5%以上，" * 20),))
    edges = list(extents(typeset(document).pages[0], Part.BODY))
    assert all(end == pytest.approx(std.RIGHT, abs=0.01) for _, end in edges[:-1])


# --- text ---


def test_levels_take_their_faces() -> None:
    body = (
        Paragraph("一、总体要求", 1, 6),
        Paragraph("（一）指导思想。正文", 2, 8),
        Paragraph("1.甲。正文", 3, 4),
        Paragraph("（1）乙。正文", 4, 5),
    )
    page = typeset(replace(NOTICE, body=body)).pages[0]
    roles = {text.text[:2]: text.role for text in texts(page, Part.BODY)}
    assert (roles["一、"], roles["（一"], roles["正文"]) == (Role.HEI, Role.KAI, Role.BODY)


def test_bold_headings_are_a_house_switch() -> None:
    document = replace(NOTICE, body=(Paragraph("一、总体要求", 1, 6), TEXT))
    bold = [text.text for text in texts(typeset(document, profile=Profile(bold_headings=True)).pages[0]) if text.bold]
    assert bold == ["一、总体要求"]


def test_a_heading_is_not_left_at_the_foot_of_a_page() -> None:
    for count in range(18, 26):
        body = (*[Paragraph("甲")] * count, Paragraph("一、总体要求", 1, 6), Paragraph("乙"), *[Paragraph("丙")] * 30)
        for page in typeset(Document(form=Form.PLAIN, body=body)).pages:
            assert lines(page, Part.BODY)[-1] != "一、总体要求"


def test_recipients_that_would_push_the_text_off_page_1_go_to_the_imprint() -> None:
    many = "，".join(f"青澜新区第{number}单位" for number in range(60))
    layout = typeset(replace(NOTICE, recipients=many))
    assert not texts(layout.pages[0], Part.RECIPIENTS)
    assert texts(layout.pages[0], Part.BODY)
    assert lines(layout.pages[-1], Part.IMPRINT)[0].startswith("主送：青澜新区第0单位")
    assert any("7.3.2" in told for told in layout.adjustments)


def test_a_title_is_balanced_and_splits_no_word() -> None:
    title = "关于做好2026年汛期地质灾害防治和城镇内涝隐患排查整治工作的通知"
    found = lines(typeset(replace(NOTICE, title=title)).pages[0], Part.TITLE)
    assert "".join(found) == title
    assert len(found) == 2
    assert max(map(len, found)) - min(map(len, found)) <= 6


def test_the_attachment_list_stands_a_blank_line_below_and_wraps_under_the_name() -> None:
    document = replace(NOTICE, attachment_list=("甲" * 40, "乙"), signature="", issue_date=None)
    page = typeset(document).pages[0]
    starts = [edge[0] for edge in extents(page, Part.ATTACHMENT_LIST)]
    assert starts[0] == pytest.approx(std.LEFT + 2 * std.CELL, abs=0.01)
    number = texts(page, Part.ATTACHMENT_LIST)[1]
    assert starts[1] == pytest.approx(number.x + sum(number.advances), abs=0.1)
    assert starts[2] == pytest.approx(std.LEFT + 5 * std.CELL, abs=0.1)


def test_page_1_shows_text_even_where_the_recipients_leave_room_for_a_heading_only() -> None:
    body = (Paragraph("一、总体要求", 1, 6), TEXT)
    for count in range(60, 110):
        layout = typeset(replace(NOTICE, recipients="甲" * 2 * count, body=body))
        assert any(not text.text.startswith("一、") for text in texts(layout.pages[0], Part.BODY))


def test_a_first_page_without_text_is_a_finding() -> None:
    layout = typeset(replace(NOTICE, signers=tuple("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥")))
    assert [finding.rule for finding in layout.findings] == ["first-page"]


def test_a_number_too_long_for_its_line_is_narrowed() -> None:
    page = typeset(replace(NOTICE, document_number="青" * 60)).pages[0]
    assert left(page, Part.NUMBER) >= std.LEFT - 0.01
    assert right(page, Part.NUMBER) <= std.RIGHT + 0.01


# --- reading order ---


def test_text_reads_in_the_order_of_the_source() -> None:
    found = all_text(typeset(NOTICE))
    order = ["青管〔2026〕15号", "关于开展", "各乡镇", HAN, "青澜新区管理委员会2026年"]
    assert [found.index(text) for text in order] == sorted(found.index(text) for text in order)


def test_no_line_begins_with_a_forbidden_character() -> None:
    document = replace(NOTICE, body=(Paragraph("一二，三四。五六！七八；九十、" * 40),))
    for page in typeset(document).pages:
        assert not any(line[0] in NOT_AT_START for line in lines(page, Part.BODY))
