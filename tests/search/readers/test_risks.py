"""What a file is by its bytes, and what has to be asked about before it is handed to another program."""

from __future__ import annotations

import pytest

from papers.foreign import RISKS
from search.readers import Readers
from tests.search.readers.making import docx_of, pdf_of, with_parts

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LAUNCH = b"\n9 0 obj\n<</Type/Action/S/Launch/F(calc.exe)>>\nendobj\n"
DDE = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>甲</w:t>'
    "<w:instrText>DDEAUTO c:\\\\a.exe</w:instrText></w:r></w:p></w:body></w:document>"
)
RISKY = {
    "a PDF called .hta": ("通知.hta", pdf_of([["通知"]]), ".pdf", "name"),
    "a PDF that starts a program": ("通知.pdf", pdf_of([["通知"]]) + LAUNCH, ".pdf", "launch"),
    "a .docx with macros": ("通知.docm", with_parts(docx_of(["甲"]), {"word/vbaProject.bin": b"a"}), ".docx", "macro"),
    "a .docx with an object": (
        "通知.docx", with_parts(docx_of(["甲"]), {"word/embeddings/oleObject1.bin": b"a"}), ".docx", "embedded",
    ),
    "a .docx that starts a program": (
        "通知.docx", with_parts(docx_of([]), {"word/document.xml": DDE}), ".docx", "launch",
    ),
    "an old .doc with macros": ("通知.doc", OLE + "_VBA_PROJECT".encode("utf-16-le"), ".doc", "macro"),
    "an .rtf with an object": ("通知.rtf", b"{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}}", ".rtf", "embedded"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "ending", "kind"), RISKY.values(), ids=RISKY)
def test_what_may_start_something_is_a_value_of_the_reading(name: str, data: bytes, ending: str, kind: str) -> None:
    with Readers() as readers:
        found, warned = readers.risks(data, name)
    assert found == ending
    assert [each.kind for each in warned] == [kind]
    assert kind in RISKS
    assert all(each.text.endswith("。") for each in warned)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("通知.pdf", pdf_of([["通知"]])),
        ("通知.docx", docx_of(["通知"])),
        ("通知.txt", "通知".encode()),
        ("无名", b"\0\1\2"),
    ],
)
def test_a_harmless_file_is_not_asked_about(name: str, data: bytes) -> None:
    with Readers() as readers:
        assert readers.risks(data, name)[1] == ()
