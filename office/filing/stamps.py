"""归档章: 45 × 16 mm, six equal cells, red, at a free place at the top of page 1 (DA/T 22—2015, 5.3 and 附录A).

A PDF from elsewhere is opened in a worker process of its own, as every foreign file.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from docgen.forms.sheet import MM, Ink, Sheet, new_shaper, sheets_pdf
from docgen.pages import Role
from fence.messages import Message
from fence.process import Died, Process
from fence.worker import Say, serve
from office.filing.codes import TERMS, FilingError
from search.store.registers.filing import FiledItem

WIDTH, HEIGHT = 45.0, 16.0
"""Millimetres."""
_RED = "#FF0000"
_SECONDS = 30.0
_MEMORY = 1024 * 1024 * 1024
_DPI = 72 * 2
_INK = 200  # grey: what is darker is writing
_MARGIN = 2.0  # millimetres that stay free around the stamp
_TOP = 8.0  # millimetres from the edges of the sheet that printers leave white


@dataclass(frozen=True, slots=True)
class Stamped:
    """A PDF with the stamp on page 1, the pages it has, and where the stamp stands (left, top in millimetres)."""

    data: bytes
    pages: int
    left: float
    top: float


def cells(item: FiledItem) -> tuple[str, ...]:
    """What stands in the six cells: 全宗号 年度 件号 // 机构(问题) 保管期限 页数."""
    series = item.series
    return (
        *(series.fonds, str(series.year), str(item.item_no)),
        *(series.org, TERMS[series.term], str(item.pages)),
    )


def stamp_pdf(words: Sequence[str]) -> bytes:
    """The stamp alone, as a PDF page of its own size."""
    sheet = Sheet(new_shaper(), WIDTH, HEIGHT)
    ink = Ink(Role.SONG, 9, "centre", colour=_RED, inset=0.3)
    for place, text in enumerate(words):
        row, column = divmod(place, 3)
        left, top = column * WIDTH / 3, row * HEIGHT / 2
        sheet.box(left, top, left + WIDTH / 3, top + HEIGHT / 2, _RED)
        if text:
            sheet.text((left, top, left + WIDTH / 3, top + HEIGHT / 2), text, ink)
    return sheets_pdf([sheet], "归档章")


def stamped(papers: Sequence[bytes], stamp: bytes = b"") -> Stamped:
    """PDFs joined in order, with the stamp on page 1 ("" for none). FilingError where one cannot be opened."""
    process = Process("stamps")
    try:
        sizes = [len(part) for part in (*papers, stamp)]
        answer = process.answer({"sizes": sizes}, b"".join((*papers, stamp)), seconds=_SECONDS)
    except Died as error:
        raise FilingError("这份 PDF 打不开或者太复杂，归档章没有盖上；请换一份，或另存为 PDF 后再试。") from error
    finally:
        process.close()
    if "error" in answer.head:
        raise FilingError("这份 PDF 打不开或者有密码，归档章没有盖上；请换一份，或另存为 PDF 后再试。")
    head = answer.head
    return Stamped(answer.data, int(head["pages"]), float(head["left"]), float(head["top"]))


def put_stamps() -> None:
    """The worker's side: join PDFs and put the stamp on."""
    serve(_answer, _MEMORY)


def _answer(question: Message, say: Say) -> None:
    parts, place = list[bytes](), 0
    for size in cast("list[int]", question.head["sizes"]):
        parts.append(question.data[place : place + size])
        place += size
    try:
        found = _joined(parts[:-1], parts[-1])
    except Exception as error:  # noqa: BLE001  a foreign PDF fails in as many ways as it has parts
        say({"error": type(error).__name__})
        return
    say({"pages": found.pages, "left": found.left, "top": found.top}, found.data)


def _joined(papers: Sequence[bytes], stamp: bytes) -> Stamped:
    from pypdf import PdfReader, PdfWriter, Transformation

    writer = PdfWriter()
    for data in papers:
        writer.append(PdfReader(io.BytesIO(data)), import_outline=False)
    left = top = 0.0
    if stamp:
        left, top = _free_place(papers[0])
        page = writer.pages[0]
        seal = PdfReader(io.BytesIO(stamp)).pages[0]
        box = page.cropbox
        shift = Transformation().translate(float(box.left) + left * MM, float(box.top) - (top + HEIGHT) * MM)
        page.merge_transformed_page(seal, shift, over=True)
    target = io.BytesIO()
    writer.write(target)
    return Stamped(target.getvalue(), len(writer.pages), left, top)


def _free_place(data: bytes) -> tuple[float, float]:
    """The place (left, top in millimetres) nearest to the middle of the top edge where the stamp covers no writing."""
    import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

    document: Any = pypdfium2.PdfDocument(data)
    bitmap = document[0].render(scale=_DPI / 72, grayscale=True)
    picture = bitmap.to_pil()
    scale = _DPI / 25.4
    dark = picture.point([255 if grey < _INK else 0 for grey in range(256)])
    wide, high = picture.width / scale, picture.height / scale
    rows = [_TOP + step for step in range(int(high - HEIGHT - 2 * _TOP))]
    middle = (wide - WIDTH) / 2
    shifts = sorted(range(-int(middle - _TOP), int(middle - _TOP) + 1, 2), key=abs)
    for top in rows:
        for shift in shifts:
            left = middle + shift
            corner = (left - _MARGIN) * scale, (top - _MARGIN) * scale
            far = (left + WIDTH + _MARGIN) * scale, (top + HEIGHT + _MARGIN) * scale
            if dark.crop(tuple(map(int, (*corner, *far)))).getbbox() is None:
                return left, top
    return middle, _TOP / 4
