"""Where the elements of each format stand, held against the clauses of GB/T 9704—2012."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from docgen.fonts import find_fonts
from docgen.layout import standard as std
from docgen.layout import typeset
from docgen.layout.breaking import NOT_AT_START
from docgen.model import Align, Attachment, Document, Ending, Form, Paragraph, Picture, Table
from docgen.pages import Image, Part, Role
from docgen.profile import PageNumbers, Profile

sys.path.insert(0, str(Path(__file__).parent))
from pages_read import MM, all_text, extents, left, lines, right, rules, texts

MILLIMETRE = MM
HAN = "青澜新区建设要坚持绿色发展统筹山水林田湖草系统治理"
TEXT = Paragraph(HAN * 3 + "。")
NOTICE = Document(
    issuer="青澜新区管理委员会",
    issuer_mark="青澜新区管理委员会文件",
    document_number="青管〔2026〕15号",
    title="关于开展美丽新区建设的意见",
    recipients="各乡镇人民政府",
    signature="青澜新区管理委员会",
    issue_date=date(2026, 4, 15),
    body=(TEXT,),
)


def ink_top(layout_mark: float, size: float, role: Role = Role.MARK) -> float:
    """The upper edge of the ink of a base line's characters."""
    face = find_fonts().main(role)
    return layout_mark - face.ink[1] / face.units * size


def mark_top(document: Document) -> float:
    """The upper edge of the mark in points from the page's top."""
    mark = texts(typeset(document).pages[0], Part.MARK)[0]
    return ink_top(mark.baseline, mark.size)


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
    number = texts(page, Part.NUMBER)[0]
    bottom = number.baseline + 0.12 * number.size
    assert rule.y1 - rule.width / 2 - bottom == pytest.approx(4 * MM, abs=0.1)
    assert rule.x2 - rule.x1 == pytest.approx(156 * MM)


def test_the_number_stands_two_blank_lines_below_the_mark() -> None:
    page = typeset(NOTICE).pages[0]
    mark, number = texts(page, Part.MARK)[0], texts(page, Part.NUMBER)[0]
    face = find_fonts().main(Role.MARK)
    bottom = mark.baseline - face.ink[0] / face.units * mark.size
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
    page = typeset(replace(NOTICE, signers=("林远舟", "方知夏", "苏明"))).pages[0]
    names = [text for text in texts(page, Part.SIGNER) if text.role is Role.KAI]
    assert [text.text for text in names] == ["林远舟　方知夏", "苏明"]
    assert names[0].x == pytest.approx(names[1].x)
    assert texts(page, Part.NUMBER)[0].baseline == pytest.approx(names[1].baseline)


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
    mark = texts(page, Part.MARK)[0]
    face = find_fonts().main(Role.MARK)
    bottom = mark.baseline - face.ink[0] / face.units * mark.size
    rule = rules(page, Part.RED_RULE)[0]
    assert rule.y1 - rule.width / 2 - bottom == pytest.approx(4 * MM, abs=1 * MM)


def test_page_1_of_a_letter_has_no_number() -> None:
    layout = typeset(replace(NOTICE, form=Form.LETTER, body=(TEXT,) * 30))
    assert [page.number for page in layout.pages][:2] == [None, 2]


def test_a_letter_has_no_printing_office_and_no_imprint_rules() -> None:
    document = replace(NOTICE, form=Form.LETTER, copies_to="区财政局", printing_office="办公室")
    page = typeset(document).pages[-1]
    assert lines(page, Part.IMPRINT) == ["抄送：区财政局。"]
    assert not rules(page, Part.IMPRINT_RULE)


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


# --- signature ---


def test_a_sealed_date_ends_four_characters_from_the_right_under_the_name() -> None:
    page = typeset(replace(NOTICE, ending=Ending.SEALED)).pages[0]
    assert right(page, Part.DATE) == pytest.approx(std.RIGHT - 4 * std.CELL, abs=0.01)
    middles = [(left(page, part) + right(page, part)) / 2 for part in (Part.SIGNATURE, Part.DATE)]
    assert middles[0] == pytest.approx(middles[1], abs=0.01)


