"""Properties of parse and write on any text and any document."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.model import Align, Attachment, Block, Document, Ending, Form, Paragraph, Picture, Table
from docgen.numbering import read_paragraph, settle
from docgen.source import parse, write
from docgen.source.clean import clean

CHARACTERS = (
    "一二三四五六七八九十、（）()1234567890.．：:。；，“”《》"
    "#＃：|\\-*[]{}!<>br'\"&%@`~?= 　abc青澜新区附件表横排\U0002b5af"
)


def canonical(text: str) -> str:
    return " ".join(clean(text)[0].split())


def lines(minimum: int = 0) -> st.SearchStrategy[str]:
    anything = st.text(max_size=30) | st.text(CHARACTERS, max_size=30)
    return anything.map(canonical).filter(lambda text: len(text) >= minimum)


def unlined(block: Block) -> Block:
    return replace(block, line=0)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 4))
    cell = lines() | st.just("甲\n乙") | st.just("---")
    rows = tuple(draw(st.lists(st.tuples(*[cell] * width), min_size=1, max_size=4)))
    aligns = draw(st.just(()) | st.tuples(*[st.sampled_from(Align)] * width))
    return Table(rows, aligns, draw(st.integers(0, len(rows))), draw(lines()), draw(st.booleans()))


paragraphs = lines(1).map(read_paragraph) | lines(1).map(Paragraph)
blocks: st.SearchStrategy[tuple[Block, ...]] = st.lists(
    paragraphs | tables() | st.builds(Picture, lines(), lines()), max_size=5
).map(settle)
some_lines = st.lists(lines(1), max_size=3).map(tuple)
names = st.lists(st.sampled_from(["张某", "李某某", "欧阳某"]), max_size=3).map(tuple)
dates = st.none() | st.dates(date(1000, 1, 1))

documents = st.builds(
    Document,
    form=st.sampled_from(Form),
    kind=lines(),
    issuer=lines(),
    issuer_mark=lines(),
    joint_issuers=some_lines,
    document_number=lines(),
    copy_number=lines(),
    signers=names,
    title=lines(),
    subtitle=lines(),
    recipients=lines(),
    attachment_list=some_lines,
    issue_date=dates,
    printing_date=dates,
    note=lines(),
    copies_to=lines(),
    ending=st.none() | st.sampled_from(Ending),
    stamp_name=lines(),
    attachments_apart=st.booleans(),
    preprinted=st.booleans(),
    body=blocks,
    attachments=st.lists(st.builds(Attachment, lines(), blocks), max_size=2).map(tuple),
)


def without_lines(document: Document) -> Document:
    attachments = tuple(
        Attachment(attachment.title, tuple(map(unlined, attachment.blocks))) for attachment in document.attachments
    )
    return replace(document, body=tuple(map(unlined, document.body)), attachments=attachments)


@given(documents)
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_back(document: Document) -> None:
    assert without_lines(parse(write(document))[0]) == document


@given(st.text() | st.text(CHARACTERS + "\n", max_size=200) | st.text(alphabet=st.characters()))
@settings(max_examples=200, deadline=None)
def test_no_text_whatever_raises(text: str) -> None:
    for source in (text, f"---\n{text}", f"---\n{text}\n---\n{text}"):
        document, findings = parse(source)
        assert without_lines(parse(write(document))[0]) == without_lines(document)
        assert all(0 <= found.paragraph <= source.count("\n") + 1 + len(source) for found in findings)


@given(st.text(CHARACTERS + "\n\t", max_size=300))
@settings(max_examples=120, deadline=None)
def test_no_han_character_of_the_body_is_lost(text: str) -> None:
    document, _ = parse(f"---\n版式: 普通\n---\n{text}")
    written = write(document)
    for character in "青澜新区\U0002b5af":
        assert written.count(character) == text.count(character)


def test_hostile_heads_are_answered_quickly() -> None:
    for head in (
        "[" * 50_000,
        "- " * 50_000,
        "? " * 9_000,
        "&a [*a, *a]\n" * 500,
        "a: " * 5_000,
        "标题: " + "长" * 10**6,
    ):
        parse(f"---\n{head}\n---\n正文")


NASTY = (
    "|",
    "\\",
    "|\\",
    " ",
    "\u3000",
    "#",
    "（",
    "一",
    "一、",
    "1",
    "1.",
    "：",
    ":::",
    "![](",
    "甲: ",
    "“",
    "。”",
    "《",
    "-",
    "\r",
    "\x00",
)


def test_long_lines_of_anything_are_read_quickly() -> None:
    for bit in NASTY:
        for text in (bit * 100_000, f"---\n附注: 甲{bit * 9_000}\n  乙\n---\n|{bit * 100_000}|"):
            start = time.process_time()
            parse(text)
            assert time.process_time() - start < 1.5, bit
