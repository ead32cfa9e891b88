"""The few things asked of the file's XML that python-docx has no call for; the one place without types."""

# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
# lxml has no types; its elements are Any here and nowhere else

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

AFTER_FRAME = ("w:widowControl", "w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
"""What may follow w:framePr in w:pPr, in the order that the format asks for."""


def element(name: str, **attributes: str | int) -> Any:  # noqa: ANN401  # lxml has no types
    """A new element of a name like “w:sz” with attributes in the w: namespace, like val=32."""
    made = cast("Any", OxmlElement(name))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def set_values(target: Any, **attributes: str | int) -> None:  # noqa: ANN401  # as in element
    """Set attributes in the w: namespace."""
    for key, value in attributes.items():
        target.set(qn(f"w:{key}"), str(value))


def node(paragraph: Paragraph) -> Any:  # noqa: ANN401  # as in element
    """The paragraph's w:p."""
    return cast("Any", paragraph.paragraph_format).element


def properties(paragraph: Paragraph) -> Any:  # noqa: ANN401  # as in element
    """The paragraph's w:pPr, made where it is missing."""
    return node(paragraph).get_or_add_pPr()


def spacing(paragraph: Paragraph) -> Any:  # noqa: ANN401  # as in element
    """The paragraph's own w:spacing, made where it is missing."""
    return properties(paragraph).get_or_add_spacing()


def set_tabs(paragraph: Paragraph, places: Sequence[int]) -> None:
    """Give a paragraph left tab stops at places in tw, and no others."""
    tabs = element("w:tabs")
    for place in sorted(set(places)):
        tabs.append(element("w:tab", val="left", pos=place))
    properties(paragraph).insert_element_before(tabs, *AFTER_FRAME[3:])


def styles(word: WordDocument) -> Any:  # noqa: ANN401  # as in element
    """The document's w:styles."""
    return cast("Any", word.styles).element


def style_spaces(word: WordDocument) -> dict[str, int]:
    """The space before (tw) of every paragraph style, by name."""
    found: dict[str, int] = {}
    for style in styles(word).iterchildren(qn("w:style")):
        given = style.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
        found[style.find(qn("w:name")).get(qn("w:val"))] = 0 if given is None else int(given.get(qn("w:before"), "0"))
    return found
