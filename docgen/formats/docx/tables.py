"""Tables and pictures in a .docx, on the same grid rows as on our own pages."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from docx.shared import Pt
from docx.text.paragraph import Paragraph

from docgen.formats.docx.lines import with_held_ends
from docgen.formats.docx.writer import PLAIN, TW, Look, Writer, add_runs
from docgen.formats.docx.xml import body, element, set_values, spacing
from docgen.layout import standard as std
from docgen.layout.breaking import autospace
from docgen.layout.picture import PADDING, BadPicture, find_picture, fitted, pixels
from docgen.layout.shaping import Span
from docgen.layout.table import PADDING as CELL_PADDING
from docgen.layout.table import Grid
from docgen.model import Align, Picture, Table
from docgen.pages import Role

_JUSTIFICATION = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_BREAK = re.compile(r"<br\s*/?>|\n")


def write_table(table: Table, writer: Writer) -> None:
    """A table of the type area's width: header rows repeat on every page, numbers stand at the right."""
    if not table.rows or not any(table.rows):
        return
    if table.caption:
        writer.paragraph("表题", [Span(table.caption, Role.HEI)])
    if writer.after_table:
        writer.paragraph("版记锚点")
    writer.space_below()
    grid = Grid.of(table, writer.frame, std.HEIGHT if table.landscape else std.WIDTH)
    widths = [round((right - left) * TW) for left, right in zip(grid.edges, grid.edges[1:], strict=False)]
    made = _table(widths, grid)
    for index in range(len(table.rows)):
        made.append(_row(index, grid, widths, writer, header=index < table.header_rows))
    body(writer.word).insert_element_before(made, "w:sectPr")
    writer.after_table = True
    if writer.gaps:
        writer.blank(writer.gaps.pop(0))


def _table(widths: Sequence[int], grid: Grid) -> Any:  # noqa: ANN401  # lxml has no types
    table = element("w:tbl")
    settings = element("w:tblPr")
    settings.append(element("w:tblStyle", val="OfficialTable"))
    settings.append(element("w:tblW", w=sum(widths), type="dxa"))
    settings.append(element("w:tblLayout", type="fixed"))
    if grid.padding != CELL_PADDING:
        settings.append(_margins(round(grid.padding * TW)))
    table.append(settings)
    columns = element("w:tblGrid")
    for width in widths:
        columns.append(element("w:gridCol", w=width))
    table.append(columns)
    return table


def _margins(margin: int) -> Any:  # noqa: ANN401  # as above
    """White (tw) between a cell's text and its rules, at both sides."""
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=margin, type="dxa"))
    return margins


def _row(number: int, grid: Grid, widths: Sequence[int], writer: Writer, *, header: bool) -> Any:  # noqa: ANN401
    capacity = writer.frame.rows
    cells = grid.table.rows[number]
    rows = sum(row.rows for row in grid.rows(number, capacity, header=header))
    made = element("w:tr")
    settings = element("w:trPr")
    if rows < capacity // 2:
        settings.append(element("w:cantSplit"))
    settings.append(element("w:trHeight", val=int(rows * writer.pitch), hRule="atLeast"))
    if header:
        settings.append(element("w:tblHeader"))
    made.append(settings)
    for index, width in enumerate(widths):
        text = cells[index] if index < len(cells) else ""
        align = Align.CENTRE if header else grid.aligns[index]
        made.append(_cell(_BREAK.split(text), width, align, Role.HEI if header else Role.BODY, grid, writer))
    return made


def _cell(texts: Sequence[str], width: int, align: Align, role: Role, grid: Grid, writer: Writer) -> Any:  # noqa: ANN401  # as above
    made = element("w:tc")
    settings = element("w:tcPr")
    settings.append(element("w:tcW", w=width, type="dxa"))
    settings.append(element("w:vAlign", val="center"))
    made.append(settings)
    small = Look(size=grid.style.size) if grid.style.size != std.SMALL_SIZE else PLAIN
    for text in texts:
        paragraph = Paragraph(element("w:p"), cast("Any", writer.word))
        settings = cast("Any", paragraph.paragraph_format).element.get_or_add_pPr()
        settings.append(element("w:pStyle", val="TableText"))
        settings.append(element("w:jc", val=_JUSTIFICATION[align]))
        if small is not PLAIN:
            set_values(spacing(paragraph), line=round(grid.style.pitch * TW))
        add_runs(paragraph, Span(_held(text, role, width / TW, grid), role), small)
        made.append(cast("Any", paragraph.paragraph_format).element)
    return made


def _held(text: str, role: Role, width: float, grid: Grid) -> str:
    """A cell's text, its lines ended where our own pages end them; `width` (points) is that of the column."""
    shaper, style = grid.frame.setter.shaper, grid.style
    widths = [shaper.width(character, role, style.size) for character in text]
    return with_held_ends(text, widths, width - 2 * grid.padding, autospace(style.size, style.tracking))


def write_picture(picture: Picture, writer: Writer) -> None:
    """A picture, centred, and its caption below; a line that names it where it cannot be had."""
    try:
        path = find_picture(picture.path, writer.frame.folder)
        size = fitted(pixels(path), writer.frame)
    except BadPicture:
        writer.paragraph("图题", [Span(f"（图片“{picture.caption or picture.path}”）", Role.KAI)])
        return
    height = (int((size.height + 2 * PADDING) / writer.frame.pitch) + 1) * writer.pitch
    spare = max(height - round(size.height * TW) - _LINE_EXTRA, 0)
    writer.blanks += spare // 2
    paragraph = writer.paragraph("图片")
    set_values(spacing(paragraph), after=spare - spare // 2)
    paragraph.add_run().add_picture(_readable(path), Pt(size.width), Pt(size.height))
    if picture.caption:
        writer.paragraph("图题", [Span(picture.caption, Role.KAI)])


_LINE_EXTRA = 20
"""tw by which a line is higher than the picture on it: the depth of characters of one point."""


def _readable(path: Path) -> io.BytesIO:
    """The picture as PNG or JPEG: word processors know no more than that everywhere."""
    from PIL import Image

    with Image.open(path) as picture:
        if picture.format in {"PNG", "JPEG"}:
            return io.BytesIO(path.read_bytes())
        data = io.BytesIO()
        picture.convert("RGBA" if "A" in picture.getbands() else "RGB").save(data, "PNG")
    return io.BytesIO(data.getvalue())
