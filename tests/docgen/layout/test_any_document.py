"""Any text in any element: it is laid out, and no character gets lost on the way."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from datetime import date

import pypdf
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.formats.pdf import write_pdf
from docgen.layout import standard as std
from docgen.layout import typeset
from docgen.model import Attachment, Document, Ending, Form, Paragraph, Picture, Table
from docgen.pages import Layout, Text
from docgen.profile import Profile
from tests.docgen.layout.pages_read import all_text

USUAL = "青澜新区管理委员会关于的通知，。《》“”（）——……、；：！？0123456789ABCabc %〔〕𫖯䶮镕\u3000"
CHINESE = st.text(USUAL, max_size=400)
ANY = st.one_of(st.text(max_size=120), st.text(USUAL, max_size=40))
WORDS = st.one_of(ANY, CHINESE)


def paragraph(text: str, level: int, lead: int) -> Paragraph:
    return Paragraph(text, level, min(lead, len(text)) if level else 0)


def table(rows: list[tuple[str, ...]], header: int, *, landscape: bool) -> Table:
    return Table(tuple(rows), header_rows=header, landscape=landscape)


PARAGRAPHS = st.builds(paragraph, WORDS, st.integers(0, 4), st.integers(0, 60))
ROWS = st.lists(st.lists(WORDS, max_size=5).map(tuple), max_size=5)
TABLES = st.builds(table, ROWS, st.integers(0, 2), landscape=st.booleans())
BLOCKS = st.lists(st.one_of(PARAGRAPHS, TABLES, st.builds(Picture, ANY, WORDS)), max_size=12).map(tuple)
LISTS = st.lists(WORDS, max_size=6).map(tuple)
DATES = st.one_of(st.none(), st.dates(date(1949, 10, 1)))
DOCUMENTS = st.builds(
    Document,
    form=st.sampled_from(Form),
    issuer=WORDS,
    issuer_mark=WORDS,
    joint_issuers=LISTS,
    document_number=ANY,
    copy_number=ANY,
    secrecy=ANY,
    secrecy_period=ANY,
    urgency=ANY,
    signers=LISTS,
    lead_title=WORDS,
    title=WORDS,
    subtitle=WORDS,
    recipients=WORDS,
    attachment_list=LISTS,
    signature=WORDS,
    issue_date=DATES,
    note=WORDS,
    copies_to=WORDS,
    printing_office=WORDS,
    printing_date=DATES,
    chair=WORDS,
    present=WORDS,
    absent=WORDS,
    observers=WORDS,
    recorder=WORDS,
    order_number=ANY,
    issue_number=ANY,
    dateline=ANY,
    supplied_by=WORDS,
    reviewed_by=WORDS,
    ending=st.one_of(st.none(), st.sampled_from(Ending)),
    stamp_post=ANY,
    stamp_name=ANY,
    attachments_apart=st.booleans(),
    preprinted=st.booleans(),
    body=BLOCKS,
    attachments=st.lists(st.builds(Attachment, WORDS, BLOCKS), max_size=3).map(tuple),
)
PROFILES = st.builds(
    Profile,
    even_page_imprint=st.booleans(),
    line_pitch=st.floats(16, 60),
    title_pitch=st.one_of(st.none(), st.floats(22, 80)),
    mark_limit=st.floats(22, 120),
    bold_headings=st.booleans(),
)


def han(text: str) -> Counter[str]:
    return Counter(
        character for character in text if "㐀" <= character <= "\u9fff" or "𠀀" <= character <= "\U000323af"
    )


def text_of(document: Document) -> str:
    """The text that every form prints."""
    parts = [document.title, document.recipients, document.note, document.copies_to, *document.attachment_list]
    for blocks in (document.body, *(attachment.blocks for attachment in document.attachments)):
        for block in blocks:
            if isinstance(block, Paragraph):
                parts.append(block.text)
            elif isinstance(block, Table):
                parts += [cell for row in block.rows for cell in row]
            else:
                parts.append(block.caption)
    return "".join([*parts, *(attachment.title for attachment in document.attachments)])


def lost(document: Document, layout: Layout) -> Counter[str]:
    """Han characters that went in and neither came out nor were named."""
    named = {entry[0] for entry in layout.missing_glyphs}
    gone = han(text_of(document)) - han(all_text(layout))
    return Counter({character: count for character, count in gone.items() if character not in named})


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS)
def test_no_han_character_is_lost(document: Document) -> None:
    assert not lost(document, typeset(document))


HEAD = (
    *("issuer_mark", "document_number", "copy_number", "secrecy", "secrecy_period", "urgency", "lead_title", "title"),
    *("subtitle", "recipients", "note", "copies_to", "printing_office", "present", "absent", "observers", "recorder"),
)
"""What a 文件 prints of its head, all of it."""


@settings(max_examples=40, deadline=None)
@given(DOCUMENTS, st.sampled_from([Ending.SEALED, Ending.UNSEALED]))
def test_no_han_character_of_a_head_is_lost(document: Document, ending: Ending) -> None:
    document = replace(document, form=Form.DOCUMENT, ending=ending, preprinted=False, stamp_name="", stamp_post="")
    layout = typeset(replace(document, issuer_mark=document.issuer_mark or "青澜新区文件"))
    named = {entry[0] for entry in layout.missing_glyphs}
    wanted = "".join([*(getattr(document, name) for name in HEAD), *document.signers, document.signature])
    gone = han(wanted) - han(all_text(layout))
    assert not {character: count for character, count in gone.items() if character not in named}


@settings(max_examples=30, deadline=None)
@given(DOCUMENTS, PROFILES)
def test_any_house_profile_will_do(document: Document, profile: Profile) -> None:
    assert not lost(document, typeset(document, profile=profile))


@settings(max_examples=40, deadline=None)
@given(DOCUMENTS)
def test_nothing_is_printed_outside_the_paper(document: Document) -> None:
    layout = typeset(replace(document, issuer_mark="", title=document.title[:60], signers=()))
    for page in layout.pages:
        for item in page.items:
            if isinstance(item, Text):
                assert -1 <= item.baseline <= std.PAGE_HEIGHT + 1


@given(st.text(min_size=1, max_size=30))
def test_a_character_is_printed_or_named_or_has_no_shape(text: str) -> None:
    layout = typeset(Document(form=Form.PLAIN, body=(Paragraph(text),)))
    named = {entry[0] for entry in layout.missing_glyphs}
    printed = set(all_text(layout))
    assert all(
        character in printed or character in named or not character.isprintable()
        for character in text
        if not character.isspace()
    )


def test_an_unprintable_character_is_named() -> None:
    layout = typeset(Document(form=Form.PLAIN, body=(Paragraph("甲𪛖乙"),)))
    assert layout.missing_glyphs == ("𪛖 U+2A6D6",) or "𪛖" in all_text(layout)


@settings(max_examples=25, deadline=None)
@given(DOCUMENTS)
def test_any_document_becomes_a_pdf_of_its_pages(document: Document) -> None:
    layout = typeset(document)
    assert len(pypdf.PdfReader(io.BytesIO(write_pdf(layout, document))).pages) == len(layout.pages)


def test_half_a_character_is_left_out() -> None:
    document = Document(form=Form.PLAIN, title="甲\ud800乙", body=(Paragraph("一、\udfff总则", 1, 5),))
    layout = typeset(document)
    assert all_text(layout).startswith("甲乙一、总则")
    assert write_pdf(layout, document)
