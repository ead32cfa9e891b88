"""Faces as the PDF embeds them: our reading against reportlab's own, and fonts that it cannot read."""

# pyright: basic
# reportlab's font classes have no types worth the name.

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import ttfonts

from docgen.fonts import Face, Fonts, cache_folder, find_fonts
from docgen.fonts.catalogue import BUILT
from docgen.formats.pdf import write_pdf
from docgen.formats.pdf.face import PdfFace
from docgen.layout import typeset
from docgen.model import Document, Form, Paragraph
from docgen.pages import Role
from tests.docgen.font_making import forbid_embedding, make_collection, make_font, rename_as_old_fonts_do

HAN = dict.fromkeys("国家 文", 1000)
CHARACTERS = st.characters(min_codepoint=0x21, exclude_categories=["Cs"])
FACTS = ("name", "ascent", "descent", "bbox", "italicAngle", "flags", "stemV", "defaultWidth", "unitsPerEm")


def assert_alike(path: Path, characters: str, index: int = 0) -> None:
    """Our face and reportlab's tell the same, and cut the same subset."""
    ours, theirs = PdfFace(path, index), ttfonts.TTFontFace(str(path), subfontIndex=index)
    assert {fact: getattr(ours, fact) for fact in FACTS} == {fact: getattr(theirs, fact) for fact in FACTS}
    codes = [0, *(ord(character) for character in characters)]
    assert [ours.getCharWidth(code) for code in codes] == [theirs.getCharWidth(code) for code in codes]
    assert ours.makeSubset(codes) == theirs.makeSubset(codes)


@pytest.mark.parametrize("stem", BUILT)
def test_a_built_face_is_embedded_as_reportlab_would(stem: str) -> None:
    path = cache_folder() / f"{stem}.ttf"
    if not path.is_file():
        pytest.skip("make fonts has not run here")
    assert_alike(path, "国家文件，Aé2—")


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(CHARACTERS, st.integers(0, 3000), min_size=1, max_size=40))
def test_any_font_is_embedded_as_reportlab_would(widths: dict[str, int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert_alike(make_font(Path(folder, "f.ttf"), "F", widths), "".join(widths))


def test_the_second_font_of_a_collection_is_embedded_as_reportlab_would(tmp_path: Path) -> None:
    fonts = [make_font(tmp_path / f"{width}.ttf", "F", dict.fromkeys("国文", width)) for width in (1000, 900)]
    assert_alike(make_collection(tmp_path / "both.ttc", *fonts), "国文", 1)


def test_a_font_named_in_gbk_alone_makes_a_pdf(tmp_path: Path) -> None:
    path = make_font(tmp_path / "小标宋.ttf", "方正小标宋", HAN)
    rename_as_old_fonts_do(path, "方正小标宋")
    faces = dict.fromkeys(Role, (Face(path, "方正小标宋"),))
    document = Document(form=Form.PLAIN, title="国家", body=(Paragraph("文"),))
    pdf = write_pdf(typeset(document, Fonts(faces, faces)), document)
    text = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].get_textpage().get_text_range()
    assert "".join(text.split()).startswith("国家文")


def test_a_font_that_forbids_embedding_is_not_taken(tmp_path: Path) -> None:
    forbid_embedding(make_font(tmp_path / "方正仿宋.ttf", "仿宋_GB2312", HAN))
    make_font(tmp_path / "其他.ttf", "华文仿宋", HAN)
    assert [use.family for use in find_fonts(tmp_path / "none", (tmp_path,)).uses if use.role == "仿宋"] == ["华文仿宋"]
