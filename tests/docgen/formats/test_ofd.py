"""The OFD of a layout: the same pages, the same text, the same bytes, and well-formed whatever the text."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2 as pdfium  # pyright: ignore[reportMissingTypeStubs]
import pytest
from fontTools.ttLib import TTFont  # pyright: ignore[reportMissingTypeStubs]
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.formats.ofd import write_ofd
from docgen.formats.pdf import write_pdf
from docgen.layout import typeset
from docgen.model import Document, Form, Paragraph, Table
from docgen.source import parse
from search.readers.ofd import read

SPECIMENS = sorted((Path(__file__).resolve().parents[3] / "docs" / "specimens").glob("*.md"))
OFD = {"ofd": "http://www.ofdspec.org/2016"}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def made(text: str, folder: Path | None = None) -> bytes:
    document, _ = parse(text)
    return write_ofd(typeset(document, folder=folder), document, text.encode())


def letters(text: str) -> list[str]:
    return sorted("".join(text.split()))


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_the_text_of_every_specimen_is_read_back(path: Path) -> None:
    document, _ = parse(path.read_text("utf-8"))
    layout = typeset(document, folder=path.parent)
    pdf = pdfium.PdfDocument(write_pdf(layout, document))
    ours = "".join(page.get_textpage().get_text_range() for page in pdf)
    theirs = "".join(part.decode() for name, part in parts(write_ofd(layout, document)).items() if "Content" in name)
    codes = "".join(re.findall(r"<ofd:TextCode[^>]*>([^<]*)<", theirs))
    assert letters(codes) == letters(ours)
    assert document.title.replace("\n", "")[:4] in read(write_ofd(layout, document), "试.ofd")[0].text


def test_the_same_layout_gives_the_same_bytes() -> None:
    text = SPECIMENS[0].read_text("utf-8")
    assert made(text) == made(text)


def test_the_draft_is_attached_byte_for_byte() -> None:
    text = "---\r\n版式: 普通\r\n标题: 试\r\n---\r\n正文。\n"
    assert parts(made(text))["Doc_0/Attachs/source.md"] == text.encode()


def test_title_number_and_kind_are_told() -> None:
    entry = parts(made("---\n版式: 普通\n标题: 甲<乙>&“丙”\n文种: 通知\n发文字号: 青管〔2026〕3号\n---\n正文。"))[
        "OFD.xml"
    ]
    tree = ET.fromstring(entry)  # noqa: S314  # our own
    assert tree.findtext(".//ofd:Title", namespaces=OFD) == "甲<乙>&“丙”"
    assert tree.findtext(".//ofd:Subject", namespaces=OFD) == "青管〔2026〕3号"
    assert tree.findtext(".//ofd:CustomData[@Name='文种']", namespaces=OFD) == "通知"


@given(st.text(min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_hostile_text_stays_well_formed(text: str) -> None:
    document = Document(
        form=Form.PLAIN, title=text, issuer=text, body=(Paragraph(text), Table(((text,),), caption=text))
    )
    for name, part in parts(write_ofd(typeset(document), document)).items():
        if name.endswith(".xml"):
            ET.fromstring(part)  # noqa: S314  # our own


def test_blanks_at_the_ends_of_a_run_are_left_out_and_move_it() -> None:
    document = Document(form=Form.PLAIN, body=(Paragraph("甲 A 乙"),))
    page = parts(write_ofd(typeset(document), document))["Doc_0/Pages/Page_0/Content.xml"].decode()
    codes = re.findall(r"<ofd:TextCode[^>]*>([^<]*)<", page)
    assert all(code == code.strip() for code in codes)
    assert "".join(codes).startswith("甲A乙")


def test_the_fonts_hold_the_characters_and_no_more() -> None:
    document = Document(form=Form.PLAIN, body=(Paragraph("青澜新区\U0002b5af"),))
    fonts = [part for name, part in parts(write_ofd(typeset(document), document)).items() if name.endswith(".ttf")]
    maps = [TTFont(io.BytesIO(font)).getBestCmap() for font in fonts]
    held = {chr(code) for found in maps for code in found or ()}
    assert held == set("青澜新区\U0002b5af— 1")


def test_every_number_is_given_once_and_none_is_beyond_the_last() -> None:
    package = parts(made(SPECIMENS[0].read_text("utf-8")))
    text = "".join(part.decode() for name, part in package.items() if name.endswith(".xml") and "Tags" not in name)
    numbers = [int(number) for number in re.findall(r'<ofd:\w+ ID="(\d+)"', text)]
    last = re.search(r"<ofd:MaxUnitID>(\d+)<", text)
    pages = [int(number) for number in re.findall(r'<ofd:Page ID="(\d+)"', text)]
    assert len(numbers) == len(set(numbers))
    assert last
    assert max(numbers) <= int(last[1])
    assert len(pages) == 2


@pytest.mark.skipif(shutil.which("ofd-cli") is None, reason="no ofd-cli on the path to check OFD files with")
def test_a_checker_finds_the_specimens_to_conform(tmp_path: Path) -> None:
    for path in SPECIMENS:
        (tmp_path / f"{path.stem}.ofd").write_bytes(made(path.read_text("utf-8"), path.parent))
    told = subprocess.run(["ofd-cli", "check", *map(str, tmp_path.glob("*.ofd"))], capture_output=True, check=False)
    assert told.returncode == 0, told.stdout.decode()
