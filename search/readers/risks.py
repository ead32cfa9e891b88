"""What a file is by its bytes, and what in it may start something: to be asked about before it is handed on (打开)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from papers.foreign import RISKS, Warned
from search.readers.errors import Unreadable
from search.readers.formats import HEAD, OFFICE, ending_of, lying_name, read_bytes, true_ending

_MACROS = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "Macros", "VBA"))
_OBJECTS = tuple(name.encode("utf-16-le") for name in ("ObjectPool", "Ole10Native", "Package"))
_RTF_OBJECTS = re.compile(rb"\\obj(?:data|ocx|emb|autlink)\b", re.IGNORECASE)
_RTF_OUTSIDE = re.compile(rb"\\\*\\template\s+(?:https?:|\\\\\\\\)", re.IGNORECASE)


def risks(data: bytes, name: str) -> tuple[str, tuple[Warned, ...]]:
    """(the ending that fits the bytes, what has to be asked about). A file that no reader knows has the ending ""."""
    lie = lying_name(data, name)
    told = [] if lie is None else [lie]
    if ending_of(name, data[:HEAD]) in OFFICE:
        told.extend(_old(data, name))
    else:
        with suppress(Unreadable):  # without text there is still an ending
            told.extend(each for reading in read_bytes(data, name) for each in reading.told)
    return true_ending(data, name), tuple(dict.fromkeys(each for each in told if each.kind in RISKS))


def _old(data: bytes, name: str) -> Iterator[Warned]:
    """What is told of formats that only an office suite reads: .doc .wps .rtf."""
    if any(mark in data for mark in _MACROS):
        yield Warned("macro", f"“{name}”带有宏，没有运行。")
    if any(mark in data for mark in _OBJECTS) or _RTF_OBJECTS.search(data):
        yield Warned("embedded", f"“{name}”里嵌有其他文件，没有打开。")
    if _RTF_OUTSIDE.search(data):
        yield Warned("outside", f"“{name}”引用外部模板，没有去取。")
