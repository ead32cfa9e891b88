"""Scans: read where the extra `ocr` is installed, told in a sentence where it is not."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PIL import Image
from pypdf import PdfWriter

from desktop.cli.main import main
from search.archive import Archive
from search.readers import Readers, Unreadable, client, recognising, worker
from search.readers.reading import Reading
from search.records import PageRead, Parsed, Query
from tests.search.newspaper.pages import PAGE
from tests.search.readers.bombs import pdf
from tests.search.readers.making import pdf_of, wrapped, zip_bytes
from tests.search.readers.scans import DPI, NOTICE, errors, pdf_of_pictures, pictures, scanned, sealed

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "resources" / "samples").glob("*.md"))
Read = Callable[[str, bytes], tuple[Parsed, ...]]
needs_ocr = pytest.mark.skipif(not recognising.installed(), reason="needs the extra ocr: make ocr")

WRONG = 0.01
"""Characters in a hundred that may be wrong in a clean scan of 200 dots per inch."""


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is not installed."""
    monkeypatch.setattr(recognising, "installed", lambda: False)


@pytest.fixture(scope="module")
def notice(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """One printed page."""
    folder = tmp_path_factory.mktemp("通知")
    source = folder / "通知.md"
    source.write_text(NOTICE, encoding="utf-8")
    return printed(source, folder).read_bytes()


@pytest.fixture
def notice_scan(notice: bytes) -> bytes:
    return scanned(notice)


@pytest.fixture
def blank() -> bytes:
    return pdf_of_pictures([Image.new("RGB", (800, 1100), "white")])


def printed(source: Path, folder: Path) -> Path:
    path = folder / "纸.pdf"
    assert main(["render", str(source), "--pdf", str(path)]) in {0, 1}
    return path


def joined(*parts: bytes) -> bytes:
    writer = PdfWriter()
    for part in parts:
        writer.append(io.BytesIO(part))
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@needs_ocr
@pytest.mark.parametrize("name", ["06", "07"])
def test_a_scanned_paper_says_the_same_of_itself_as_the_paper(name: str, readers: Readers, tmp_path: Path) -> None:
    paper = printed(next(path for path in SAMPLES if path.name.startswith(name)), tmp_path)
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(scanned(paper.read_bytes()))
    (wanted,), (found,) = readers.read(paper), readers.read(scan)
    assert errors(wanted.text, found.text) < WRONG
    assert found.metadata.recognised
    for field in ("title", "kind", "issuer", "document_number", "issue_date", "recipients", "attachments"):
        assert getattr(found.metadata, field) == getattr(wanted.metadata, field), field


@needs_ocr
def test_the_text_of_a_scan_is_that_of_the_paper_and_is_told_to_be_recognised(
    read: Read, notice: bytes, notice_scan: bytes
) -> None:
    (parsed,) = read("通知.pdf", notice_scan)
    assert parsed.text == read("通知.pdf", notice)[0].text
    assert parsed.warnings == ("“通知.pdf”由扫描件识别，可能有错字，请对照原件。",)


@needs_ocr
def test_what_lies_under_a_red_seal_is_read_and_the_red_masthead_too(readers: Readers, tmp_path: Path) -> None:
    paper = printed(next(path for path in SAMPLES if path.name.startswith("06")), tmp_path)
    pages = list(pictures(paper.read_bytes()))
    width = round(42 / 25.4 * DPI)
    pages[2] = sealed(pages[2], 1112 - width // 2, 1916 - width // 2, width)  # on the middle of signature and date
    scan = tmp_path / "盖章.pdf"
    scan.write_bytes(pdf_of_pictures([pages[0], pages[2]]))
    (found,) = readers.read(scan)
    assert found.text.startswith("青澜新区管理委员会文件\n")
    assert "\n青澜新区管理委员会\n2026年4月15日\n" in found.text


@needs_ocr
@pytest.mark.parametrize("degrees", [90, 180, 270, 2])
def test_a_page_that_lies_askew_on_its_side_or_on_its_head_is_read_upright(
    read: Read, notice: bytes, degrees: int
) -> None:
    pages = [page.rotate(degrees, expand=degrees > 2, fillcolor="white") for page in pictures(notice)]
    (parsed,) = read("横.pdf", pdf_of_pictures(pages))
    assert parsed.text == read("通知.pdf", notice)[0].text


@needs_ocr
def test_a_scanned_page_among_others_is_read_in_its_place(read: Read, notice_scan: bytes) -> None:
    text = wrapped(["照明亮化的标准是采用节能环保灯具和新型现代光源，道路照明应按规范合理确定路面照度和亮度。"] * 3)
    (parsed,) = read("合订.pdf", joined(pdf_of([text]), notice_scan, pdf_of([["附记"]])))
    assert parsed.text.startswith("照明亮化的标准")
    assert "开展城区路灯检修" in parsed.text
    assert parsed.text.endswith("附记")
    assert parsed.warnings == ("“合订.pdf”第 2 页由扫描件识别，可能有错字，请对照原件。",)


@needs_ocr
def test_a_scan_in_a_zip_is_read_beside_the_other_members(read: Read, notice_scan: bytes) -> None:
    parsed = read("来文.zip", zip_bytes({"a.txt": "第一份文件", "通知.pdf": notice_scan}))
    assert [each.metadata.recognised for each in parsed] == [False, True]
    assert "城区主次干道、背街小巷" in parsed[1].text


@needs_ocr
def test_pictures_are_read_and_a_fax_has_several_pages(read: Read, notice: bytes) -> None:
    pages = list(pictures(notice))
    made = io.BytesIO()
    pages[0].save(made, "TIFF", save_all=True, append_images=pages)
    (fax,) = read("传真.tif", made.getvalue())
    assert fax.text.count("各街道办事处") == 2
    made = io.BytesIO()
    pages[0].save(made, "PNG")
    (picture,) = read("没有后缀", made.getvalue())
    assert picture.metadata.title == "关于开展城区路灯检修的通知"


@needs_ocr
def test_words_of_a_scanned_page_are_found_and_the_record_says_where_they_come_from(
    tmp_path: Path, notice_scan: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "扫描.pdf"
    path.write_bytes(notice_scan)
    folder = tmp_path / "档案"
    with Archive.open(folder) as archive:
        steps = list(archive.importing.steps([path]))
        assert steps[0] == PageRead(1, 1)
        archive.care.wait_for_index(30)
        (hit,) = archive.search(Query("城区主次干道")).hits
        assert archive.records.get(hit.id).metadata.recognised
    assert main(["--archive", str(folder), "show", str(hit.id)]) == 0
    assert "文字：由扫描件识别，可能有错字，请对照原件" in capsys.readouterr().out


@needs_ocr
def test_a_picture_without_text_is_told_to_have_none(read: Read, blank: bytes) -> None:
    with pytest.raises(Unreadable, match="图片里没有认出文字"):
        read("白.pdf", blank)


@needs_ocr
def test_reading_that_is_left_at_a_page_ends_its_worker(notice_scan: bytes, tmp_path: Path) -> None:
    path = tmp_path / "三页.pdf"
    path.write_bytes(joined(*[notice_scan] * 3))
    with Readers() as readers:
        steps = readers.steps(path.read_bytes(), path.name)
        assert next(steps) == PageRead(1, 3)
        worker = readers.scans_id
        steps.close()
        assert not psutil.pid_exists(worker)


@needs_ocr
def test_a_page_that_takes_too_long_fails_its_file_alone(
    notice_scan: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "慢.pdf"
    path.write_bytes(notice_scan)
    monkeypatch.setattr(client, "PAGE_SECONDS", 0.05)
    with Readers() as readers:
        with pytest.raises(Unreadable, match=r"第 1 页在 0.05 秒和 3 GB 的限度内识别不完，已跳过"):
            readers.read(path)
        monkeypatch.undo()
        assert readers.read(path)[0].metadata.recognised


@needs_ocr
def test_too_many_scanned_pages_are_refused_before_the_first(
    read: Read, blank: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "MAX_SCANNED", 2)
    with pytest.raises(Unreadable, match="有 3 页扫描图片，一次最多识别 2 页，请拆成几个文件再导入"):
        read("多页.pdf", joined(*[blank] * 3))


def _huge() -> Iterator[tuple[str, bytes]]:
    """Pages that say they are as large as a hall, and a picture with more dots than anyone scans."""
    kids = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %b]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>"
    picture = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    for name, box in (("厅.pdf", b"14400 14400"), ("带.pdf", b"14400 2")):
        drawn = b"14400 0 0 14400 0 0 cm /I Do"
        content = b"<</Length %d>>\nstream\n%b\nendstream" % (len(drawn), drawn)
        image = picture + b"\nstream\n\x80\nendstream"
        yield name, pdf(b"<</Type/Catalog/Pages 2 0 R>>", kids, page % box, image, content)
    made = io.BytesIO()
    Image.new("1", (40_000, 40_000)).save(made, "PNG")
    yield "广场.png", made.getvalue()


@needs_ocr
@pytest.mark.parametrize("bomb", list(_huge()), ids=lambda bomb: bomb[0])
def test_a_huge_page_is_read_small_or_refused(read: Read, bomb: tuple[str, bytes]) -> None:
    with pytest.raises(Unreadable, match=r"没有认出文字|图片太大"):
        read(*bomb)


@pytest.mark.usefixtures("without")
def test_without_the_extra_a_scan_is_told_to_be_one_and_how_to_get_it_read(read: Read, blank: bytes) -> None:
    with pytest.raises(Unreadable, match="没有文字层，像是扫描件；装上文字识别组件（见手册“收进文件”）后可以识别"):
        read("扫描.pdf", blank)


@pytest.mark.usefixtures("without")
def test_without_the_extra_the_other_pages_are_read_and_the_scanned_one_is_named(read: Read, blank: bytes) -> None:
    (parsed,) = read("合订.pdf", joined(pdf_of([["第一页的正文"]]), blank))
    assert parsed.text == "第一页的正文"
    assert not parsed.metadata.recognised
    assert parsed.warnings == (
        "“合订.pdf”第 2 页是扫描图片，没有收进其中的文字；装上文字识别组件（见手册“收进文件”）后可以识别。",
    )


@pytest.mark.usefixtures("without")
def test_without_the_extra_a_picture_is_told_to_be_one(read: Read) -> None:
    made = io.BytesIO()
    Image.new("RGB", (20, 20)).save(made, "PNG")
    with pytest.raises(Unreadable, match=r"“图.png”是图片，里面的文字要识别才能收进；装上文字识别组件"):
        read("图.png", made.getvalue())


@pytest.mark.usefixtures("without")
def test_without_the_extra_a_scan_in_a_zip_is_named_beside_what_was_read(read: Read, blank: bytes) -> None:
    (parsed,) = read("来文.zip", zip_bytes({"a.txt": "第一份文件", "扫描.pdf": blank}))
    assert "没有文字层，像是扫描件" in parsed.warnings[0]


@pytest.mark.parametrize(("there", "left"), [(True, [(2,)]), (False, [(2,), (), (), ()])])
def test_a_newspaper_with_scanned_pages_is_cut_once_they_are_read_or_where_nobody_will(
    there: bool,
    left: list[tuple[int, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "installed", lambda: there)
    documents = worker._documents(Reading(PAGE, scanned=(2,)), "报.pdf", True)  # pyright: ignore[reportPrivateUsage]
    assert [each["scanned"] for each in documents] == left


@needs_ocr
def test_half_a_picture_is_told_to_be_damaged(read: Read, notice: bytes) -> None:
    made = io.BytesIO()
    next(pictures(notice)).save(made, "PNG")
    with pytest.raises(Unreadable, match="不是完整的图片"):
        read("图.png", made.getvalue()[:100_000])
    with pytest.raises(Unreadable, match="已损坏"):
        read("头.png", made.getvalue()[:9])


def test_a_blank_page_is_no_scan(read: Read) -> None:
    (parsed,) = read("隔页.pdf", joined(pdf_of([["第一页的正文"]]), pdf_of([[]])))
    assert parsed.warnings == ()


@needs_ocr
@pytest.mark.slow
@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_is_read_off_its_scan(source: Path, readers: Readers, tmp_path: Path) -> None:
    paper = printed(source, tmp_path)
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(scanned(paper.read_bytes()))
    (wanted,), (found,) = readers.read(paper), readers.read(scan)
    assert errors(wanted.text, found.text) < WRONG
    assert found.metadata.title == wanted.metadata.title
