"""Plain text comes in whatever encoding an office has it in."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.readers import Unreadable
from search.readers.text import decode
from tests.search.readers.making import NOTICE

TextOf = Callable[[str, bytes], str]
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")
TRADITIONAL = "關於開展城區路燈檢修的通知\n各街道辦事處：\n為保障群眾夜間出行安全，現就開展城區路燈檢修通知如下。"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_text_is_read_in_every_encoding_of_an_office(text_of: TextOf, encoding: str) -> None:
    assert text_of("通知.txt", NOTICE.encode(encoding)) == NOTICE


def test_a_text_in_big_endian_utf_16_with_its_mark_is_read(text_of: TextOf) -> None:
    assert text_of("通知.txt", codecs.BOM_UTF16_BE + NOTICE.encode("utf-16-be")) == NOTICE


def test_traditional_characters_in_big5_are_read(text_of: TextOf) -> None:
    assert text_of("通知.txt", TRADITIONAL.encode("big5")) == TRADITIONAL


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "text", ["关于路灯检修的通知", "路灯检修的请示", "会议纪要\n2026年4月15日", "GDP增长6.5%，财政收入521万元。"]
)
def test_a_few_characters_are_enough_to_tell_the_encoding(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "短.txt") == text


def test_line_ends_of_windows_and_of_old_macs_become_line_feeds(text_of: TextOf) -> None:
    assert text_of("通知.txt", "一、甲\r\n二、乙\r三、丙".encode()) == "一、甲\n二、乙\n三、丙"


def test_a_utf_8_text_cut_within_a_character_keeps_the_rest(text_of: TextOf) -> None:
    assert text_of("通知.txt", NOTICE.encode()[:-2]).startswith(NOTICE[:-1])


def test_a_program_called_txt_is_told_to_be_no_text(read: Callable[[str, bytes], object]) -> None:
    with pytest.raises(Unreadable, match="不是文本文件"):
        read("程序.txt", bytes(range(32)) * 100)


def test_an_empty_file_is_told_to_be_empty(read: Callable[[str, bytes], object]) -> None:
    with pytest.raises(Unreadable, match="是空文件"):
        read("空.txt", b"")


def test_a_file_of_blank_lines_is_told_to_have_no_text(read: Callable[[str, bytes], object]) -> None:
    with pytest.raises(Unreadable, match="没有文字"):
        read("空白.txt", "\n　\n \t\n".encode())


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_are_refused_in_a_sentence(data: bytes) -> None:
    try:
        decode(data, "甲.txt").encode()
    except Unreadable as refused:
        problem = str(refused)
    else:
        problem = "。"
    assert problem.endswith("。")


@pytest.mark.corpus
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_every_text_of_the_corpus_is_told_right_from_its_first_300_bytes(shared: Path, encoding: str) -> None:
    wrong: list[str] = []
    for path in sorted((shared / "corpus" / "files").glob("*.txt")):
        start = path.read_text("utf-8").strip()[:100]
        if decode(start.encode(encoding), path.name) != start.replace("\x0c", "\n").strip("\n"):
            wrong.append(path.name)
    assert wrong == []
