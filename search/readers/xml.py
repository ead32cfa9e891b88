"""XML from strangers, parsed without entities, without network and without huge trees. The one place that has lxml."""

from __future__ import annotations

from importlib import import_module
from typing import Any

Element = Any
"""An lxml element; lxml has no types."""


def parse_xml(data: bytes) -> Element:
    """The root of an XML text. Raises ValueError when it is not well formed."""
    etree: Any = import_module("lxml.etree")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("not well formed") from error


def walk_html(text: str) -> Any:  # noqa: ANN401  an iterator of (event, element)
    """Start, end, comment and instruction events of an HTML page, walked without recursion. ValueError as above."""
    etree: Any = import_module("lxml.etree")
    html: Any = import_module("lxml.html")
    try:
        page = html.document_fromstring(text.encode(), parser=html.HTMLParser(no_network=True, encoding="utf-8"))
    except etree.LxmlError as error:
        raise ValueError("not a page") from error
    return etree.iterwalk(page, events=("start", "end", "comment", "pi"))
