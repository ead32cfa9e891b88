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


@pytest.mark.parametrize(
    ("text", "bold"),
    [("第一条　为了加强管理，制定本办法。", "第一条"), ("第二十一条 本办法自发布之日起施行。", "第二十一条")],
)
def test_the_number_of_an_article_is_in_hei(text: str, bold: str) -> None:
    page = typeset(Document(form=Form.PLAIN, body=(Paragraph(text),))).pages[0]
    assert "".join(run.text for run in texts(page, Part.BODY) if run.role is Role.HEI) == bold


def test_a_chapter_is_centred_in_hei_and_stays_with_its_first_article() -> None:
    chapter, article = Paragraph("第一章　总则", line=1), Paragraph("第一条　为了加强管理。", line=2)
    layout = typeset(Document(form=Form.PLAIN, body=(*[Paragraph("一行。")] * 21, chapter, article)))
    (run,) = [run for run in texts(layout.pages[1], Part.BODY) if "总则" in run.text]
    middle = run.x + sum(run.advances) / 2
    assert middle == pytest.approx(std.LEFT + std.WIDTH / 2, abs=0.5)
    assert run.role is Role.HEI
    assert [entry.title for entry in layout.outline] == ["第一章　总则"]


def test_running_text_that_names_an_article_or_a_house_without_them_stays_as_it_is() -> None:
    for text, profile in (("第一条规定了职责。", Profile()), ("第一条　为了加强管理。", Profile(articles=False))):
        page = typeset(Document(form=Form.PLAIN, body=(Paragraph(text),)), profile=profile).pages[0]
        assert {run.role for run in texts(page, Part.BODY)} == {Role.BODY}


def test_the_marks_of_units_stand_in_the_latin_face_without_a_gap() -> None:
    page = typeset(Document(form=Form.PLAIN, body=(Paragraph("面积500m²，浓度3μg/m³，排放CO₂。"),))).pages[0]
    runs = [run.text for run in texts(page, Part.BODY)]
    assert {"500m²", "3μg/m³", "CO₂"} <= set(runs)
