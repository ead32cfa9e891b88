"""Pictures with their captions."""

from __future__ import annotations

from docgen.layout.frame import Frame
from docgen.layout.rows import Row
from docgen.model import Picture


def picture_rows(picture: Picture, frame: Frame) -> list[Row]:
    """The rows of a picture."""
    return []
