"""Red seals over signature and date: taken off the picture, since what lies under one is not found otherwise."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_SMALLEST, _LARGEST = 0.08, 0.25
"""Shares of the page's longer side: seals are 42 to 60 mm wide, a character of a masthead 22 mm at the most."""

_ROUND = 1.6  # the longer side of a seal against the shorter: some are ovals
_RED, _REDDER = 120, 45  # brightness of red ink, and by how much it is above that of the other colours


def without_seals(picture: Any) -> Any:  # noqa: ANN401  numpy is there only with the extra
    """The picture (blue, green, red) as through a red glass where there is a seal: red goes, black stays.

    A masthead is red too: it is left alone, since no piece of it is as large as a seal.
    """
    cv2, numpy = import_module("cv2"), import_module("numpy")
    blue, green, red = (picture[:, :, colour].astype("int16") for colour in range(3))
    inked = ((red > _RED) & (red - numpy.maximum(blue, green) > _REDDER)).astype("uint8")
    pieces = cv2.connectedComponentsWithStats(cv2.dilate(inked, numpy.ones((3, 3), "uint8")))[2][1:]
    seals = [piece for piece in pieces if _is_seal(int(piece[2]), int(piece[3]), max(picture.shape[:2]))]
    if not seals:
        return picture
    clear = picture.copy()
    for left, top, width, height, _area in seals:
        place = clear[top : top + height, left : left + width]
        place[:] = place[:, :, 2:]
    return clear


def _is_seal(width: int, height: int, page: int) -> bool:
    shorter, longer = sorted((width, height))
    return _SMALLEST * page < shorter and longer < _LARGEST * page and longer < _ROUND * shorter
