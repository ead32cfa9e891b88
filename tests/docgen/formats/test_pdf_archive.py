"""What an archive asks of a PDF: tags in reading order, metadata, colours, boxes, the attached draft."""

# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
# pyright: reportIndexIssue=false, reportOptionalMemberAccess=false, reportAttributeAccessIssue=false
# ruff: noqa: ANN401
# pypdf's objects have no types of their own

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
import pypdf
import pytest

from docgen.formats.pdf import write_pdf
from docgen.layout import typeset
from docgen.model import Document, Form, Paragraph, Picture, Table
from docgen.pages import Text
from docgen.source import parse

SPECIMENS = sorted((Path(__file__).resolve().parents[3] / "docs" / "specimens").glob("*.md"))

LONG = Document(
    form=Form.PLAIN,
    title="青澜新区防汛工作方案",
    issuer="青澜新区水务局",
    document_number="青水〔2026〕3号",
    issue_date=date(2026, 4, 15),
    body=(
        Paragraph("一、总体要求", 1, 6),
        Paragraph("做好各项准备工作，" * 90),
        Table((("单位", "任务"), *((f"第{n}队", "巡查" if n % 3 else "") for n in range(60)))),
        Paragraph("（一）加强领导。各单位要高度重视。", 2, 8),
    ),
)


def pdf_of(document: Document, source: bytes = b"", folder: Path | None = None) -> bytes:
    return write_pdf(typeset(document, folder=folder), document, source)


def tree(data: bytes) -> list[tuple[str, str]]:
    """(tag, text) of every structure element, in order: the tree read by pypdf, the marked text by pdfplumber."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1)}
    marked: dict[tuple[int, int], str] = {}
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for char in page.chars:
                key = (page.page_number, char.get("mcid", -1))
                marked[key] = marked.get(key, "") + char["text"]
    found: list[tuple[str, str]] = []
    for element in structure(data):
        kids = [kid for kid in element["/K"] if isinstance(kid, int) or "/MCID" in kid.get_object()]
        places = [
            (element, kid) if isinstance(kid, int) else (kid.get_object(), kid.get_object()["/MCID"]) for kid in kids
        ]
        text = "".join(marked.get((numbers[place.raw_get("/Pg").idnum], mcid), "") for place, mcid in places)
        found.append((element["/S"][1:], text))
    return found


def is_within(part: str, whole: str) -> bool:
    """Do the characters of `part` stand in `whole` in the same order?"""
    rest = iter(whole)
    return all(character in rest for character in part)


def tags(root: Any) -> Iterator[Any]:
    """Every structure element below a root, in order, read by pypdf."""
    kids = root.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object()
        if isinstance(found, dict) and "/S" in found:
            yield found
            yield from tags(found)


def structure(data: bytes) -> list[Any]:
    return list(tags(pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]))


def test_the_elements_are_those_of_the_paper_in_reading_order() -> None:
    found = [element["/S"][1:] for element in structure(pdf_of(LONG))]
    assert found[0] == "Document"
    assert [tag for tag in found if tag not in ("TR", "TD")][1:] == ["H1", "H2", "P", "Table", "TH", "TH", "H3", "P"]
    assert found.count("TR") == 61


def test_a_paragraph_over_two_pages_is_one_element() -> None:
    parts = [element for element in structure(pdf_of(LONG)) if element["/S"] == "/P"]
    other = [kid for element in parts for kid in element["/K"] if isinstance(kid.get_object(), dict)]
    assert len(other) == 1


def test_a_header_row_repeated_overleaf_is_no_part_of_the_text() -> None:
    heads = [element for element in structure(pdf_of(LONG)) if element["/S"] == "/TH"]
    assert len(heads) == 2


def test_every_row_has_every_cell_empty_ones_too() -> None:
    rows = [element for element in structure(pdf_of(LONG)) if element["/S"] == "/TR"]
    assert {len(row["/K"]) for row in rows} == {2}


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_the_tree_gives_the_text_in_the_order_of_the_pages(path: Path) -> None:
    document, _ = parse(path.read_text("utf-8"))
    layout = typeset(document, folder=path.parent)
    printed = "".join(item.text for page in layout.pages for item in page.items if isinstance(item, Text))
    told = "".join(text for _, text in tree(write_pdf(layout, document)))
    missing = len(re.sub(r"— \d+ —", "", printed)) - len(told)
    assert is_within(told, printed)
    assert missing == 0


def test_every_bookmark_begins_a_heading() -> None:
    document, _ = parse(next(path for path in SPECIMENS if path.stem == "普通").read_text("utf-8"))
    layout = typeset(document)
    headings = [text for tag, text in tree(write_pdf(layout, document)) if re.fullmatch("H[1-6]", tag)]
    assert len(headings) == len(layout.outline)
    assert all(text.startswith(entry.title) for text, entry in zip(headings, layout.outline, strict=True))


def test_a_picture_has_its_words(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (40, 40), "navy").save(tmp_path / "a.png")
    data = pdf_of(Document(form=Form.PLAIN, body=(Picture("a.png", "泵站外景"),)), folder=tmp_path)
    figures = [element for element in structure(data) if element["/S"] == "/Figure"]
    assert [figure["/Alt"] for figure in figures] == ["泵站外景"]


def test_the_draft_is_attached_as_the_source_of_the_document() -> None:
    source = "---\r\n标题: 试\r\n---\r\n".encode()
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(LONG, source)))
    root: Any = reader.trailer["/Root"]
    assert reader.attachments["source.md"] == [source]
    assert [spec.get_object()["/AFRelationship"] for spec in root["/AF"]] == ["/Source"]


def test_language_title_metadata_and_colour_space_are_told() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(LONG)))
    root: Any = reader.trailer["/Root"]
    metadata = reader.xmp_metadata
    assert root["/Lang"] == "zh-CN"
    assert str(root["/MarkInfo"]["/Marked"]) == "True"
    assert str(root["/ViewerPreferences"]["/DisplayDocTitle"]) == "True"
    assert metadata
    assert metadata.dc_title == {"x-default": LONG.title}
    assert metadata.dc_creator == [LONG.issuer]
    intent = root["/OutputIntents"][0].get_object()
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"
    assert b"<pdfaid:part>3</pdfaid:part>" in root["/Metadata"].get_object().get_data()


def test_every_page_has_a_trim_box_and_every_font_is_embedded() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(LONG)))
    for page in reader.pages:
        box: Any = page["/TrimBox"]
        assert [round(float(edge), 1) for edge in box] == [0, 0, 595.3, 841.9]
        fonts: Any = page["/Resources"]["/Font"]
        for font in fonts.values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"].get_object()


def test_black_is_the_black_ink_alone() -> None:
    data = pypdf.PdfReader(io.BytesIO(pdf_of(LONG))).pages[0].get_contents()
    assert data is not None
    assert not re.search(rb"\b0 0 0 (?:rg|RG)\b", data.get_data())


def test_the_identity_comes_from_the_content() -> None:
    def identity(document: Document) -> Any:
        return pypdf.PdfReader(io.BytesIO(pdf_of(document))).trailer["/ID"]

    assert identity(LONG) == identity(LONG)
    assert identity(LONG) != identity(Document(form=Form.PLAIN, title=LONG.title, body=(Paragraph("别的"),)))