def test_an_unsealed_name_ends_two_characters_from_the_right_and_the_date_begins_two_to_its_right() -> None:
    page = typeset(replace(NOTICE, signature="青澜新区管理委员会办公室", ending=Ending.UNSEALED)).pages[0]
    assert right(page, Part.SIGNATURE) == pytest.approx(std.RIGHT - 2 * std.CELL, abs=0.01)
    assert left(page, Part.DATE) - left(page, Part.SIGNATURE) == pytest.approx(2 * std.CELL, abs=0.01)


def test_an_unsealed_name_shorter_than_the_date_moves_in() -> None:
    page = typeset(replace(NOTICE, signature="管委会", ending=Ending.UNSEALED)).pages[0]
    assert right(page, Part.DATE) == pytest.approx(std.RIGHT - 2 * std.CELL, abs=0.01)
    assert left(page, Part.DATE) - left(page, Part.SIGNATURE) == pytest.approx(2 * std.CELL, abs=0.01)


def test_a_signature_stamp_ends_four_characters_from_the_right() -> None:
    document = replace(NOTICE, form=Form.ORDER, stamp_post="区长", stamp_name="林远舟")
    page = typeset(document).pages[0]
    assert right(page, Part.SIGNATURE) == pytest.approx(std.RIGHT - 4 * std.CELL, abs=0.01)
    assert right(page, Part.DATE) == pytest.approx(std.RIGHT - 4 * std.CELL, abs=0.01)


def test_joint_seals_neither_touch_nor_leave_the_type_area() -> None:
    names = "青澜新区甲局、青澜新区乙局、青澜新区丙局、青澜新区丁局"
    document = replace(NOTICE, joint_issuers=("青澜新区乙局",), signature=names, ending=Ending.SEALED)
    page = typeset(replace(document, body=(Paragraph("甲"),))).pages[-1]
    centres = [(text.x + sum(text.advances) / 2, text.baseline) for text in texts(page, Part.SIGNATURE)]
    assert len(centres) == 4
    assert all(std.LEFT + std.SEAL / 2 <= x <= std.RIGHT - std.SEAL / 2 for x, _ in centres)
    for index, (x, y) in enumerate(centres):
        assert all(((x - u) ** 2 + (y - v) ** 2) ** 0.5 > std.SEAL for u, v in centres[index + 1 :])


@pytest.mark.parametrize("count", range(12, 60))
def test_signature_and_date_never_stand_alone(count: int) -> None:
    layout = typeset(replace(NOTICE, body=tuple(Paragraph("甲" * 20) for _ in range(count))))
    page = next(page for page in layout.pages if texts(page, Part.DATE))
    assert texts(page, Part.BODY)
    assert texts(layout.pages[0], Part.BODY)


def test_a_signature_below_a_list_of_attachments_has_text_on_its_page_too() -> None:
    for count in range(9, 24):
        document = replace(NOTICE, body=tuple([Paragraph("甲")] * count), attachment_list=("乙", "丙", "丁"))
        page = next(page for page in typeset(document).pages if texts(page, Part.DATE))
        assert texts(page, Part.BODY)


def test_changed_spacing_is_told() -> None:
    told = [typeset(replace(NOTICE, body=tuple([Paragraph("甲")] * count))).adjustments for count in range(22, 44)]
    assert any(told)
    assert all("7.3.5.5" in sentence for sentences in told for sentence in sentences)


# --- imprint and page numbers ---

PRINTED = replace(NOTICE, copies_to="区人大办公室", printing_office="青澜新区办公室", printing_date=date(2026, 4, 16))


def test_the_last_rule_of_the_imprint_is_the_foot_of_the_last_type_area() -> None:
    page = typeset(PRINTED).pages[-1]
    found = rules(page, Part.IMPRINT_RULE)
    assert [rule.width / MM for rule in found] == pytest.approx([0.35, 0.25, 0.35])
    assert found[-1].y1 + found[-1].width / 2 == pytest.approx((37 + 225) * MM)
    assert all(rule.x2 - rule.x1 == pytest.approx(156 * MM) for rule in found)


def test_the_imprint_stands_a_character_in_on_both_sides() -> None:
    page = typeset(PRINTED).pages[-1]
    assert left(page, Part.IMPRINT) == pytest.approx(std.LEFT + std.CELL, abs=0.01)
    assert right(page, Part.IMPRINT) == pytest.approx(std.RIGHT - std.CELL, abs=0.01)
    assert lines(page, Part.IMPRINT) == ["抄送：区人大办公室。", "青澜新区办公室2026年4月16日印发"]


