"""Reading the text on a picture of a page: rapidocr's models, offline, on the processor alone (the extra `ocr`)."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from statistics import median
from typing import Any

from search.readers.flow import Line
from search.readers.reading_order import in_order
from search.readers.seals import without_seals

DPI = 170
"""Dots per inch: 16-point characters are 38 dots high, an A4 page comes to the models' own limit of 2,000 dots."""

LONGEST = 2000
"""Dots of a page's longer side: the models make a larger picture smaller themselves."""

_PACKAGE = "rapidocr_onnxruntime"
_MOST_THREADS = 4
_ASKED = 12  # lines that are asked for their direction
_LONGEST_STRIP = 8
"""How many times longer than wide a picture may be."""
_LONG = 5  # heights: a line as long tells how far the page was turned
_NARROW = 0x2E80  # characters below are half as wide as a Chinese one
_FLATTEST, _TALLEST = 0.6, 1.3
"""The height of characters against that of the box that was found around them."""

_HAN = "一-鿿〇"
_WIDE = str.maketrans("(),:;?!", "（），：；？！")
_MARK = re.compile(
    rf"(?<=[{_HAN}”》）])[,:;?!]|\((?=[{_HAN}]|$)|(?<=[{_HAN}。；！？”》])\)"
    r"|[(（][一二三四五六七八九十\d]{1,3}[)）]"
)
_PAGE = re.compile(r"[-—一－~_]{1,2}\s*(\d{1,4})\s*[-—一－~_]{1,2}")
_NUMBER = re.compile(r"[〔［\[【(（{]((?:19|20)\d\d)[〕］\]】)）}](?=\s*(?:第\s*)?\d+\s*号)")


@cache
def installed() -> bool:
    """Whether the extra is there."""
    return find_spec(_PACKAGE) is not None


def threads() -> int:
    """Half of the processors: whoever sits at the machine keeps the other half."""
    return max(1, min(_MOST_THREADS, (os.cpu_count() or 2) // 2))


def recognised(picture: Any, scale: float) -> list[Line]:  # noqa: ANN401  numpy is there only with the extra
    """The lines on a picture (height × width × blue, green, red), as they are read; their boxes divided by `scale`."""
    found = _found(_wide_enough(without_seals(picture)))
    upright = _upright([[(x / scale, y / scale) for x, y in each[0]] for each in found])
    return in_order([_line(box, each[1]) for box, each in zip(upright, found, strict=True)])


def _found(picture: Any) -> Any:  # noqa: ANN401
    """(Four corners, text, how sure) of each line, with the page turned until its lines stand upright."""
    turn = import_module("numpy").rot90
    found = _engine()(picture)[0] or ()
    if _is_sideways(found):
        picture = turn(picture).copy()
        found = _engine()(picture)[0] or ()
    if _is_upside_down(picture, found):
        found = _engine()(turn(picture, 2).copy())[0] or ()
    return found


def _is_sideways(found: Any) -> bool:  # noqa: ANN401
    tall = sum(math.dist(box[0], box[3]) > math.dist(box[0], box[1]) for box, *_ in found)
    return tall * 2 > len(found)


def _is_upside_down(picture: Any, found: Any) -> bool:  # noqa: ANN401
    """Whether the model that tells a line's direction says so of most of the longest lines."""
    longest = sorted((box for box, *_ in found), key=lambda box: math.dist(box[0], box[1]))[-_ASKED:]
    if not longest:
        return False
    corners = import_module("numpy").array(longest, "float32")
    told = _engine().text_cls(_engine().get_crop_img_list(picture, corners))[1]
    return sum(direction == "180" for direction, _sure in told) * 2 > len(longest)


def _wide_enough(picture: Any) -> Any:  # noqa: ANN401
    """The picture with white below or beside it where it is a strip: the models would make its short side 736 dots."""
    short = max(picture.shape[:2]) // _LONGEST_STRIP
    missing = [(0, max(0, short - side)) for side in picture.shape[:2]]
    return import_module("numpy").pad(picture, (*missing, (0, 0)), constant_values=255)


@cache
def _engine() -> Any:  # noqa: ANN401  it has no types
    """The models, which lie in the package itself."""
    import_module("onnxruntime").disable_telemetry_events()
    import_module("cv2").setNumThreads(threads())
    return import_module(_PACKAGE).RapidOCR(intra_op_num_threads=threads(), inter_op_num_threads=1)


Point = tuple[float, float]


def _upright(boxes: Sequence[Sequence[Point]]) -> list[list[Point]]:
    """The boxes turned back by what the page was turned on the glass: edges are told by where the lines begin."""
    slopes = [_slope(box) for box in boxes if math.dist(box[0], box[1]) > _LONG * math.dist(box[0], box[3])]
    turned = median(slopes) if slopes else 0.0
    cos, sin = math.cos(turned), math.sin(turned)
    return [[(x * cos + y * sin, y * cos - x * sin) for x, y in box] for box in boxes]


def _slope(box: Sequence[Point]) -> float:
    (left, upper), (right, lower) = box[0], box[1]
    return math.atan2(lower - upper, right - left)


def _line(box: Sequence[Point], text: str) -> Line:
    """A line with the height of its characters, told by their width: boxes are found now higher, now lower."""
    left, right = min(x for x, _ in box), max(x for x, _ in box)
    middle = sum(y for _, y in box) / len(box)
    found = (math.dist(box[0], box[3]) + math.dist(box[1], box[2])) / 2
    width = sum(0.5 if ord(character) < _NARROW else 1 for character in text)
    height = max(_FLATTEST * found, min(_TALLEST * found, (right - left) / max(width, 1)))
    return Line(as_printed(text), left, right, middle - height / 2, middle + height / 2)


def as_printed(text: str) -> str:
    """With the marks that Chinese papers print where the models take them for their narrow twins."""
    if page := _PAGE.fullmatch(text):
        return f"—{page[1]}—"
    wide = _MARK.sub(lambda mark: mark[0].translate(_WIDE), text)
    return _NUMBER.sub(r"〔\1〕", wide)
