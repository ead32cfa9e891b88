"""A .zip: every file in it that can be read, zips in it too."""

from __future__ import annotations

import struct
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import PurePosixPath

from search.readers.errors import Unreadable
from search.readers.formats import HEAD, OFFICE, ending_of, read_bytes
from search.readers.limits import Package
from search.readers.reading import Reading

_UTF_8 = 0x800
_UNICODE_PATH = 0x7075
_BEFORE_NAME = 5  # bytes: version and checksum
_NOT_WRITTEN = "__MACOSX/"
"""Where macOS keeps what nobody wrote."""

MAX_DEPTH = 3
MAX_PASSED_ON = 50_000_000
"""Bytes of members that have to go to another process: an office suite, or the one that reads scans."""


def read(data: bytes, name: str, depth: int = 1) -> list[Reading]:
    """The documents in the zip. Nothing is written to the disk: a member's path is a name and nothing more."""
    if depth > MAX_DEPTH:
        raise Unreadable(f"“{name}”里的压缩包套得太深，请先解开再导入。")
    package = Package(data, name)
    readings: list[Reading] = []
    problems: list[str] = []
    passed_on = 0
    for info in package.parts:
        shown = PurePosixPath(_readable(info).replace("\\", "/")).name
        if info.is_dir() or not shown or shown.startswith((".", "~$")) or info.filename.startswith(_NOT_WRITTEN):
            continue
        try:
            found = _member(package.part(info.filename), shown, depth)
        except Unreadable as problem:
            problems.append(str(problem))
            continue
        passed_on += sum(len(each.office) + len(each.scan) for each in found)
        if passed_on <= MAX_PASSED_ON:
            readings.extend(found)
        else:
            problems.append(f"压缩包里的“{shown}”太大，请先解开再导入，已跳过。")
    if not readings:
        raise Unreadable(problems[0] if problems else f"“{name}”里没有文件。")
    if problems:
        readings[0] = replace(readings[0], warnings=(*readings[0].warnings, *problems))
    return readings


def _member(data: bytes, name: str, depth: int) -> list[Reading]:
    if ending_of(name, data[:HEAD]) in OFFICE:
        return [Reading("", name=name, office=data)]
    inner = PurePosixPath(name).suffix.lower() == ".zip"
    found = read(data, name, depth + 1) if inner else read_bytes(data, name)
    return [_named(each, name, data) for each in found]


def _named(reading: Reading, name: str, data: bytes) -> Reading:
    scan = data if reading.scanned and not reading.name else reading.scan
    return replace(reading, name=reading.name or name, scan=scan)


def _readable(part: zipfile.ZipInfo) -> str:
    """The member's name: by its flag, by the name in Unicode that some add, else by trying UTF-8, then GB18030 (GBK).

    Zips made on macOS carry UTF-8 without saying so, with accents apart; those of Chinese Windows carry GBK. Python
    takes both for cp437.
    """
    if part.flag_bits & _UTF_8:
        return unicodedata.normalize("NFC", part.filename)
    if told := _unicode_name(part.extra):
        return unicodedata.normalize("NFC", told)
    try:
        raw = part.filename.encode("cp437")
    except UnicodeError:
        return part.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return unicodedata.normalize("NFC", raw.decode(encoding))
        except UnicodeError:
            continue
    return part.filename


def _unicode_name(extra: bytes) -> str:
    """The name in Info-ZIP's Unicode Path extra field (APPNOTE 4.6.9: 0x7075, version, CRC, name), "" for none."""
    start = 0
    while start + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, start)
        if kind == _UNICODE_PATH and size > _BEFORE_NAME:
            return extra[start + 4 + _BEFORE_NAME : start + 4 + size].decode("utf-8", "replace")
        start += 4 + size
    return ""