def test_odd_pages_are_numbered_right_and_even_pages_left() -> None:
    layout = typeset(replace(NOTICE, body=(TEXT,) * 30))
    assert right(layout.pages[0], Part.PAGE_NUMBER) == pytest.approx(std.RIGHT - std.CELL, abs=0.01)
    assert left(layout.pages[1], Part.PAGE_NUMBER) == pytest.approx(std.LEFT + std.CELL, abs=0.01)
    assert lines(layout.pages[1], Part.PAGE_NUMBER) == ["— 2 —"]


def test_the_house_may_leave_numbers_out() -> None:
    page = typeset(NOTICE, profile=Profile(page_numbers=PageNumbers.NONE)).pages[0]
    assert not texts(page, Part.PAGE_NUMBER)


def test_the_house_may_want_the_imprint_on_an_even_page() -> None:
    layout = typeset(PRINTED, profile=Profile(even_page_imprint=True))
    assert len(layout.pages) == 2
    assert texts(layout.pages[1], Part.IMPRINT)
    assert layout.pages[1].number == 2


def test_a_blank_page_before_the_imprint_and_its_page_bear_no_number() -> None:
    document = replace(PRINTED, body=tuple([Paragraph("甲")] * 25))
    layout = typeset(document, profile=Profile(even_page_imprint=True))
    assert len(layout.pages) == 4
    assert [page.number for page in layout.pages] == [1, 2, None, None]


def test_attachments_begin_on_new_pages_and_continue_the_numbers() -> None:
    document = replace(PRINTED, attachments=(Attachment("甲表", (TEXT,)), Attachment("乙表", (TEXT,))))
    layout = typeset(document)
    assert [page.number for page in layout.pages] == [1, 2, 3]
    assert [lines(page, Part.ATTACHMENT)[:2] for page in layout.pages[1:]] == [["附件1", "甲表"], ["附件2", "乙表"]]
    assert texts(layout.pages[-1], Part.IMPRINT)


def test_a_single_attachment_has_no_number() -> None:
    layout = typeset(replace(NOTICE, attachments=(Attachment("甲表", (TEXT,)),)))
    label, title = texts(layout.pages[1], Part.ATTACHMENT)[:2]
    assert (label.text, label.role) == ("附件", Role.HEI)
    assert title.baseline - label.baseline == pytest.approx(2 * std.PITCH, abs=3)


# --- minutes and press ---


def test_attendance_stands_a_blank_line_below_the_text() -> None:
    page = typeset(replace(NOTICE, form=Form.MINUTES, present="林远舟、方知夏", absent="白杨")).pages[0]
    assert lines(page, Part.ATTENDANCE) == ["出席：林远舟、方知夏", "请假：白杨"]
    assert texts(page, Part.ATTENDANCE)[0].role is Role.HEI


def test_a_press_release_opens_with_its_dateline() -> None:
    document = Document(
        form=Form.PRESS, title="启动", dateline="本报讯（记者 方知夏）", body=(TEXT,), supplied_by="新闻科"
    )
    page = typeset(document).pages[0]
    assert lines(page, Part.BODY)[0].startswith("本报讯（记者 方知夏）青澜")
    assert lines(page, Part.NOTE) == ["供稿：新闻科"]
    assert not rules(page, Part.RED_RULE)


# --- tables and pictures ---

TABLE = Table(
    (("序号", "任务", "投资"), *((str(n), f"第{n}项任务", f"{n * 1000}") for n in range(1, 61))), caption="任务表"
)


def test_a_table_repeats_its_header_on_every_page() -> None:
    layout = typeset(Document(form=Form.PLAIN, body=(TABLE,)))
    assert len(layout.pages) == 3
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


# --- reading order ---


def test_text_reads_in_the_order_of_the_source() -> None:
    found = all_text(typeset(NOTICE))
    order = ["青管〔2026〕15号", "关于开展", "各乡镇", HAN, "青澜新区管理委员会2026年"]
    assert [found.index(text) for text in order] == sorted(found.index(text) for text in order)


def test_no_line_begins_with_a_forbidden_character() -> None:
    document = replace(NOTICE, body=(Paragraph("一二，三四。五六！七八；九十、" * 40),))
    for page in typeset(document).pages:
        assert not any(line[0] in NOT_AT_START for line in lines(page, Part.BODY))
