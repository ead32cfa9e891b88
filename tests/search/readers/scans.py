"""Scans of our own making: pages drawn, turned a little, made noisy, and put back into a PDF as pictures alone."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

NOTICE = """---
版式: 普通
标题: 关于开展城区路灯检修的通知
发文字号: 青管〔2026〕12号
主送机关: 各街道办事处
署名: 青澜新区管理委员会
成文日期: 2026-04-15
---
为保障群众夜间出行安全，现就开展城区路灯检修通知如下。
一、检修范围。城区主次干道、背街小巷和公园广场的照明设施，包括灯杆、灯具、线路和控制箱。
二、检修时间。请于5月31日前完成，并将检修情况书面报送区城市管理局。
"""
"""One page; the source text of a notice."""

DPI = 200
"""What an office's scanner is set to as a rule."""


def pictures(data: bytes, *, degrees: float = 0.4, noise: float = 12, dpi: int = DPI) -> Iterator[Image.Image]:
    """The pages of a PDF as a scanner would see them: askew, grey, soft and speckled."""
    pypdfium2: Any = import_module("pypdfium2")  # it has no types
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        clean: Image.Image = document[number].render(scale=dpi / 72).to_pil().convert("RGB")
        turned = clean.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
        soft = turned.filter(ImageFilter.GaussianBlur(0.6))
        speckles = Image.effect_noise(soft.size, noise).convert("RGB")
        yield Image.blend(soft, speckles, 0.15)
    document.close()


def sealed(page: Image.Image, left: int, top: int, width: int) -> Image.Image:
    """The picture with a red round seal stamped on it: a ring, and a star in its middle."""
    ink = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(ink)
    draw.ellipse((left, top, left + width, top + width), outline=(225, 40, 40), width=width // 36)
    x, y = left + width / 2, top + width / 2
    corners = [(width / (6 if index % 2 == 0 else 15), math.pi * (index / 5 - 0.5)) for index in range(10)]
    star = [(x + reach * math.cos(angle), y + reach * math.sin(angle)) for reach, angle in corners]
    draw.polygon(star, (225, 40, 40))
    return ImageChops.multiply(page, ink)


def pdf_of_pictures(pages: Iterable[Image.Image], *, dpi: int = DPI) -> bytes:
    """A PDF that has pictures alone, one a page."""
    made = io.BytesIO()
    canvas: Any = Canvas(made)
    for page in pages:
        jpeg = io.BytesIO()
        page.save(jpeg, "JPEG", quality=75)
        jpeg.seek(0)
        width, height = (side * 72 / dpi for side in page.size)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(jpeg), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def scanned(data: bytes) -> bytes:
    """A PDF as it comes back from printer and scanner: no text in it."""
    return pdf_of_pictures(pictures(data))


def errors(wanted: str, found: str) -> float:
    """The character error rate: insertions, deletions and changes for each character wanted, white space left out."""
    one, other = ("".join(text.split()) for text in (wanted, found))
    row = list(range(len(other) + 1))
    for place, character in enumerate(one, start=1):
        diagonal, row[0] = row[0], place
        for index, against in enumerate(other, start=1):
            best = min(row[index] + 1, row[index - 1] + 1, diagonal + (character != against))
            diagonal, row[index] = row[index], best
    return row[-1] / max(1, len(one))
