"""A .zip gives every document in it; a bad member does not spoil the others."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from search.readers import Unreadable
from search.records import Parsed
from tests.search.readers.making import NOTICE, docx_of, zip_bytes

Read = Callable[[str, bytes], tuple[Parsed, ...]]


def test_every_document_of_a_zip_is_read(read: Read) -> None:
    package = zip_bytes({"一/通知.txt": NOTICE, "二/请示.docx": docx_of(["关于经费的请示", "妥否，请批示。"])})
    assert [parsed.metadata.title for parsed in read("文件.zip", package)] == [
        "青澜新区管理委员会关于开展城区路灯检修的通知",
        "关于经费的请示",
    ]


def test_a_zip_within_a_zip_is_opened(read: Read) -> None:
    (parsed,) = read("外.zip", zip_bytes({"内.zip": zip_bytes({"通知.txt": NOTICE})}))
    assert parsed.text == NOTICE


def test_zips_nested_too_deep_are_refused(read: Read) -> None:
    package = zip_bytes({"通知.txt": NOTICE})
    for depth in range(4):
        package = zip_bytes({f"{depth}.zip": package})
    with pytest.raises(Unreadable, match="套得太深"):
        read("深.zip", package)


def test_a_member_that_cannot_be_read_is_told_and_the_others_come_in(read: Read) -> None:
    package = zip_bytes({"坏.docx": b"PK\x03\x04 no", "程序.exe": b"MZ", "通知.txt": NOTICE})
    (parsed,) = read("混.zip", package)
    assert parsed.text == NOTICE
    assert [warning[:12] for warning in parsed.warnings] == ["“坏.docx”不完整或", "还不能读“程序.exe”"]


def test_names_in_the_encoding_of_chinese_windows_are_shown_right(read: Read) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("X" * len("坏件.exe".encode("gbk")), b"MZ")
    data = made.getvalue().replace(b"X" * len("坏件.exe".encode("gbk")), "坏件.exe".encode("gbk"))
    with pytest.raises(Unreadable, match=r"坏件\.exe"):
        read("旧.zip", data)


def test_litter_of_the_system_is_passed_over(read: Read) -> None:
    package = zip_bytes(
        {"__MACOSX/._通知.txt": b"\x00\x05\x16\x07", ".DS_Store": b"\x00", "~$通知.docx": b"x", "通知.txt": NOTICE}
    )
    (parsed,) = read("苹果.zip", package)
    assert parsed.warnings == ()


def test_an_empty_zip_is_told_to_be_empty(read: Read) -> None:
    with pytest.raises(Unreadable, match="里没有文件"):
        read("空.zip", zip_bytes({}))


def test_a_broken_zip_is_told_to_be_damaged(read: Read) -> None:
    with pytest.raises(Unreadable, match="不完整或已损坏"):
        read("坏.zip", zip_bytes({"通知.txt": NOTICE})[:60])


def test_a_zip_with_a_damaged_member_is_told_to_be_damaged(read: Read) -> None:
    package = bytearray(zip_bytes({"通知.txt": NOTICE}))
    package[60:70] = bytes(10)
    with pytest.raises(Unreadable, match="损坏"):
        read("坏.zip", bytes(package))


def test_a_zip_with_a_password_is_told_to_have_one(read: Read) -> None:
    package = bytearray(zip_bytes({"通知.txt": NOTICE}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        package[package.index(mark) + offset] |= 1
    with pytest.raises(Unreadable, match="加了密码"):
        read("密.zip", bytes(package))
