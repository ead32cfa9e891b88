"""Papers that this program makes come back from .docx and PDF with exactly the head that they were made from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.formats.docx import write_docx
from docgen.formats.pdf import write_pdf
from docgen.layout.typeset import typeset
from docgen.model import Document, Form
from docgen.source import parse
from papers.head import Head, head_lines, read_head
from papers.kinds import base_kind
from search.metadata import read_metadata
from search.readers.formats import read_bytes

PROJECT = Path(__file__).resolve().parents[2]
OWN = sorted([*(PROJECT / "resources/samples").glob("*.md"), *(PROJECT / "docs/specimens").glob("*.md")])
SPECIMENS = [path for path in OWN if path.parent.name == "specimens"]
FIELDS = (
    *("lead_title", "title", "subtitle", "document_number", "order_number", "issue_number", "copy_number"),
    *("secrecy", "secrecy_period", "urgency", "signers", "issue_date", "printing_office", "printing_date", "note"),
    *("attachment_list", "signature"),
)
PRESS = {"新闻通稿": "消息"}
"""Kinds of press are told from the text: it does not print the name of ours."""


def wanted(document: Document) -> dict[str, Any]:
    """The head that a document prints. An order without a title goes by its mark, and its number has its issuer."""
    made = {name: getattr(document, name) for name in FIELDS}
    made["recipients"] = document.recipients.rstrip("：")
    made["copies_to"] = document.copies_to.rstrip("。")
    made["kind"] = PRESS.get(document.kind, base_kind(document.kind.removesuffix("稿")))
    if document.form is Form.ORDER:
        made["title"] = document.title or document.issuer_mark
        made["document_number"] = document.document_number or document.issuer_mark + document.order_number
    if document.issuer_mark or document.signature:  # else the page names no issuer
        made["issuers"] = (document.issuer, *document.joint_issuers) if document.issuer else ()
    return made


def told(head: Head, names: dict[str, Any]) -> dict[str, Any]:
    return {name: base_kind(head.kind) if name == "kind" else getattr(head, name) for name in names}


def head_of(data: bytes, name: str) -> Head:
    (reading,) = read_bytes(data, name, None)
    return read_head(head_lines(reading.text), "无题")


def document_of(path: Path) -> Document:
    return parse(path.read_text("utf-8"))[0]


def without_unprinted(made: dict[str, Any], document: Document) -> dict[str, Any]:
    """Without an issuer that neither mark nor signature of the page says as the source does."""
    if document.form is Form.PLAIN:
        made.pop("issuers", None)
    if document.kind == "评论员文章":
        made.pop("subtitle")  # a byline, which the archive keeps apart
    return made


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem[:5])
def test_a_word_file_of_ours_comes_back_with_its_head(path: Path) -> None:
    document = document_of(path)
    made = without_unprinted(wanted(document), document)
    assert told(head_of(write_docx(document, folder=path.parent), "a.docx"), made) == made


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem[:5])
def test_a_pdf_of_ours_comes_back_with_its_head(path: Path) -> None:
    document = document_of(path)
    made = without_unprinted(wanted(document), document)
    # PDF keeps no blank between the two halves of a headline
    made["lead_title"] = made["lead_title"].replace(" ", "")
    assert told(head_of(write_pdf(typeset(document, folder=path.parent), document), "a.pdf"), made) == made


@pytest.mark.parametrize("number", ["7", "000007", "12"])
def test_a_copy_number_is_no_title(number: str) -> None:
    document = document_of(PROJECT / "docs/specimens/文件-盖章.md")
    made = replace(document, copy_number=number, secrecy="机密")
    head = head_of(write_docx(made), "a.docx")
    assert (head.copy_number, head.title) == (number, document.title)


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem[:5])
def test_a_source_text_of_ours_is_filed_with_its_head(path: Path) -> None:
    document = document_of(path)
    (reading,) = read_bytes(path.read_bytes(), path.name, None)
    filed = read_metadata(reading.text, path.stem, reading.given)
    assert (filed.signers, filed.attachments, filed.urgency) == (
        document.signers,
        document.attachment_list,
        document.urgency,
    )
    assert (filed.copy_number, filed.secrecy, filed.recipients) == (
        document.copy_number,
        document.secrecy,
        document.recipients.rstrip("："),
    )
    assert not document.issuer or filed.issuers == (document.issuer, *document.joint_issuers)


SCRAPS = st.sampled_from(
    [
        *(
            "评论员",
            "本报讯",
            "签发人：",
            "〔2026〕",
            "第7号",
            "（",
            "《",
            "附件：",
            "抄送：",
            "：",
            "★",
            "机密★",
            "文件",
            "令",
        ),
        *(
            "2026年13月40日",
            "2026年4月1日印发",
            "附件1",
            "——",
            "关于路灯的通知",
            "青澜新区管理委员会",
            "各街道：",
            "000001",
        ),
    ]
)


@given(st.lists(SCRAPS | st.text(max_size=8), max_size=14).map("\n".join))
def test_no_text_however_odd_fells_the_reading(text: str) -> None:
    for place in read_head(head_lines(text)).places.values():
        assert 0 <= place.start <= place.end <= len(text)
