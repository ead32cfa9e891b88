"""The PDF: what can be copied, searched, navigated and trusted to stay the same."""

# pyright: basic
# The readers of PDF have no types worth the name.

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
import pypdf
import pypdfium2
import pytest

from docgen.formats.pdf import write_pdf
from docgen.formats.pdf.fonts import to_unicode
from docgen.layout import typeset
from docgen.model import Attachment, Document, Form, Paragraph, Picture
from docgen.profile import Profile

RARE = "龘𫖯䶮镕喆堃祎"
DOCUMENT = Document(
    issuer="青澜新区管理委员会",
    issuer_mark="青澜新区管理委员会文件",
    document_number="青管〔2026〕15号",
    title="关于开展美丽新区建设的意见",
    recipients="各乡镇人民政府",
    signature="青澜新区管理委员会",
    issue_date=date(2026, 4, 15),
    body=(
        Paragraph("一、总体要求", 1, 6),
        Paragraph("（一）指导思想。到2030年GDP增长5.5%，——坚持绿色发展……", 2, 8),
        Paragraph(f"联系人：{RARE}。"),
    ),
    attachments=(Attachment("任务分解表", (Paragraph("甲"),)),),
)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return write_pdf(typeset(DOCUMENT), DOCUMENT)


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_same_document_gives_the_same_bytes(pdf: bytes) -> None:
    assert write_pdf(typeset(DOCUMENT), DOCUMENT) == pdf


def test_text_comes_out_as_it_went_in(pdf: bytes) -> None:
    text = plain("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)))
    for block in DOCUMENT.body:
        assert isinstance(block, Paragraph)
        assert block.text in text


def test_characters_beyond_the_basic_plane_can_be_copied(pdf: bytes) -> None:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        assert RARE in plain(opened.pages[0].extract_text())
    assert RARE in plain(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text())


def test_characters_beyond_the_basic_plane_can_be_found(pdf: bytes) -> None:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        assert [found["text"] for found in opened.pages[0].search("𫖯䶮")] == ["𫖯䶮"]


def test_a_text_map_writes_rare_characters_in_utf_16() -> None:
    assert "<01> <D86DDDAF>" in to_unicode([0, 0x2B5AF])


def test_every_font_is_an_embedded_subset_with_a_text_map(pdf: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    resources: list[Any] = [page["/Resources"] for page in reader.pages]
    fonts = [font.get_object() for found in resources for font in found["/Font"].values()]
    assert fonts
    for font in fonts:
        assert re.match(r"/[A-Z]{6}\+", font["/BaseFont"])
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font


def test_headings_make_the_outline(pdf: bytes) -> None:
    found = [(item.level, item.get_title()) for item in pypdfium2.PdfDocument(pdf).get_toc()]
    assert found == [
        (0, "关于开展美丽新区建设的意见"),
        (1, "一、总体要求"),
        (2, "（一）指导思想"),
        (0, "任务分解表"),
    ]


def test_metadata_name_title_issuer_number_and_date(pdf: bytes) -> None:
    found = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert (found["Title"], found["Author"]) == ("关于开展美丽新区建设的意见", "青澜新区管理委员会")
    assert found["Subject"] == "青管〔2026〕15号"
    assert found["CreationDate"].startswith("D:20260415")


def test_pages_stay_small() -> None:
    """40 KB a page on average: ten pages with 800 different characters, as a long report has."""
    han = "".join(chr(0x4E00 + (number * number) % 800) for number in range(6000))
    document = Document(form=Form.PLAIN, body=tuple(Paragraph(han[at : at + 300]) for at in range(0, 6000, 300)))
    layout = typeset(document)
    assert len(write_pdf(layout, document)) <= 40_000 * len(layout.pages)


def test_an_empty_document_is_a_page() -> None:
    empty = Document(form=Form.PLAIN)
    assert len(pypdfium2.PdfDocument(write_pdf(typeset(empty), empty))) == 1


def test_a_bold_heading_is_drawn_with_a_stroke() -> None:
    data = write_pdf(typeset(DOCUMENT, profile=Profile(bold_headings=True)), DOCUMENT)
    content = pypdf.PdfReader(io.BytesIO(data)).pages[0].get_contents()
    assert content is not None
    assert b"2 Tr" in content.get_data()


def test_a_picture_is_drawn_at_no_more_dots_than_print_shows(tmp_path: Path) -> None:
    from PIL import Image

    noise = Image.effect_noise((2400, 300), 80).convert("RGB")
    noise.save(tmp_path / "图.png")
    document = Document(form=Form.PLAIN, body=(Picture("图.png", "示意图"),))
    data = write_pdf(typeset(document, folder=tmp_path), document)
    (image,) = pypdf.PdfReader(io.BytesIO(data)).pages[0].images
    assert image.image is not None
    assert image.image.width <= 156 / 25.4 * 200 + 1
