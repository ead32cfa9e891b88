"""Names of WordprocessingML (ISO/IEC 29500-1), and the few questions that are asked of its elements everywhere."""

from __future__ import annotations

import re

from search.readers.xml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML = "{urn:schemas-microsoft-com:vml}"

STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", WP),
)
"""ISO/IEC 29500 Strict has the same elements under other names."""

_OFF = frozenset(("0", "false", "off", "none"))


def of(element: Element, attribute: str, otherwise: str = "") -> str:
    """An attribute in the w: name space."""
    return str(element.get(W + attribute, otherwise))


def value(element: Element | None, child: str) -> str:
    """The w:val of a child (a path of w: names parted by “/”), "" where there is none."""
    if element is None:
        return ""
    path = W + child if "/" not in child else "/".join(W + part for part in child.split("/"))
    found = element.find(path)
    return "" if found is None else of(found, "val")


def is_on(element: Element) -> bool:
    """Whether a switch like w:b is on: it is when it says nothing."""
    return of(element, "val", "1") not in _OFF


def whole(text: str, otherwise: int) -> int:
    """A number of at most five figures."""
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise


def number(text: str) -> float:
    """A number with a sign and a fraction, 0 for anything else."""
    return float(text) if re.fullmatch(r"-?\d{1,9}(?:\.\d{1,9})?", text) else 0.0
