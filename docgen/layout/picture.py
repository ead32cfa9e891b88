"""Pictures with their captions. The standard says nothing about them; what is settled here is practice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.finding import Finding, Severity
from docgen.layout import standard as std
from docgen.layout.frame import Frame
from docgen.layout.rows import SMALL, Row
from docgen.layout.shaping import Span
from docgen.model import Align, Picture
from docgen.pages import NOWHERE, Image, Origin, Part, Role
from papers.problem import Problem

MOST_PIXELS = 100_000_000
"""A picture of more pixels is not opened: unpacked it would fill the memory of an office machine."""

DOTS = 150
"""Dots per inch at which a small picture is printed; a larger one is fitted to the type area."""

PADDING = 8.0
"""Points of white above and below a picture."""


class BadPicture(Problem):
    """The picture cannot be used; the message is a plain Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a picture as printed, in points."""

    width: float
    height: float


def picture_rows(picture: Picture, frame: Frame, origin: Origin = NOWHERE) -> list[Row]:
    """The picture, centred, and its caption below it in 4号楷体; a line that names it where it cannot be had."""
    try:
        path = find_picture(picture.path, frame.folder)
        size = fitted(pixels(path), frame)
    except BadPicture as problem:
        frame.findings.append(
            Finding("picture", Severity.ERROR, str(problem), paragraph=picture.line, text=picture.path)
        )
        name = Span(picture.caption or picture.path, Role.KAI, origin=origin)
        return _caption([Span("（图片“", Role.KAI), name, Span("”）", Role.KAI)], frame)
    rows = int((size.height + 2 * PADDING) / frame.pitch) + 1
    x = std.LEFT + (std.WIDTH - size.width) / 2
    y = (rows * frame.pitch - size.height) / 2
    image = Image(str(path), x, y, size.width, size.height, origin, caption=picture.caption)
    row = Row((image,), rows=rows, keep_next=bool(picture.caption), origin=origin, left=x)
    return [row, *_caption([Span(picture.caption, Role.KAI, origin=origin)], frame)] if picture.caption else [row]


def find_picture(name: str, folder: Path | None) -> Path:
    """The picture's file beside the source text; BadPicture where there is none."""
    path = Path(name) if folder is None else folder / name
    try:
        found = path.is_file()
    except (OSError, ValueError):  # a name too long, or with a null byte
        found = False
    if not found:
        raise BadPicture(f"找不到图片“{name}”，请把它放到文稿所在的文件夹。")
    return path


def pixels(path: Path) -> tuple[int, int]:
    """Width and height in pixels, from the file's header; BadPicture for what is no picture or too large."""
    import warnings

    from PIL import Image as Images

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Images.DecompressionBombWarning)
            with Images.open(path) as picture:
                width, height = picture.size
    except (OSError, ValueError, SyntaxError, Images.DecompressionBombError):
        raise BadPicture(f"图片“{path.name}”打不开，请换成 PNG 或 JPEG 格式。") from None
    if not 0 < width * height <= MOST_PIXELS:
        raise BadPicture(f"图片“{path.name}”太大（{width}×{height} 像素），请先缩小到 1 亿像素以内。")
    return width, height


def fitted(size: tuple[int, int], frame: Frame) -> Size:
    """The printed size: 150 dots an inch, but no wider than the type area and no higher than most of a page."""
    width, height = (pixel * 72 / DOTS for pixel in size)
    highest = (frame.rows - 4) * frame.pitch
    factor = min(1.0, std.WIDTH / width, highest / height)
    return Size(width * factor, height * factor)


def _caption(spans: Sequence[Span], frame: Frame) -> list[Row]:
    style = replace(SMALL, part=Part.PICTURE, fill=False, align=Align.CENTRE)
    return frame.setter.paragraph(spans, style)
