"""打开: the copy is called by what the file is; what may do harm is named; nothing else is handed over."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

import pytest
from docx import Document
from reportlab.pdfgen.canvas import Canvas

from office.opening import OPENABLE, NotOpenable, opening_of

STARTS = (".hta", ".bat", ".exe", ".jar", ".desktop", ".lnk", ".scr", ".js", ".vbs", ".url", ".html", ".com", ".cmd")


def a_pdf() -> bytes:
    data = io.BytesIO()
    canvas = Canvas(data, invariant=True)
    canvas.drawString(100, 700, "Notice")
    canvas.save()
    return data.getvalue()


def a_docx(**parts: bytes) -> bytes:
    data = io.BytesIO()
    document = Document()
    document.add_paragraph("关于清理楼道的通知")
    document.save(data)
    with zipfile.ZipFile(data, "a") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize("ending", STARTS)
@pytest.mark.parametrize("before", ["", ".pdf", ".docx"])
def test_a_pdf_by_the_name_of_a_program_is_opened_as_a_pdf_and_told(ending: str, before: str) -> None:
    opening = opening_of(a_pdf(), f"通知{before}{ending}")
    assert opening.name == "通知.pdf"
    assert any(f"文件名是 {ending}" in told for told in opening.risks)


@pytest.mark.parametrize("name", ["通知.pdf", "2026年第3号.pdf", "关于3.15活动的通知.PDF"])
def test_an_honest_name_brings_no_question(name: str) -> None:
    opening = opening_of(a_pdf(), name)
    assert opening.risks == ()
    assert opening.name.endswith(".pdf")


def test_macros_are_named() -> None:
    opening = opening_of(a_docx(**{"word/vbaProject.bin": b"x"}), "通知.docx")
    assert any("宏" in told for told in opening.risks)
    assert opening.name == "通知.docx"


def test_embedded_objects_are_named() -> None:
    opening = opening_of(a_docx(**{"word/embeddings/oleObject1.bin": b"x"}), "通知.docx")
    assert any("嵌有其他文件" in told for told in opening.risks)


def test_a_document_with_macros_keeps_no_ending_under_which_they_run() -> None:
    opening = opening_of(a_docx(**{"word/vbaProject.bin": b"x"}), "通知.docm")
    assert PurePath(opening.name).suffix == ".docx"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"MZ\x90\x00" + bytes(200), "通知.exe"),
        (b"#!/bin/sh\nrm -rf x\n", "通知.sh"),
        (b"<html><body><script>alert(1)</script>text</body></html>", "通知.html"),
        (b"<html><hta:application></html>", "通知.hta"),
        (b"[Desktop Entry]\nExec=x\n", "通知.desktop"),
        (b"PK\x03\x04" + bytes(100), "通知.jar"),
        (b"", "通知"),
    ],
)
def test_what_is_no_document_is_never_handed_over(data: bytes, name: str) -> None:
    with pytest.raises(NotOpenable, match="另存"):
        opening_of(data, name)


@pytest.mark.parametrize(
    "name", ["../../x.pdf", "..\\..\\x.pdf", "a\u202efdp.exe", "x" * 300 + ".pdf", " .pdf", "con\x00.pdf"]
)
def test_a_name_leads_nowhere_and_hides_nothing(name: str) -> None:
    made = opening_of(a_pdf(), name).name
    assert PurePath(made).name == made
    assert made.isprintable()
    assert made.endswith(".pdf")
    assert len(made) <= 100


def test_the_list_holds_nothing_that_a_system_starts() -> None:
    assert OPENABLE.isdisjoint(STARTS)
