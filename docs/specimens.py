"""Prints every specimen of docs/specimens as one PNG beside it: run `python docs/specimens.py` from anywhere."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from docgen.formats.pdf import write_pdf
from docgen.layout import typeset
from docgen.source import parse
from search.saving import save

FOLDER = Path(__file__).parent / "specimens"
DOTS = 60
GAP = 12
DESK = "#D9D7D2"


def main(names: list[str]) -> None:
    """Print the named specimens, all when none is named."""
    save(FOLDER / "进度.png", chart())
    for source in sorted(FOLDER.glob("*.md")):
        if not names or source.stem in names:
            save(source.with_suffix(".png"), printed(source))
            print(source.stem)


def printed(source: Path) -> bytes:
    """The pages of a source text side by side, as PNG."""
    document, findings = parse(source.read_text(encoding="utf-8"))
    layout = typeset(document, folder=FOLDER)
    for finding in (*findings, *layout.findings):
        print(f"{source.stem}: {finding.message}", file=sys.stderr)
    pdf = pypdfium2.PdfDocument(write_pdf(layout, document))
    return side_by_side([page.render(scale=DOTS / 72).to_pil() for page in pdf])


def side_by_side(pages: list[Image.Image]) -> bytes:
    """Pages on a desk."""
    width = sum(page.width + GAP for page in pages) + GAP
    desk = Image.new("RGB", (width, max(page.height for page in pages) + 2 * GAP), DESK)
    x = GAP
    for page in pages:
        desk.paste(page, (x, GAP))
        x += page.width + GAP
    return png(desk.quantize(64))


def chart() -> bytes:
    """The picture that a specimen shows: four bars of progress."""
    image = Image.new("RGB", (700, 260), "white")
    draw = ImageDraw.Draw(image)
    for index, share in enumerate((0.85, 0.6, 0.45, 0.7)):
        y = 30 + index * 55
        draw.rectangle((40, y, 660, y + 30), outline="#888888")
        draw.rectangle((40, y, 40 + int(620 * share), y + 30), fill="#B3261E")
    return png(image)


def png(image: Image.Image) -> bytes:
    """The bytes of a PNG file."""
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
