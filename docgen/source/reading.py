"""A draft's bytes as text: UTF-8, or the GBK of an old editor."""

from __future__ import annotations

_MARKS = (b"\xff\xfe", b"\xfe\xff")
_BINARY = frozenset(range(32)) - frozenset(b"\t\n\x0b\x0c\r\x1a\x1b")


class NotText(ValueError):
    """The bytes are no text; the message is a plain Chinese sentence."""


def decode(data: bytes) -> str:
    """The text of a draft. UTF-8 (with or without mark), UTF-16 with a mark, else GB18030.

    Raises NotText for what holds null bytes or is none of these: a .docx, a picture, a program.
    """
    if data[:2] in _MARKS:
        return _decoded(data, "utf-16")
    if any(byte in _BINARY for byte in data[:_LOOKED_AT]) or b"\0" in data:
        raise NotText(_WAY_OUT)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(data, "gb18030")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotText(_WAY_OUT) from None


_LOOKED_AT = 4096
_WAY_OUT = "这不是文本文件；请选用源文本（.md、.txt），Word 文件请先用“规范重排”或导入。"
