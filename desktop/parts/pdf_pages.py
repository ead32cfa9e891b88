"""A PDF to look at: page sizes, page pictures, and where a text stands on them.

Our own PDFs are drawn here, foreign ones in a fenced worker. Everything runs on the pages worker's thread: pdfium is
not made for several.
"""

from __future__ import annotations

import threading
import uuid
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakSet

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from fence.messages import Message
from fence.process import Died, Process
from papers.problem import Problem
from search.readers.drawing import Drawing
from search.readers.limits import DRAWING_SECONDS


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page (from 0), in points from its top left corner."""

    page: int
    rect: QRectF


_DROPPED: deque[Drawing] = deque()
"""Documents that nobody wants any more. Garbage is collected on any thread; they are closed on the worker."""

_OPEN: WeakSet[PdfPages] = WeakSet()
_FOREIGN = Process("pages")
_TURN = threading.Lock()


def close_all() -> None:
    """Close every document and end the fenced worker: the worker's last work."""
    for pages in list(_OPEN):
        pages.close()
    close_dropped()
    with _TURN:
        _FOREIGN.close()


def close_dropped() -> None:
    """Close the documents that were dropped."""
    while _DROPPED:
        _DROPPED.popleft().close()


class PdfPages:
    """An open PDF of our own making."""

    sizes: tuple[tuple[float, float], ...]

    def __init__(self, data: bytes) -> None:
        """Open `data`; raise pypdfium2.PdfiumError for what is no PDF."""
        close_dropped()
        self._open(data)

    def _open(self, data: bytes) -> None:
        self._drawing = Drawing(data)
        _OPEN.add(self)
        self.sizes = self._drawing.sizes

    def __del__(self) -> None:
        drawing = getattr(self, "_drawing", None)
        if drawing is not None:
            _DROPPED.append(drawing)

    def close(self) -> None:
        """Close it; nothing can be drawn any more."""
        self._drawing.close()

    def render(self, page: int, width: int) -> QImage:
        """The picture of a page, `width` device pixels wide."""
        return _image(*self._drawing.render(page, width))

    def find(self, literals: Iterable[str]) -> tuple[Spot, ...]:
        """Where the literals stand, page by page in reading order; line breaks and spaces inside do not matter."""
        return tuple(_spot(*place) for place in self._drawing.find(literals))


class ForeignPages(PdfPages):
    """An open PDF of somebody else's: parsed and drawn in the fenced worker, with limits of time, memory and dots.

    A page that is too much for them is a picture that says so.
    """

    def _open(self, data: bytes) -> None:
        """Open `data`; raise Problem for what is no PDF, or too much of one."""
        self._key = uuid.uuid4().hex
        self._data = data
        self._refused: set[int] = set()
        self.sizes = self._opened()

    def close(self) -> None:
        """Nothing is open here."""

    def render(self, page: int, width: int) -> QImage:
        """The picture of a page, `width` device pixels wide; blank but for a sentence where it cannot be drawn."""
        answer = None if page in self._refused else self._asked({"op": "render", "page": page, "width": width})
        if answer is None or "picture" not in answer.head:
            self._refused.add(page)
            return _blank(self.sizes[page], width, f"第 {page + 1} 页太复杂，画不出来")
        across, down, stride = answer.head["picture"]
        return _image(across, down, stride, answer.data)

    def find(self, literals: Iterable[str]) -> tuple[Spot, ...]:
        """Where the literals stand; nowhere where looking takes too long."""
        answer = self._asked({"op": "find", "literals": list(literals)})
        return tuple(_spot(*place) for place in answer.head.get("spots", ())) if answer is not None else ()

    def _opened(self) -> tuple[tuple[float, float], ...]:
        answer = _ask({"op": "open", "key": self._key}, self._data)
        if answer is None or "sizes" not in answer.head:
            raise Problem("这份 PDF 已损坏、加了密码或者太复杂，版面显示不出来；文字仍可在“文本”里看。")
        return tuple((float(across), float(down)) for across, down in answer.head["sizes"])

    def _asked(self, head: Mapping[str, object]) -> Message | None:
        """The worker's answer; the document is opened anew where it is open there no more."""
        answer = _ask({**head, "key": self._key})
        if answer is not None and "gone" in answer.head:
            self._opened()
            answer = _ask({**head, "key": self._key})
        return answer


def joined(parts: Iterable[bytes], *, sheets: bool = False) -> bytes:
    """Several PDFs as one, made in the fenced worker; with `sheets` each begins on the front of a sheet. Problem."""
    return _made({"op": "joined", "sheets": sheets}, list(parts))


def stamped(pdf: bytes, marks: dict[tuple[float, float], bytes]) -> bytes:
    """`pdf` with a mark (a PDF page) over each page of its size in points, made in the fenced worker. Problem."""
    return _made({"op": "stamped", "marked": list(marks)}, [pdf, *marks.values()])


def _made(head: Mapping[str, object], parts: Sequence[bytes]) -> bytes:
    answer = _ask({**head, "sizes": [len(part) for part in parts]}, b"".join(parts))
    if answer is None or not answer.data:
        raise Problem("要打印的 PDF 里有读不出来的，没有打印；请单独打开那一份看看，或重新取得一份。")
    return answer.data


def _ask(head: Mapping[str, object], data: bytes = b"") -> Message | None:
    with _TURN:
        try:
            return _FOREIGN.answer(dict(head), data, seconds=DRAWING_SECONDS)
        except Died:
            return None


def _image(width: int, height: int, stride: int, dots: bytes) -> QImage:
    return QImage(dots, width, height, stride, QImage.Format.Format_RGBX8888).copy()


def _spot(page: int, left: float, top: float, width: float, height: float) -> Spot:
    return Spot(page, QRectF(left, top, width, height))


_TALLEST = 4
"""Widths of a page that a blank picture is high at the most."""


def _blank(size: tuple[float, float], width: int, told: str) -> QImage:
    """A blank page with a sentence in its middle."""
    height = min(round(width * size[1] / max(size[0], 1.0)), _TALLEST * width)
    image = QImage(max(1, width), max(1, height), QImage.Format.Format_RGBX8888)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setPen(Qt.GlobalColor.darkGray)
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, told)
    painter.end()
    return image
