"""Printed forms measured in their PDFs: lines at their millimetres, and every word inside its box."""

from __future__ import annotations

import io
from itertools import pairwise

import pdfplumber
import pytest

from docgen.forms.book import CATALOGUE, COPIES, FOLLOWUPS, INCOMING, OUTGOING, Book, book_pdf
from docgen.forms.slips import DRAFT, HANDLING, ORDER, Slip, circulation_pdf, slip_pdf

TOLERANCE = 0.5
"""Millimetres, what the forms may be off."""
BOOKS = [OUTGOING, INCOMING, FOLLOWUPS, CATALOGUE, COPIES]


def mm(points: float) -> float:
    return points / 72 * 25.4


def lines(data: bytes, page: int = 0) -> tuple[set[float], set[float]]:
    """Where the upright and the level lines of a page stand, in millimetres."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        found = pdf.pages[page].lines
        upright = {round(mm(line["x0"]), 2) for line in found if abs(line["x0"] - line["x1"]) < 0.01}
        level = {round(mm(line["top"]), 2) for line in found if abs(line["top"] - line["bottom"]) < 0.01}
    return upright, level


def text(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "".join("".join((page.extract_text() or "").split()) for page in pdf.pages)


@pytest.mark.parametrize("book", BOOKS, ids=[book.title for book in BOOKS])
def test_the_lines_of_a_book_stand_where_the_form_has_them(book: Book) -> None:
    upright, level = lines(book_pdf(book, [], year="2026"))
    assert sorted(upright) == [pytest.approx(edge, abs=TOLERANCE) for edge in book.edges]
    assert min(level) == pytest.approx(book.top, abs=TOLERANCE)
    rows = [book.top, *(book.top + book.head + book.row * n for n in range(book.rows_on_page + 1))]
    assert sorted(level) == [pytest.approx(row, abs=TOLERANCE) for row in rows]


@pytest.mark.parametrize("slip", [HANDLING, DRAFT, ORDER], ids=["处理单", "发文稿纸", "督办通知单"])
def test_the_boxes_of_a_slip_stand_where_the_form_has_them(slip: Slip) -> None:
    upright, level = lines(slip_pdf(slip, {}))
    assert sorted(upright) == sorted(
        {pytest.approx(x, abs=TOLERANCE).expected for c in slip.cells for x in c.place[::2]}
    )
    assert sorted(level) == sorted({float(y) for cell in slip.cells for y in cell.place[1::2]})


def test_a_long_register_goes_on_overleaf_with_its_head() -> None:
    rows = [(str(n), *("甲" * 4,) * (len(INCOMING.columns) - 1)) for n in range(1, 41)]
    data = book_pdf(INCOMING, rows)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == -(-40 // INCOMING.rows_on_page)
        assert all("收文号" in (page.extract_text() or "") for page in pdf.pages)


def test_a_title_of_any_length_stays_in_its_box() -> None:
    title = "关于进一步加强城区道路照明设施养护管理工作的通知" * 12
    data = slip_pdf(HANDLING, {"文件标题": title})
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        inside = [c for c in pdf.pages[0].chars if 66 <= mm(c["top"]) <= 82 and mm(c["x0"]) > 53]
        assert max(mm(char["x1"]) for char in inside) <= 184
        assert not [c for c in pdf.pages[0].chars if mm(c["x0"]) > 106 and 82 < mm(c["top"]) < 86 and c["text"] == "关"]


def test_the_circulation_slip_has_eighteen_rows_and_the_names() -> None:
    data = circulation_pdf({"收文编号": "2026-0012", "文件标题": "关于路灯的通知"}, [("林主任", "4月1日", "", "", "")])
    assert "林主任" in text(data)
    upright, _ = lines(data)
    assert {28.0, 40.0, 72.0, 184.0} <= upright


def test_the_same_form_gives_the_same_bytes() -> None:
    assert slip_pdf(HANDLING, {"来文机关": "江州市人民政府"}) == slip_pdf(HANDLING, {"来文机关": "江州市人民政府"})


@pytest.mark.parametrize("book", BOOKS, ids=[book.title for book in BOOKS])
def test_columns_and_edges_of_a_book_belong_together(book: Book) -> None:
    assert len(book.columns) == len(list(pairwise(book.edges)))
    assert all(left < right for left, right in pairwise(book.edges))
