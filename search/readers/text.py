"""Plain text in the encodings that Chinese offices have."""

from __future__ import annotations

from fence import decoding
from search.readers.errors import Unreadable
from search.readers.reading import Reading


def read(data: bytes, name: str) -> list[Reading]:
    """The text of the file, line ends made line feeds."""
    return [Reading(decode(data, name))]


def decode(data: bytes, name: str) -> str:
    """Text from bytes; Unreadable for what is none."""
    try:
        return decoding.decode(data, name)
    except decoding.NotText as problem:
        raise Unreadable(str(problem)) from None
