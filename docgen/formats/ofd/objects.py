"""The items of a page as OFD's graphic units: text, path and image objects (GB/T 33190—2016, 8.4, 9, 10, 11).

A unit's own coordinates begin at the corner of its boundary, which must enclose all of its ink: readers cut off what
lies outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from docgen.formats.ofd.xml import MM, content, lengths, number
from docgen.pages import Image, Rule, Text

BOLD = 1 / 30
"""Stroke of thickened characters as a fraction of their size, as in the PDF."""

_ROOM = 3.0
"""Points around the ink of a rule."""

_ASCENT, _DESCENT, _SIDE = 1.25, 0.5, 0.5
"""Ems that a run's boundary reaches above and below its base line, and to both sides: no face's ink goes further."""

_LEAST_REPEATED = 3
"""Equal steps from which on “g n step” is shorter."""


def text_object(text: Text, number_of: int, font: int) -> str:
    """A run of text; nothing where there is nothing but blanks.

    Readers trim blanks from both ends of a TextCode: they are left out and the place is shifted instead.
    """
    shown = text.text.strip(" ")
    if not shown:
        return ""
    start = text.text.index(shown)
    advances = text.advances[start : start + len(shown)]
    x, size = sum(text.advances[:start]), text.size
    width = sum(advances) + 2 * _SIDE * size
    height = (_ASCENT + _DESCENT) * size
    inner_x, inner_y = _SIDE * size, _ASCENT * size
    if text.turned:  # the run goes up the page: its x axis points up, its y axis to the right
        left, top = text.x - inner_y, text.baseline - x - width + inner_x
        place, turn = (left, top, height, width), f' CTM="0 -1 1 0 0 {number(width * MM)}"'
    else:
        place, turn = (text.x + x - inner_x, text.baseline - inner_y, width, height), ""
    scale = "" if text.scale == 1.0 else f' HScale="{text.scale:.4f}"'
    bold = f' Stroke="true" LineWidth="{number(size * BOLD * MM)}"' if text.bold else ""
    colour = _colours(text.colour, bold=text.bold)
    steps = _steps(advances[:-1])
    return (
        f'<ofd:TextObject ID="{number_of}" Boundary="{lengths(*place)}" Font="{font}" Size="{lengths(size)}"'
        f"{scale}{turn}{bold}>{colour}"
        f'<ofd:TextCode X="{lengths(inner_x)}" Y="{lengths(inner_y)}"{steps}>{content(shown)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def _steps(advances: Sequence[float]) -> str:
    """DeltaX: from each character to the next, “g n step” for n equal steps."""
    words: list[str] = []
    for step, same in groupby(number(advance * MM) for advance in advances):
        count = sum(1 for _ in same)
        words += ["g", str(count), step] if count >= _LEAST_REPEATED else [step] * count
    return f' DeltaX="{" ".join(words)}"' if words else ""


def _colours(colour: str, *, bold: bool) -> str:
    """The colour of the fill, and of the stroke too where there is one."""
    components = _components(colour)
    stroke = f'<ofd:StrokeColor Value="{components}"/>' if bold else ""
    return f'<ofd:FillColor Value="{components}"/>{stroke}'


def _components(colour: str) -> str:
    return " ".join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))


def path_object(rule: Rule, number_of: int) -> str:
    """A rule as a stroked path."""
    left, top = min(rule.x1, rule.x2) - _ROOM, min(rule.y1, rule.y2) - _ROOM
    width, height = abs(rule.x2 - rule.x1) + 2 * _ROOM, abs(rule.y2 - rule.y1) + 2 * _ROOM
    start, end = lengths(rule.x1 - left, rule.y1 - top), lengths(rule.x2 - left, rule.y2 - top)
    return (
        f'<ofd:PathObject ID="{number_of}" Boundary="{lengths(left, top, width, height)}"'
        f' LineWidth="{lengths(rule.width)}" Stroke="true" Fill="false">'
        f'<ofd:StrokeColor Value="{_components(rule.colour)}"/>'
        f"<ofd:AbbreviatedData>M {start} L {end}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def image_object(image: Image, number_of: int, resource: int) -> str:
    """A picture: the unit square of its resource stretched over the boundary."""
    place = lengths(image.x, image.y, image.width, image.height)
    stretch = f"{lengths(image.width)} 0 0 {lengths(image.height)} 0 0"
    return f'<ofd:ImageObject ID="{number_of}" Boundary="{place}" CTM="{stretch}" ResourceID="{resource}"/>'
