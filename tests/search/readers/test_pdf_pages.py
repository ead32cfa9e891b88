"""PDF pages as they are drawn by other programs: turned, vertical, struck twice, without codes, with broken words."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from docgen.built_fonts import cache_folder
from search.readers import Readers, Unreadable, client
from search.readers.pdf import read
from tests.search.readers.bombs import pdf

FONT = "embedded"  # pdfium drops turned text of a font that is neither in the file nor on the machine
LINES = (
    "青澜新区管理委员会关于加强路灯巡查的通知",
    "各街道办事处：",
    "请于5月底前完成全部主次干道路灯的巡查并报送结果。",
    "青澜新区管理委员会",
)


def drawn(draw: Callable[[Canvas], None], size: tuple[float, float] = (595, 842), turn: int = 0) -> str:
    """The text of a page that `draw` draws, shown turned by so many degrees."""
    metrics: Any = pdfmetrics
    metrics.registerFont(TTFont(FONT, str(cache_folder() / "FandolFang-Regular.ttf")))
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=size)
    canvas.setFont(FONT, 16)
    if turn:
        canvas.setPageRotation(turn)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return read(made.getvalue(), "来文.pdf")[0].text


def lines(canvas: Canvas) -> None:
    for index, line in enumerate(LINES):
        canvas.drawString(20, 780 - 40 * index, line)


def turned(canvas: Canvas, degrees: int, left: float, top: float) -> None:
    canvas.translate(left, top)
    canvas.rotate(degrees)
    lines(canvas)


UPRIGHT = drawn(lines)


@pytest.mark.parametrize(("degrees", "left", "top"), [(90, 842, 0), (180, 595, 842), (270, 0, 595)])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_an_upright_one(degrees: int, left: float, top: float, turn: int) -> None:
    size = (595, 842) if degrees == 180 else (842, 595)
    assert drawn(lambda canvas: turned(canvas, degrees, left, top), size, turn) == UPRIGHT


def test_a_page_in_columns_from_the_right_is_read_column_by_column() -> None:
    def columns(canvas: Canvas) -> None:
        for index, line in enumerate(("青澜新区管理委员会", "关于加强路灯巡查的", "通知")):
            for place, character in enumerate(line):
                canvas.drawString(500 - 30 * index, 780 - 18 * place, character)

    assert drawn(columns).replace("\n", "") == "青澜新区管理委员会关于加强路灯巡查的通知"


@pytest.mark.parametrize(("right", "up"), [(0.0, 0.0), (0.3, 0.0), (0.4, 0.3)])
def test_what_is_struck_twice_is_read_once(right: float, up: float) -> None:
    def twice(canvas: Canvas) -> None:
        canvas.drawString(80, 780, "谢谢各位，关于路灯的通知 all hills")
        canvas.drawString(80 + right, 780 + up, "谢谢各位，关于路灯的通知 all hills")

    assert drawn(twice) == "谢谢各位，关于路灯的通知all hills"


def test_latin_words_keep_their_blanks_and_a_parted_word_is_one() -> None:
    def english(canvas: Canvas) -> None:
        canvas.drawString(80, 780, "请登录统一平台，名称为 Qinglan Seal Manage-")
        canvas.drawString(80, 752, "ment System，联系人见附件。")

    assert "Qinglan Seal Management System" in drawn(english)


def _coded(codes: bytes) -> bytes:
    """A page set in a font that says nothing of its characters."""
    content = b"BT /F 14 Tf 40 700 Td <" + codes.hex().encode() + b"> Tj ET"
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Song/Encoding/Identity-H/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType2/BaseFont/ABCDEF+Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/DW 1000>>]>>"
    )
    stream = b"<</Length %d>>\nstream\n%b\nendstream" % (len(content), content)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream, font)


def test_a_text_layer_without_codes_is_told_and_never_taken_in() -> None:
    (reading,) = read(_coded(bytes(range(1, 121))), "来文.pdf")
    assert reading.text == ""
    assert reading.scanned == (1,)
    assert "文字层不可用" in reading.warnings[0]


def test_without_the_extra_such_a_file_is_refused_with_what_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client.recognising, "installed", lambda: False)
    with Readers() as readers, pytest.raises(Unreadable, match=r"文字层不可用.*识别组件"):
        list(readers.steps(_coded(bytes(range(1, 121))), "来文.pdf"))
