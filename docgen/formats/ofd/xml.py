"""The pieces of an OFD file's XML: names, numbers in millimetres, and text that stays well-formed whatever it is."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "http://www.ofdspec.org/2016"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
MM = 25.4 / 72
"""Millimetres in a point: OFD's unit (GB/T 33190—2016, 8.1)."""

# XML 1.0 holds no other controls, no surrogates and no noncharacters at the end of the basic plane.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(name: str, body: str, attributes: str = "") -> bytes:
    """A whole part whose root element is `name`."""
    return f'{DECLARATION}<ofd:{name} xmlns:ofd="{NAMESPACE}"{attributes}>{body}</ofd:{name}>'.encode()


def legal(text: str) -> str:
    """The text without what XML cannot hold."""
    return _ILLEGAL.sub("", text)


def content(text: str) -> str:
    """A text between two tags."""
    return escape(legal(text))


def value(text: str) -> str:
    """A text as the value of an attribute, its quotes included."""
    return quoteattr(legal(text))


def element(name: str, text: str) -> str:
    """An element that holds a text; nothing where the text is empty."""
    return f"<ofd:{name}>{content(text)}</ofd:{name}>" if text else ""


@lru_cache(maxsize=8192)
def number(millimetres: float) -> str:
    """A length to a ten-thousandth of a millimetre."""
    return f"{millimetres:.4f}".rstrip("0").rstrip(".") or "0"


def lengths(*points: float) -> str:
    """Lengths given in points, in millimetres."""
    return " ".join(number(point * MM) for point in points)
