"""Every file follows the order of elements that the format asks for, and says nothing about this machine."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator

import docx
import pytest

from docgen.formats.docx import write_docx
from docgen.formats.docx.xml import ORDER
from docgen.model import Document, Paragraph
from docgen.profile import Profile
from tests.reference.specimens import FOLDER, Specimen, specimens

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDERS = {
    "pPr": ORDER,
    "rPr": (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "strike", "color", "spacing", "w", "kern", "position"),
        *("sz", "szCs", "highlight", "u", "effect", "vertAlign", "lang", "eastAsianLayout"),
    ),
    "sectPr": (
        *("footerReference", "type", "pgSz", "pgMar", "pgBorders", "lnNumType", "pgNumType"),
        *("cols", "vAlign", "titlePg", "textDirection", "docGrid"),
    ),
    "tblPr": ("tblStyle", "tblpPr", "tblW", "jc", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook"),
    "tcPr": ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "vAlign"),
    "settings": (
        *("zoom", "defaultTabStop", "evenAndOddHeaders", "characterSpacingControl", "noLineBreaksAfter"),
        *("noLineBreaksBefore", "compat", "themeFontLang"),
    ),
    "font": ("altName", "panose1", "charset", "family", "pitch"),
}
"""Children in the order of ECMA-376 part 1, those that we may write."""
SPECIMENS = specimens()


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _children(data: bytes, parent: str) -> Iterator[list[str]]:
    for name, part in _parts(data).items():
        if name.endswith(".xml"):
            for found in ET.fromstring(part).iter(W + parent):  # noqa: S314  # our own file
                # references to headers and footers may stand in any order
                yield [child.tag.split("}")[1].replace("headerR", "footerR") for child in found]


@pytest.fixture(scope="module", params=SPECIMENS, ids=[specimen.name for specimen in SPECIMENS])
def written(request: pytest.FixtureRequest) -> bytes:
    specimen: Specimen = request.param
    return write_docx(specimen.document, folder=FOLDER)


@pytest.mark.parametrize("parent", ORDERS)
def test_elements_stand_in_the_order_of_the_format(written: bytes, parent: str) -> None:
    for names in _children(written, parent):
        assert names == sorted(names, key=ORDERS[parent].index)


def test_every_style_named_in_the_text_exists(written: bytes) -> None:
    parts = _parts(written)
    known = set(re.findall(rb'w:styleId="(\w+)"', parts["word/styles.xml"]))
    used = set(re.findall(rb'<w:(?:pStyle|tblStyle) w:val="(\w+)"', parts["word/document.xml"]))
    assert used <= known


def test_every_part_that_the_text_refers_to_is_there(written: bytes) -> None:
    _hold_relations(written)


def test_a_blank_page_before_the_imprint_takes_no_footer_from_the_text() -> None:
    document = Document(body=tuple(Paragraph("一行。") for _ in range(34)), copies_to="区人大办公室")
    _hold_relations(write_docx(document, Profile(even_page_imprint=True)))


def _hold_relations(data: bytes) -> None:
    parts = _parts(data)
    named = set(re.findall(rb'r:(?:id|embed)="(\w+)"', parts["word/document.xml"]))
    assert named <= set(re.findall(rb' Id="(\w+)"', parts["word/_rels/document.xml.rels"]))


def test_nothing_in_the_file_tells_of_this_machine(written: bytes) -> None:
    text = b"\n".join(_parts(written).values())
    assert not re.search(rb"/(?:home|root|work|tmp)/|python-docx", text)


def test_no_theme_and_no_face_of_a_template_is_named(written: bytes) -> None:
    text = b"\n".join(part for name, part in _parts(written).items() if name.endswith(".xml"))
    assert not re.search(rb"asciiTheme|eastAsiaTheme|MS Mincho|Calibri|Cambria", text)


def test_it_opens_in_python_docx(written: bytes) -> None:
    assert docx.Document(io.BytesIO(written)).paragraphs
