"""A .zip: every file in it that can be read, zips in it too."""

from __future__ import annotations

from pathlib import PurePosixPath

from search.readers.errors import Unreadable
from search.readers.formats import OFFICE, read_bytes
from search.readers.limits import Package
from search.readers.reading import Reading

MAX_DEPTH = 3


def read(data: bytes, name: str, depth: int = 1) -> list[Reading]:
    """The documents in the zip. Nothing is written to the disk: a member's path is a name and nothing more."""
    if depth > MAX_DEPTH:
        raise Unreadable(f"“{name}”里的压缩包套得太深，请先解开再导入。")
    package = Package(data, name)
    readings: list[Reading] = []
    problems: list[str] = []
    for info in package.parts:
        shown = PurePosixPath(_readable(info.filename, info.flag_bits).replace("\\", "/")).name
        if info.is_dir() or not shown or shown.startswith((".", "~$")):
            continue
        try:
            readings.extend(_member(package.part(info.filename), shown, depth))
        except Unreadable as problem:
            problems.append(str(problem))
    if not readings:
        raise Unreadable(problems[0] if problems else f"“{name}”里没有文件。")
    if problems:
        first = readings[0]
        readings[0] = Reading(first.text, first.given, (*first.warnings, *problems), first.name)
    return readings


def _member(data: bytes, name: str, depth: int) -> list[Reading]:
    ending = PurePosixPath(name).suffix.lower()
    if ending in OFFICE:
        raise Unreadable(f"压缩包里的“{name}”要先解开再导入，已跳过。")
    found = read(data, name, depth + 1) if ending == ".zip" else read_bytes(data, name)
    return [Reading(each.text, each.given, each.warnings, each.name or name) for each in found]


def _readable(name: str, flags: int) -> str:
    """The member's name: zips made on Chinese Windows carry GBK that zipfile takes for cp437."""
    if flags & 0x800:
        return name
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name
