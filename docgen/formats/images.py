"""Pictures for PDF and OFD: no more dots than print shows, so that a page stays small."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from docgen.pages import Image

DOTS = 200
"""Dots per inch kept in print."""

QUALITY = 82
"""JPEG quality of photographs."""

FEW_COLOURS = 256
"""A picture with no more colours than this is a drawing and is kept without loss."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A picture as it is printed: `data` is a whole file of the kind JPEG or PNG."""

    data: bytes
    kind: str


def printable(image: Image) -> Printed | None:
    """The picture as it is printed, None where the file has gone or is damaged since the pages were laid out."""
    from PIL import Image as Images

    try:
        with Images.open(image.path) as opened:
            picture = opened.convert("RGBA" if "A" in opened.getbands() or "transparency" in opened.info else "RGB")
    except (OSError, ValueError, SyntaxError):
        return None
    picture = _flattened(picture)
    if image.turned:
        picture = picture.transpose(Images.Transpose.ROTATE_90)
    limit = (max(int(image.width / 72 * DOTS), 1), max(int(image.height / 72 * DOTS), 1))
    if picture.width > limit[0]:
        picture = picture.resize(limit, Images.Resampling.LANCZOS)
    target = io.BytesIO()
    if picture.getcolors(FEW_COLOURS) is not None:
        picture.save(target, "PNG")
        return Printed(target.getvalue(), "PNG")
    picture.save(target, "JPEG", quality=QUALITY)
    return Printed(target.getvalue(), "JPEG")


def _flattened(picture: Any) -> Any:  # noqa: ANN401  # Pillow's image
    """The picture on white paper."""
    from PIL import Image as Images

    if picture.mode != "RGBA":
        return picture
    paper = Images.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper
