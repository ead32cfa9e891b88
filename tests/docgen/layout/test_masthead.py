"""Where mark, number, signers and red rules stand, held against the clauses of GB/T 9704—2012."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docgen.layout import standard as std
from docgen.layout import typeset
from docgen.model import Document, Form
from docgen.pages import Part, Role
from tests.docgen.layout.pages_read import MM, ink, left, lines, right, rules, texts
from tests.docgen.layout.papers import NOTICE, TEXT


def mark_top(document: Document) -> float:
    """The upper edge of the mark in points from the page's top."""
    return ink(texts(typeset(document).pages[0], Part.MARK)[0])[0]


# --- head ---


def test_the_mark_begins_35_mm_below_the_type_area() -> None:
    assert mark_top(NOTICE) == pytest.approx(72 * MM, abs=0.1)


def test_the_mark_of_an_order_begins_20_mm_below_the_type_area() -> None:
    assert mark_top(replace(NOTICE, form=Form.ORDER)) == pytest.approx(57 * MM, abs=0.1)


def test_the_mark_of_a_letter_begins_30_mm_below_the_page_top() -> None:
    assert mark_top(replace(NOTICE, form=Form.LETTER)) == pytest.approx(30 * MM, abs=0.1)


def test_the_mark_of_minutes_begins_35_mm_below_the_type_area() -> None:
    assert mark_top(replace(NOTICE, form=Form.MINUTES)) == pytest.approx(72 * MM, abs=0.1)


def test_a_long_mark_is_narrowed_to_the_type_area_exactly() -> None:
    page = typeset(NOTICE).pages[0]
    assert left(page, Part.MARK) == pytest.approx(std.LEFT, abs=0.01)
    assert right(page, Part.MARK) == pytest.approx(std.RIGHT, abs=0.01)


@pytest.mark.parametrize("name", ["青澜", "青澜新区管理委员会办公室综合协调和督促检查工作领导小组"])
def test_no_mark_is_wider_than_the_type_area(name: str) -> None:
    page = typeset(replace(NOTICE, issuer_mark=name + "文件")).pages[0]
    assert left(page, Part.MARK) >= std.LEFT - 0.01
    assert right(page, Part.MARK) <= std.RIGHT + 0.01


def test_the_red_rule_runs_4_mm_below_the_number() -> None:
    page = typeset(NOTICE).pages[0]
    (rule,) = rules(page, Part.RED_RULE)
    bottom = max(ink(text)[1] for text in texts(page, Part.NUMBER))
    assert rule.y1 - rule.width / 2 - bottom == pytest.approx(4 * MM, abs=0.1)
    assert rule.x2 - rule.x1 == pytest.approx(156 * MM)


def test_the_number_stands_two_blank_lines_below_the_mark() -> None:
    page = typeset(NOTICE).pages[0]
    mark, number = texts(page, Part.MARK)[0], texts(page, Part.NUMBER)[0]
    _, bottom = ink(mark)
    top_of_row = number.baseline - 0.88 * 16 - (std.PITCH - 16) / 2
    assert top_of_row - bottom == pytest.approx(2 * std.PITCH, abs=1)


def test_copy_number_secrecy_and_urgency_stand_below_each_other() -> None:
    document = replace(NOTICE, copy_number="000012", secrecy="机密", secrecy_period="5年", urgency="特急")
    page = typeset(document).pages[0]
    assert lines(page, Part.COPY_NUMBER, Part.SECRECY, Part.URGENCY) == ["000012", "机密★5年", "特急"]
    assert {text.role for text in texts(page, Part.SECRECY, Part.URGENCY)} == {Role.HEI}


def test_a_signer_shares_the_line_of_the_number() -> None:
    page = typeset(replace(NOTICE, signers=("林远舟",))).pages[0]
    number, signer = texts(page, Part.NUMBER)[0], texts(page, Part.SIGNER)
    assert {round(text.baseline, 2) for text in (number, *signer)} == {round(number.baseline, 2)}
    assert left(page, Part.NUMBER) == pytest.approx(std.LEFT + std.CELL, abs=0.01)
    assert right(page, Part.SIGNER) == pytest.approx(std.RIGHT - std.CELL, abs=0.01)
    assert [(text.text, text.role) for text in signer] == [("签发人：", Role.BODY), ("林远舟", Role.KAI)]


