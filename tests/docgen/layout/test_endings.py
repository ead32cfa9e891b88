"""Where signature, date, imprint and page numbers stand, held against the clauses of GB/T 9704—2012."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from docgen.layout import standard as std
from docgen.layout import typeset
from docgen.model import Attachment, Document, Ending, Form, Paragraph, Table
from docgen.pages import Layout, Part, Role
from docgen.profile import PageNumbers, Profile
from tests.docgen.layout.pages_read import MM, left, lines, right, rules, texts
from tests.docgen.layout.papers import NOTICE, TEXT

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


def test_an_unsealed_name_longer_than_the_date_keeps_its_place_however_little() -> None:
    page = typeset(replace(NOTICE, signature="青澜新区管理委员会", ending=Ending.UNSEALED)).pages[0]
    assert right(page, Part.SIGNATURE) == pytest.approx(std.RIGHT - 2 * std.CELL, abs=0.01)
    assert right(page, Part.DATE) < std.RIGHT


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


def test_joint_seals_stand_two_a_row_where_one_name_alone_is_long() -> None:
    names = "青澜新区水务局、青澜新区住房和城乡建设局、青澜新区审计局、青澜新区农业农村局"
    document = replace(NOTICE, joint_issuers=("青澜新区审计局",), signature=names, ending=Ending.SEALED)
    found = texts(typeset(document).pages[-1], Part.SIGNATURE)
    assert len({round(text.baseline) for text in found}) == 2
    assert found[0].x + sum(found[0].advances) < found[1].x


@pytest.mark.parametrize("count", range(12, 60))
def test_signature_and_date_never_stand_alone(count: int) -> None:
    layout = typeset(replace(NOTICE, body=tuple(Paragraph("甲" * 20) for _ in range(count))))
    page = next(page for page in layout.pages if texts(page, Part.DATE))
    assert texts(page, Part.BODY)
    assert texts(layout.pages[0], Part.BODY)


@pytest.mark.parametrize("count", range(14, 25))
def test_the_date_of_a_press_release_has_text_on_its_page_too(count: int) -> None:
    document = Document(
        form=Form.PRESS, title="启动", body=tuple([Paragraph("甲")] * count), issue_date=date(2026, 4, 15)
    )
    document = replace(document, supplied_by="新闻科", reviewed_by="叶知秋")
    layout = typeset(document)
    page = next(page for page in layout.pages if texts(page, Part.DATE))
    assert texts(page, Part.BODY)
    assert layout.findings == ()


def test_a_signature_that_must_stand_alone_is_told() -> None:
    table = Table((("序号", "任务"), ("1", "甲")), landscape=True)
    layout = typeset(replace(NOTICE, body=(TEXT, table)))
    assert [(finding.rule, finding.clause) for finding in layout.findings] == [
        ("signature-page", "GB/T 9704—2012 7.3.5.5")
    ]
    assert typeset(replace(NOTICE, body=(TEXT, table, TEXT))).findings == ()


def test_a_signature_below_a_list_of_attachments_has_text_on_its_page_too() -> None:
    for count in range(9, 24):
        document = replace(NOTICE, body=tuple([Paragraph("甲")] * count), attachment_list=("乙", "丙", "丁"))
        page = next(page for page in typeset(document).pages if texts(page, Part.DATE))
        assert texts(page, Part.BODY)


def test_a_page_that_hands_its_last_line_to_the_signature_keeps_its_pitch() -> None:
    layout = typeset(replace(NOTICE, body=tuple([Paragraph("甲乙丙丁。")] * 7), note="此件公开发布"))
    assert layout.adjustments == ("第1面正文末行移至下一面，使署名和成文日期与正文同面（7.3.5.5）。",)
    assert lines(layout.pages[1], Part.BODY) == ["甲乙丙丁。"]
    baselines = [text.baseline for text in texts(layout.pages[0], Part.BODY)]
    assert all(after - before == pytest.approx(std.PITCH) for before, after in pairwise(baselines))


def test_a_last_line_of_one_word_takes_the_line_above_along_to_the_signature() -> None:
    body = (*[Paragraph("甲乙丙丁。")] * 5, Paragraph("文" * 25 + "执行。"))
    layout = typeset(replace(NOTICE, body=body, note="此件公开发布"))
    assert lines(layout.pages[1], Part.BODY) == ["文" * 25, "执行。"]


def test_changed_spacing_is_told() -> None:
    told = [typeset(replace(NOTICE, body=tuple([Paragraph("甲")] * count))).adjustments for count in range(22, 44)]
    assert any(told)
    assert all("7.3.5.5" in sentence for sentences in told for sentence in sentences)


def test_text_never_runs_into_a_table_to_make_room_for_the_signature() -> None:
    table = Table((("序号", "任务"), ("1", "甲<br>乙<br>丙<br>丁")))
    for count in range(18, 40):
        layout = typeset(replace(NOTICE, body=(*[Paragraph("甲")] * count, table, Paragraph("乙"))))
        page = next(page for page in layout.pages if texts(page, Part.TABLE))
        foot = max(rule.y2 for rule in rules(page, Part.TABLE))
        assert all(abs(text.baseline - foot) > 0.8 * std.SIZE for text in texts(page, Part.BODY)), count


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


def apart(count: int, profile: Profile | None = None) -> Layout:
    """A notice of so many lines whose two attachments are bound apart, the first of two pages."""
    long = Attachment("甲表", tuple([Paragraph("甲")] * 25))
    document = replace(PRINTED, document_number="青管〔2026〕15号", attachments_apart=True)
    body = tuple([Paragraph("甲")] * count)
    return typeset(replace(document, body=body, attachments=(long, Attachment("乙表", (TEXT,)))), profile=profile)


def test_attachments_bound_apart_begin_with_the_number_of_their_paper_at_the_top_left() -> None:
    layout = apart(1)
    first = [page for page in layout.pages if any("附件" in line for line in lines(page, Part.ATTACHMENT))]
    for page, name, title in zip(first, ("附件1", "附件2"), ("甲表", "乙表"), strict=True):
        assert lines(page, Part.ATTACHMENT)[:2] == [f"青管〔2026〕15号{name}", title]
        label = texts(page, Part.ATTACHMENT)[0]
        assert label.role is Role.HEI
        assert label.x == pytest.approx(std.LEFT, abs=0.01)
        assert std.TOP < label.baseline < std.TOP + std.PITCH
        heading = next(text for text in texts(page, Part.ATTACHMENT) if text.text == title)
        assert heading.baseline - label.baseline == pytest.approx(2 * std.PITCH, abs=3)


@pytest.mark.parametrize(
    ("count", "main"),
    [(1, [1, None]), (3, [1, 2]), (25, [1, 2, 3, None])],
)
def test_attachments_bound_apart_have_leaves_and_numbers_of_their_own(count: int, main: list[int | None]) -> None:
    layout = apart(count)
    assert [page.number for page in layout.pages] == [*main, 1, 2, 1]
    (imprint,) = (page for page in layout.pages if texts(page, Part.IMPRINT))
    assert imprint.number == max(number for number in main if number)
    assert "附件另装" in layout.adjustments[-1]


def test_the_numbers_of_a_paper_end_with_its_imprint_where_its_attachments_are_bound_apart() -> None:
    layout = apart(25, Profile(even_page_imprint=True))
    assert [page.number for page in layout.pages] == [1, 2, None, None, 1, 2, 1]
    assert texts(layout.pages[3], Part.IMPRINT)


def test_a_single_attachment_bound_apart_has_no_order() -> None:
    document = replace(PRINTED, document_number="青管〔2026〕15号", attachments_apart=True)
    layout = typeset(replace(document, attachments=(Attachment("甲表", (TEXT,)),)))
    assert lines(layout.pages[-1], Part.ATTACHMENT)[0] == "青管〔2026〕15号附件"


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


JOINT = Document(
    kind="通知",
    issuer="青澜新区水务局",
    joint_issuers=("青澜新区财政局", "青澜新区生态环境局"),
    issuer_mark="青澜新区水务局文件",
    document_number="青水〔2026〕3号",
    title="关于做好防汛工作的通知",
    signature="青澜新区水务局",
    issue_date=date(2026, 5, 1),
    body=(TEXT,),
)


def test_every_body_of_a_joint_paper_stands_in_the_mark_and_signs() -> None:
    layout = typeset(JOINT)
    for part in (Part.MARK, Part.SIGNATURE):
        shown = "".join(item.text for page in layout.pages for item in texts(page, part))
        assert [name for name in (JOINT.issuer, *JOINT.joint_issuers) if name not in shown] == []


def test_a_body_that_signs_already_does_not_sign_twice() -> None:
    signed = replace(JOINT, signature="青澜新区财政局、青澜新区水务局")
    shown = "".join(item.text for page in typeset(signed).pages for item in texts(page, Part.SIGNATURE))
    assert [shown.count(name) for name in (JOINT.issuer, *JOINT.joint_issuers)] == [1, 1, 1]
