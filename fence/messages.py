"""Messages between the program and a worker (protocol): a line of JSON with the size of the bytes that follow it."""

from __future__ import annotations

import json
from typing import Any, BinaryIO, NamedTuple

LARGEST_HEAD = 250_000_000
"""Bytes of the JSON of one message: the text of the largest file that is read, 20 million characters."""

LARGEST_DATA = 400_000_000
"""Bytes after the JSON of one message."""


class Message(NamedTuple):
    """What is said, and the bytes that go with it."""

    head: dict[str, Any]
    data: bytes = b""


def write(stream: BinaryIO, message: Message) -> None:
    """Send a message. The bytes are not copied: a file may be large."""
    head = json.dumps({**message.head, "size": len(message.data)}, ensure_ascii=False)
    stream.write(head.encode("utf-8", "replace") + b"\n")
    stream.write(message.data)
    stream.flush()


def read(stream: BinaryIO) -> Message | None:
    """The next message; None at the end, and for what is none: whoever is at the other end may have been taken over."""
    line = stream.readline(LARGEST_HEAD)
    if not line.endswith(b"\n"):
        return None
    head: dict[str, Any] = json.loads(line)
    size = int(head.pop("size"))
    if not 0 <= size <= LARGEST_DATA:
        return None
    data = stream.read(size) if size else b""
    return Message(head, data) if len(data) == size else None
