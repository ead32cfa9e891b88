"""The few things asked of the file's XML that python-docx has no call for; the one place without types."""

# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
# lxml has no types; its elements are Any here and nowhere else

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.table import Table
from docx.text.paragraph import Paragraph

ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers"),
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
    *("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
    *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl"),
    *("divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
)
"""What w:pPr may hold, in the order that the format asks for (ECMA-376 part 1, 17.3.1.26)."""


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


def put(paragraph: Paragraph, made: Any) -> None:  # noqa: ANN401  # as in element
    """Put an element into the paragraph's w:pPr, at its place."""
    name = made.tag.split("}")[1]
    after = (f"w:{other}" for other in ORDER[ORDER.index(name) + 1 :])
    properties(paragraph).insert_element_before(made, *after)


def set_tabs(paragraph: Paragraph, places: Sequence[int], align: str = "left") -> None:
    """Give a paragraph tab stops at places in tw."""
    tabs = element("w:tabs")
    for place in sorted(set(places)):
        tabs.append(element("w:tab", val=align, pos=place))
    put(paragraph, tabs)


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


def body(word: WordDocument) -> Any:  # noqa: ANN401  # as in element
    """The document's w:body."""
    return cast("Any", word.element).body


def remove_grid(word: WordDocument) -> None:
    """Take the line grid away."""
    for grid in list(body(word).iter(qn("w:docGrid"))):
        grid.getparent().remove(grid)


def clear(container: object) -> None:
    """Remove all paragraphs of a header or footer."""
    inside = cast("Any", container)._element  # noqa: SLF001  # python-docx has no public way to it
    for paragraph in list(inside.iterchildren(qn("w:p"))):
        inside.remove(paragraph)


def put_in_frame(paragraph: Paragraph, **place: str | int) -> None:
    """Put a paragraph into a frame; neighbours with the same frame share it."""
    frame = element("w:framePr", **{"wrap": "notBeside", **place})
    put(paragraph, frame)


def stand_on_one_middle(paragraph: Paragraph) -> None:
    """Let characters of different sizes on one line stand on one middle, not on one base line."""
    put(paragraph, element("w:textAlignment", val="center"))


def table_settings(table: Table, indent: int, widths: Sequence[int]) -> None:
    """Make a table of python-docx one without rules and cell margins, of fixed columns; all in tw."""
    made = cast("Any", table)._tbl  # noqa: SLF001  # python-docx has no public way to it
    settings = made.tblPr
    for name in ("w:tblStyle", "w:tblW", "w:tblLook", "w:jc", "w:tblLayout"):
        for found in settings.findall(qn(name)):
            settings.remove(found)
    settings.append(element("w:tblW", w=sum(widths), type="dxa"))
    settings.append(element("w:tblInd", w=indent, type="dxa"))
    settings.append(element("w:tblLayout", type="fixed"))
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=0, type="dxa"))
    settings.append(margins)
    for index, width in enumerate(widths):
        table.columns[index].width = Twips(width)
        table.cell(0, index).width = Twips(width)


def line_of(paragraph: Paragraph) -> int:
    """The paragraph's own exact line height in tw, 0 where it is the style's."""
    return int(_own_spacing(paragraph).get(qn("w:line"), "0"))


def space_of(paragraph: Paragraph) -> int | None:
    """The paragraph's own space before in tw, None where it is the style's."""
    found = _own_spacing(paragraph).get(qn("w:before"))
    return None if found is None else int(found)


def _own_spacing(paragraph: Paragraph) -> Any:  # noqa: ANN401  # as in element
    found = node(paragraph).find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    return {} if found is None else found


def leave_grid(paragraph: Paragraph) -> None:
    """Take a paragraph off the line grid, which would win over its own pitch."""
    put(paragraph, element("w:snapToGrid", val=0))
