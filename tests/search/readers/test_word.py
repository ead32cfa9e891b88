"""A .docx gives what a reader of the printed page would read, in its order, and nothing that was deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import docx
import pytest

from search.readers import Unreadable
from search.records import Parsed
from tests.search.readers.making import NOTICE, W, docx_bytes, docx_of, docx_with, with_parts, zip_bytes

TextOf = Callable[[str, bytes], str]
Read = Callable[[str, bytes], tuple[Parsed, ...]]


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_paragraphs_come_in_their_order(text_of: TextOf) -> None:
    assert text_of("通知.docx", docx_of(NOTICE.split("\n"))) == NOTICE


def test_a_table_stands_where_it_stood_its_cells_parted_by_tabs(text_of: TextOf) -> None:
    document = docx.Document()
    document.add_paragraph("任务分解如下。")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("任务", "单位", "亮化", "城管局"), strict=True
    ):
        cell.text = text
    document.add_paragraph("请抓好落实。")
    assert text_of("表.docx", docx_bytes(document)) == "任务分解如下。\n任务\t单位\n亮化\t城管局\n请抓好落实。"


def test_a_table_within_a_table_stays_in_its_cell(text_of: TextOf) -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "外"
    inner = outer.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "内一", "内二"
    assert text_of("套表.docx", docx_bytes(document)) == "外\t内一\t内二"


def test_what_was_inserted_is_read_and_what_was_deleted_is_not(text_of: TextOf) -> None:
    tracked = (
        '<w:p><w:r><w:t>投资</w:t></w:r><w:del w:id="1" w:author="甲"><w:r><w:delText>500</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="甲"><w:r><w:t>521</w:t></w:r></w:ins><w:r><w:t>万元。</w:t></w:r></w:p>'
    )
    moved = (
        '<w:p><w:moveFrom w:id="3" w:author="甲"><w:r><w:t>旧处</w:t></w:r></w:moveFrom>'
        '<w:moveTo w:id="4" w:author="甲"><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>'
    )
    assert text_of("修订.docx", docx_with(tracked, moved)) == "投资521万元。\n新处"


def test_a_deleted_row_of_a_table_is_not_read(text_of: TextOf) -> None:
    deleted = f'<w:tr><w:trPr><w:del w:id="1" w:author="甲"/></w:trPr><w:tc>{paragraph("旧行")}</w:tc></w:tr>'
    kept = f"<w:tr><w:tc>{paragraph('新行')}</w:tc></w:tr>"
    assert text_of("行.docx", docx_with(f"<w:tbl><w:tblPr/><w:tblGrid/>{deleted}{kept}</w:tbl>")) == "新行"


def test_a_paragraph_whose_end_was_deleted_runs_on_in_the_next(text_of: TextOf) -> None:
    first = '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="甲"/></w:rPr></w:pPr><w:r><w:t>亮化</w:t></w:r></w:p>'
    assert text_of("并段.docx", docx_with(first, paragraph("工程"))) == "亮化工程"


def test_a_text_box_is_read_once_after_its_paragraph(text_of: TextOf) -> None:
    box = (
        "<w:p><w:r><w:t>正文。</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{paragraph("框内")}</w:txbxContent></wps:txbx>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{paragraph('框内')}</w:txbxContent>"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert text_of("文本框.docx", docx_with(box)) == "正文。\n框内"


def test_headers_stand_before_and_footers_after_the_text_without_page_numbers(text_of: TextOf) -> None:
    document = docx.Document()
    document.add_paragraph("正文。")
    section = document.sections[0]
    section.header.paragraphs[0].text = "青澜新区管理委员会文件"
    section.footer.paragraphs[0].text = "青澜新区管理委员会办公室印发"
    section.footer.add_paragraph("— 3 —")
    assert text_of("眉.docx", docx_bytes(document)) == "青澜新区管理委员会文件\n正文。\n青澜新区管理委员会办公室印发"


def test_a_header_on_every_page_is_read_once(text_of: TextOf) -> None:
    document = docx.Document()
    document.add_paragraph("正文。")
    document.sections[0].header.paragraphs[0].text = "简报"
    second: Any = document.add_section()
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "简报"
    assert text_of("简报.docx", docx_bytes(document)) == "简报\n正文。"


def test_footnotes_stand_at_the_end(text_of: TextOf) -> None:
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph("据2025年统计。")}</w:footnote></w:footnotes>'
    package = with_parts(docx_of(["增长6.5%。"]), {"word/footnotes.xml": notes})
    assert text_of("脚注.docx", package) == "增长6.5%。\n据2025年统计。"


def test_fields_give_what_they_show_and_not_their_codes(text_of: TextOf) -> None:
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>4月15日</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert text_of("域.docx", docx_with(field)) == "4月15日"


def test_the_sound_above_a_character_is_not_part_of_the_word(text_of: TextOf) -> None:
    ruby = (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>lán</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>澜</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r><w:r><w:t>区</w:t></w:r></w:p>"
    )
    assert text_of("拼音.docx", docx_with(ruby)) == "澜区"


def test_a_line_break_within_a_paragraph_is_a_line_break(text_of: TextOf) -> None:
    assert text_of("换行.docx", docx_with("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>")) == "甲\n乙"


def test_numbers_that_word_counts_itself_are_read_as_printed(text_of: TextOf) -> None:
    def level(index: int, form: str, text: str) -> str:
        return (
            f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        )

    levels = (
        level(0, "chineseCounting", "%1、") + level(1, "chineseCountingThousand", "（%2）") + level(2, "decimal", "%3.")
    )
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )

    def item(index: int, text: str) -> str:
        properties = f'<w:pPr><w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="9"/></w:numPr></w:pPr>'
        return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"

    body = docx_with(
        item(0, "总体要求"), item(0, "重点任务"), item(1, "亮化"), item(2, "路灯"), item(2, "桥梁"), item(1, "绿化")
    )
    read = text_of("编号.docx", with_parts(body, {"word/numbering.xml": numbering}))
    assert read.split("\n") == ["一、总体要求", "二、重点任务", "（一）亮化", "1.路灯", "2.桥梁", "（二）绿化"]


@pytest.mark.parametrize(
    ("part", "told"),
    [("word/vbaProject.bin", "带有宏，没有运行"), ("word/embeddings/oleObject1.bin", "嵌有其他文件，没有打开")],
)
def test_macros_and_embedded_objects_are_told_and_left_alone(read: Read, part: str, told: str) -> None:
    (parsed,) = read("带物.docm", with_parts(docx_of(["正文。"]), {part: b"\xd0\xcf\x11\xe0"}))
    assert parsed.text == "正文。"
    assert told in parsed.warnings[0]


def test_an_outside_template_is_told_and_not_fetched(read: Read) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="http://127.0.0.1:9/t.dotm" TargetMode="External"/></Relationships>'
    )
    (parsed,) = read("外链.docx", with_parts(docx_of(["正文。"]), {"word/_rels/settings.xml.rels": relations}))
    assert "引用外部模板" in parsed.warnings[0]


def test_a_zip_called_docx_is_told_to_be_none(read: Read) -> None:
    with pytest.raises(Unreadable, match=r"不是 \.docx 文件"):
        read("假.docx", zip_bytes({"mimetype": "application/epub+zip"}))


def test_a_docx_cut_short_is_told_to_be_damaged(read: Read) -> None:
    whole = docx_of(["正文。"])
    with pytest.raises(Unreadable, match="不完整或已损坏"):
        read("残.docx", whole[: len(whole) // 2])


def test_a_docx_with_broken_xml_is_told_to_be_damaged(read: Read) -> None:
    with pytest.raises(Unreadable, match="内容已损坏"):
        read("坏.docx", with_parts(docx_of([]), {"word/document.xml": "<w:document"}))


def test_a_docx_without_a_word_is_told_to_have_none(read: Read) -> None:
    with pytest.raises(Unreadable, match="没有文字"):
        read("空.docx", docx_of([]))


def test_a_docx_with_a_password_is_told_to_have_one(read: Read) -> None:
    encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)
    with pytest.raises(Unreadable, match="加了密码"):
        read("密.docx", encrypted)
