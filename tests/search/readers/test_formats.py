"""A file is what its first bytes say, whatever its name says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from search.readers import Unreadable
from tests.search.readers.making import NOTICE, docx_of, ofd_of, pdf_of, zip_bytes

TextOf = Callable[[str, bytes], str]
LINES = NOTICE.split("\n")


@pytest.mark.parametrize(
    "name", ["通知.doc", "通知.wps", "通知.txt", "通知.pdf", "通知.zip", "通知.DOCX", "通知", "通知.bak"]
)
def test_a_docx_under_any_name_is_read(text_of: TextOf, name: str) -> None:
    assert text_of(name, docx_of(LINES)) == NOTICE


@pytest.mark.parametrize("name", ["通知.doc", "通知.docx", "通知.txt", "通知.ofd"])
def test_a_pdf_under_any_name_is_read(text_of: TextOf, name: str) -> None:
    assert text_of(name, pdf_of([LINES], size=12)) == NOTICE


def test_an_ofd_called_zip_is_read_as_an_ofd(text_of: TextOf) -> None:
    assert text_of("通知.zip", ofd_of([LINES])) == NOTICE


@pytest.mark.parametrize("name", ["通知.doc", "通知.txt", "通知.wps"])
def test_a_web_page_called_a_document_is_read_as_a_web_page(text_of: TextOf, name: str) -> None:
    page = "\ufeff  <html><head><style>p{}</style></head><body><p>亮化工程</p></body></html>"
    assert text_of(name, page.encode()) == "亮化工程"


def test_a_text_called_doc_is_read_as_text(text_of: TextOf) -> None:
    assert text_of("通知.doc", NOTICE.encode("gb18030")) == NOTICE


def test_a_zip_called_txt_is_read_as_a_zip(text_of: TextOf) -> None:
    assert text_of("通知.txt", zip_bytes({"通知.txt": NOTICE})) == NOTICE


@pytest.mark.parametrize("name", ["图.psd", "表.xyz", "无名"])
def test_what_no_reader_knows_is_refused_with_a_way_out(read: Callable[[str, bytes], object], name: str) -> None:
    with pytest.raises(Unreadable, match="请另存为"):
        read(name, b"8BPS\x00\x01")


def test_halves_of_characters_and_control_characters_never_come_in(text_of: TextOf) -> None:
    half = "\ud81d".encode("utf-16-le", "surrogatepass")
    assert text_of("半.txt", b"\xff\xfe" + ("甲\x01乙" + "各位" * 99).encode("utf-16-le") + half).endswith("位\ufffd")
    assert text_of("半.html", "<p>甲&#xD81D;&#1;乙</p>".encode()).isprintable()


@pytest.mark.parametrize(
    "ending", [".txt", ".md", ".html", ".docx", ".pdf", ".ofd", ".zip", ".doc", ".wps", ".rtf", ""]
)
def test_an_empty_file_of_any_kind_is_told_to_be_empty(read: Callable[[str, bytes], object], ending: str) -> None:
    with pytest.raises(Unreadable, match="是空文件"):
        read(f"空{ending}", b"")
