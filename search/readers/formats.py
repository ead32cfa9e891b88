"""Which reader a file gets, by its name's ending and its first bytes."""

from __future__ import annotations

import importlib
from pathlib import PurePath

from search.readers.errors import Unreadable
from search.readers.reading import Reading

READERS = {
    ".txt": "text",
    ".text": "text",
    ".md": "source",
    ".markdown": "source",
    ".html": "web",
    ".htm": "web",
    ".docx": "word",
    ".docm": "word",
    ".pdf": "pdf",
    ".ofd": "ofd",
    ".zip": "zipped",
}
"""Ending → module of this package with `read(data, name) -> list[Reading]`; imported only when such a file comes."""


def read_bytes(data: bytes, name: str) -> list[Reading]:
    """The documents in a file's bytes; raises Unreadable."""
    ending = PurePath(name).suffix.lower()
    module = READERS.get(ending)
    if module is None:
        raise Unreadable(f"还不能读“{name}”这种文件，请另存为 .docx、.pdf 或 .txt 后再导入。")
    if not data:
        raise Unreadable(f"“{name}”是空文件。")
    readings: list[Reading] = importlib.import_module(f"search.readers.{module}").read(data, name)
    written = [reading for reading in readings if reading.text.strip()]
    if not written:
        raise Unreadable(f"“{name}”里没有文字。")
    return written
