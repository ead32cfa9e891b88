"""Pictures of pages (.png .jpg .tif .bmp): scans and photographs, whose text has to be recognised."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from typing import Any

from PIL import Image, ImageOps, ImageSequence

from search.readers.errors import Unreadable
from search.readers.flow import Line
from search.readers.pdf import text_of
from search.readers.reading import Reading, Recognise
from search.readers.recognising import LONGEST
from search.readers.table_rows import in_rows

MAX_DOTS = 100_000_000
"""Dots of one picture: A3 at 600 dots per inch has 70 million."""

MAX_FRAMES = 500
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "MPO")


def read(data: bytes, name: str, recognise: Recognise | None = None) -> list[Reading]:
    """The pages (a fax in .tif has several) are named, and read where `recognise` is there."""
    try:
        frames = [[] if recognise is None else _recognised(frame, recognise) for frame in _frames(data)]
    except Image.DecompressionBombError as error:
        raise Unreadable(f"“{name}”的图片太大，请缩小后再导入。") from error
    except OSError as error:
        raise Unreadable(f"“{name}”不是完整的图片，请重新扫描或另存一份再导入。") from error
    scanned = tuple(range(1, len(frames) + 1))
    return [Reading(text_of(frames), scanned=scanned, recognised=recognise is not None)]


def _frames(data: bytes) -> Iterator[Image.Image]:
    """The pictures in the file, not drawn yet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # our own bound is the lower one
        picture = Image.open(io.BytesIO(data), formats=_FORMATS)
    for frame in islice(ImageSequence.Iterator(picture), MAX_FRAMES):
        if frame.width * frame.height > MAX_DOTS:
            raise Image.DecompressionBombError
        yield frame


def _recognised(frame: Image.Image, recognise: Recognise) -> list[Line]:
    """The lines on a picture, upright and on white, no larger than the models look at."""
    frame.draft("RGB", (LONGEST, LONGEST))
    upright = ImageOps.exif_transpose(frame)
    upright.thumbnail((LONGEST, LONGEST))
    clear = upright.convert("RGBA") if "A" in upright.mode or "transparency" in upright.info else upright.convert("RGB")
    white = Image.new("RGB", clear.size, "white")
    white.paste(clear, mask=clear if clear.mode == "RGBA" else None)
    numpy: Any = import_module("numpy")
    return list(in_rows(recognise(numpy.asarray(white)[:, :, ::-1], 1.0)))
