"""A .docx of ours has real styles, its own base document and the same bytes for the same input."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from itertools import chain

import docx
import pytest
from docx.document import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.formats.docx import write_docx
from docgen.model import Attachment, Document, Form, Paragraph, Table

OPINION = Document(
    kind="意见",
    issuer="青澜新区管理委员会",
    issuer_mark="青澜新区管理委员会文件",
    document_number="青管〔2026〕15号",
    title="关于加快推进美丽新区建设的实施意见",
    recipients="各乡镇人民政府、街道办事处，区直各部门",
    body=(
        Paragraph("为加快推进美丽新区建设，现提出以下意见。"),
        Paragraph("一、总体要求", 1, 6),
        Paragraph("（一）指导思想。坚持“四个统一”，到2027年建成5G基站300个。", 2, 8),
    ),
    attachment_list=("任务分解表", "项目清单"),
    signature="青澜新区管理委员会",
    issue_date=date(2026, 4, 15),
    note="此件公开发布",
    copies_to="区人大办公室，区政协办公室",
    printing_office="青澜新区管理委员会办公室",
    printing_date=date(2026, 4, 16),
    attachments=(Attachment("任务分解表", (Paragraph("第一项。"),)), Attachment("项目清单", (Paragraph("第二项。"),))),
)


@pytest.fixture(scope="module")
def word() -> WordDocument:
    return docx.Document(io.BytesIO(write_docx(OPINION)))


def _styled(word: WordDocument, style: str) -> list[str]:
    return [paragraph.text for paragraph in word.paragraphs if paragraph.style and paragraph.style.name == style]


@pytest.mark.parametrize(
    ("style", "texts"),
    [
        ("发文机关标志", ["青澜新区管理委员会文件"]),
        ("发文字号", ["青管〔2026〕15号"]),
        ("公文标题", ["关于加快推进美丽新区建设的实施意见"]),
        ("主送机关", ["各乡镇人民政府、街道办事处，区直各部门："]),
        ("一级标题", ["一、总体要求"]),
        ("附件说明", ["附件：1. 任务分解表", "2. 项目清单"]),
        ("署名", ["青澜新区管理委员会"]),
        ("成文日期", ["2026年4月15日"]),
        ("附注", ["（此件公开发布）"]),
        ("附件序号", ["附件1", "附件2"]),
        ("附件标题", ["任务分解表", "项目清单"]),
        ("抄送机关", ["抄送：区人大办公室，区政协办公室。"]),
        ("印发机关", ["青澜新区管理委员会办公室\t2026年4月16日印发"]),
    ],
)
def test_every_element_has_a_style_of_its_own(word: WordDocument, style: str, texts: list[str]) -> None:
    assert _styled(word, style) == texts


def test_no_paragraph_is_there_for_its_space(word: WordDocument) -> None:
    rules = {"红色分隔线", "版记粗线", "版记细线", "版记锚点"}
    empty = {paragraph.style.name for paragraph in word.paragraphs if not paragraph.text and paragraph.style}
    assert empty <= rules


def test_headings_are_in_the_outline() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(OPINION))) as package:
        styles = package.read("word/styles.xml").decode()
    found = [re.search(rf'"{level}级标题"/>.*?outlineLvl w:val="(\d)"', styles) for level in "一二三四"]
    assert [match and match[1] for match in found] == ["0", "1", "2", "3"]


def test_every_run_names_its_faces_and_hints_at_chinese() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(OPINION))) as package:
        text = package.read("word/document.xml").decode()
    assert text.count("<w:r>") == text.count('w:hint="eastAsia"')
    assert "Theme" not in text


def test_figures_in_a_title_are_as_heavy_as_the_characters_beside_them() -> None:
    written = docx.Document(io.BytesIO(write_docx(Document(form=Form.PLAIN, title="关于2026年防汛工作的通知"))))
    runs = [(run.text, bool(run.bold)) for run in written.paragraphs[0].runs]
    assert runs == [("关于", False), ("2026", True), ("年防汛工作的通知", False)]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert write_docx(OPINION) == write_docx(OPINION)


def test_the_properties_say_what_it_is(word: WordDocument) -> None:
    properties = word.core_properties
    assert (properties.title, properties.author, properties.subject, properties.category) == (
        OPINION.title,
        OPINION.issuer,
        OPINION.document_number,
        OPINION.kind,
    )


@pytest.mark.parametrize("form", list(Form))
def test_every_form_can_be_written_even_when_empty(form: Form) -> None:
    assert docx.Document(io.BytesIO(write_docx(Document(form=form)))).element is not None


def test_a_letter_may_begin_with_a_landscape_table() -> None:
    assert write_docx(Document(form=Form.LETTER, body=(Table((("甲",),), landscape=True),)))


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@given(
    form=st.sampled_from(Form),
    head=st.lists(TEXTS, min_size=8, max_size=8),
    body=st.lists(TEXTS, max_size=4),
    cells=st.lists(st.lists(TEXTS, min_size=1, max_size=3), max_size=3),
    landscape=st.booleans(),
)
@settings(max_examples=25, deadline=None)
def test_no_character_is_lost_whatever_the_text(
    form: Form, head: list[str], body: list[str], cells: list[list[str]], landscape: bool
) -> None:
    issuer, mark, number, title, recipients, signature, note, copies = head
    table = Table(tuple(map(tuple, cells)), landscape=landscape)
    document = Document(
        form=form,
        issuer=issuer,
        issuer_mark=mark,
        document_number=number,
        title=title,
        recipients=recipients,
        body=(*map(Paragraph, body), table),
        signature=signature,
        note=note,
        copies_to=copies,
        attachments=(Attachment(title, (table,)),),
    )
    written = _all_text(write_docx(document))
    for character in "".join([title, *body, *chain.from_iterable(cells)]):
        if _HAN.match(character):
            assert character in written


_HAN = re.compile("[㐀-鿿豈-﫿\U00020000-\U0003ffff]")


def _all_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return re.sub("<[^>]+>", "", package.read("word/document.xml").decode())


def test_characters_that_a_file_cannot_hold_are_left_out() -> None:
    written = docx.Document(io.BytesIO(write_docx(Document(form=Form.PLAIN, body=(Paragraph("甲\x00乙\ud800丙"),)))))
    assert written.paragraphs[0].text == "甲乙丙"