def test_several_signers_stand_two_a_line_and_the_number_on_the_last() -> None:
    page = typeset(replace(NOTICE, signers=("苏明", "林远舟", "方知夏"))).pages[0]
    names = [text for text in texts(page, Part.SIGNER) if text.role is Role.KAI]
    assert [text.text for text in names] == ["苏明", "林远舟", "方知夏"]
    assert names[0].baseline == pytest.approx(names[1].baseline)
    assert names[0].x == pytest.approx(names[2].x)
    assert texts(page, Part.NUMBER)[0].baseline == pytest.approx(names[2].baseline)


def test_signers_stand_in_two_columns_however_long_their_names() -> None:
    page = typeset(replace(NOTICE, signers=("苏明", "林远舟", "方知夏", "白杨"))).pages[0]
    names = [text for text in texts(page, Part.SIGNER) if text.role is Role.KAI]
    assert names[1].x == pytest.approx(names[3].x)
    assert right(page, Part.SIGNER) == pytest.approx(std.RIGHT - std.CELL, abs=0.01)


def test_a_joint_mark_names_every_issuer_and_puts_the_word_in_their_middle() -> None:
    document = replace(NOTICE, issuer_mark="", joint_issuers=("青澜新区财政局", "青澜新区生态环境局"))
    page = typeset(document).pages[0]
    marks = texts(page, Part.MARK)
    assert [text.text for text in marks] == ["青澜新区管理委员会", "青澜新区财政局", "青澜新区生态环境局", "文件"]
    assert marks[3].baseline == pytest.approx((marks[0].baseline + marks[2].baseline) / 2)


def test_ten_joint_issuers_leave_room_for_text_on_page_1() -> None:
    names = tuple(f"青澜新区第{number}办公室" for number in "一二三四五六七八九")
    page = typeset(replace(NOTICE, issuer_mark="", joint_issuers=names)).pages[0]
    assert texts(page, Part.BODY)


def test_a_preprinted_sheet_is_left_without_red() -> None:
    plain, preprinted = typeset(NOTICE).pages[0], typeset(replace(NOTICE, preprinted=True)).pages[0]
    assert not texts(preprinted, Part.MARK)
    assert not rules(preprinted, Part.RED_RULE)
    assert texts(preprinted, Part.NUMBER) == texts(plain, Part.NUMBER)


# --- letter ---


def test_a_letter_has_two_double_rules_of_170_mm() -> None:
    page = typeset(replace(NOTICE, form=Form.LETTER)).pages[0]
    found = rules(page, Part.RED_RULE)
    assert [rule.x2 - rule.x1 for rule in found] == pytest.approx([170 * MM] * 4)
    assert [rule.width for rule in found] == [2.25, 0.75, 0.75, 2.25]
    assert found[0].x1 == pytest.approx(20 * MM)
    assert found[3].y1 + found[3].width / 2 == pytest.approx((297 - 20) * MM)


def test_the_first_rule_of_a_letter_runs_4_mm_below_the_mark() -> None:
    page = typeset(replace(NOTICE, form=Form.LETTER)).pages[0]
    _, bottom = ink(texts(page, Part.MARK)[0])
    rule = rules(page, Part.RED_RULE)[0]
    assert rule.y1 - rule.width / 2 - bottom == pytest.approx(4 * MM, abs=0.1)


def test_page_1_of_a_letter_has_no_number() -> None:
    layout = typeset(replace(NOTICE, form=Form.LETTER, body=(TEXT,) * 30))
    assert [page.number for page in layout.pages][:2] == [None, 2]


def test_a_letter_has_no_printing_office_and_no_imprint_rules() -> None:
    document = replace(NOTICE, form=Form.LETTER, copies_to="区财政局", printing_office="办公室")
    page = typeset(document).pages[-1]
    assert lines(page, Part.IMPRINT) == ["抄送：区财政局。"]
    assert not rules(page, Part.IMPRINT_RULE)
