from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.archive.importing import Importing
from desktop.archive.page import ArchivePage
from desktop.parts.hit_list import lit_parts, literals, passage
from desktop.parts.searching import Query
from desktop.window.actions import SAMPLES
from desktop.window.window import Window
from papers.citing import citation
from search.readers import recognising
from search.records import HIT_END, HIT_START, Hit
from tests.desktop.window.settling import given, settle, type_chinese, until
from tests.search.readers.making import NOTICE, zip_bytes
from tests.search.readers.scans import pdf_of_pictures


@pytest.fixture
def page(window: Window) -> ArchivePage:
    return window.pages.archive


def titles(page: ArchivePage) -> list[str]:
    hits = [page.hits.hit(row) for row in range(page.hits.rowCount())]
    return [hit.title for hit in hits if hit is not None]


def test_marks_are_taken_out_of_a_snippet_and_told_as_places() -> None:
    snippet = f"……{HIT_START}亮化{HIT_END}工程\n{HIT_START}路灯{HIT_END}"
    assert lit_parts(snippet) == ("……亮化工程 路灯", [(2, 2), (7, 2)])
    assert set(literals(snippet)) == {"亮化", "路灯"}


@pytest.mark.parametrize(
    ("snippet", "shown"),
    [
        (
            "…关于城区[亮化]的批复\n区城市管理局：你局《关于申请城区[亮化]资金的请示》收悉。",
            ("区城市管理局：", [(16, 2)]),
        ),
        (
            "青管〔2026〕12号\n关于城区[亮化]的批复\n区城市管理局：你局《关于申请[亮化]资金的请示》收悉。",
            ("区城市管理局：", [(14, 2)]),
        ),
        ("关于城区[亮化]的批复\n收悉。", ("关于城区亮化的批复", [(4, 2)])),
        ("为提升城区[亮化]水平，改善群众夜间出行条件，现批复如下。", ("为提升城区亮化水平", [(5, 2)])),
    ],
    ids=["begins with the title", "begins with the number", "has hardly anything but the title", "begins in the text"],
)
def test_a_passage_does_not_say_the_title_again(snippet: str, shown: tuple[str, list[tuple[int, int]]]) -> None:
    marked = snippet.replace("[", HIT_START).replace("]", HIT_END)
    text, places = passage(Hit(1, "关于城区亮化的批复", "批复", "", "青管〔2026〕12号", "", 1.0, marked))
    assert text.startswith(shown[0])
    assert places == shown[1]


@pytest.mark.parametrize(
    ("title", "number", "cited"),
    [
        ("关于印发《方案》的通知", "青管〔2026〕18号", "《关于印发〈方案〉的通知》（青管〔2026〕18号）"),
        ("讲话", "", "《讲话》"),
    ],
)
def test_a_citation_has_single_marks_inside_and_the_number_behind(title: str, number: str, cited: str) -> None:
    assert citation(title, number) == cited


def test_the_window_opens_on_the_archive_with_the_cursor_in_the_search_box(qtbot: QtBot, window: Window) -> None:
    page = window.pages.archive
    until(qtbot, page.box.hasFocus)
    assert page.hits.rowCount() == len(list(SAMPLES.glob("*.md")))


def test_typing_searches_without_enter(qtbot: QtBot, window: Window, page: ArchivePage) -> None:
    type_chinese(page.box, "防汛")
    settle(qtbot, window)
    assert titles(page)
    assert all("防汛" in window_text(window, page, row) for row in range(page.hits.rowCount()))


def window_text(window: Window, page: ArchivePage, row: int) -> str:
    hit = page.hits.hit(row)
    assert hit is not None
    with_text = next(path for path in SAMPLES.glob("*.md") if hit.title in path.read_text("utf-8").replace("\n", ""))
    assert window.isVisible()
    return with_text.read_text("utf-8")


def noting(asked: list[str]) -> Callable[[Query, object], None]:
    """Notes the words of every question that was answered."""

    def note(query: Query, _: object) -> None:
        asked.append(query.text)

    return note


def test_only_the_last_of_quickly_typed_queries_is_asked(qtbot: QtBot, window: Window, page: ArchivePage) -> None:
    asked: list[str] = []
    page.searcher.found.connect(noting(asked))
    QTest.keyClicks(page.box, "abc")
    settle(qtbot, window)
    assert asked == ["abc"]


def test_what_the_input_method_has_not_settled_searches_for_nothing(
    qtbot: QtBot, window: Window, page: ArchivePage
) -> None:
    asked: list[str] = []
    page.searcher.found.connect(noting(asked))
    QApplication.sendEvent(page.box, QInputMethodEvent("liang'hua", []))
    qtbot.wait(200)
    assert asked == []
    type_chinese(page.box, "亮化")
    settle(qtbot, window)
    assert asked == ["亮化"]


def test_arrows_move_through_the_hits_and_the_preview_follows(qtbot: QtBot, window: Window, page: ArchivePage) -> None:
    page.search("亮化工程")
    settle(qtbot, window)
    first = page.preview.record
    QTest.keyClick(page.box, Qt.Key.Key_Down)
    settle(qtbot, window)
    assert page.list.currentIndex().row() == 1
    assert page.preview.record is not None
    assert first is not None
    assert page.preview.record.id != first.id


def test_hits_are_lit_on_the_page_and_f3_goes_round_them(qtbot: QtBot, window: Window, page: ArchivePage) -> None:
    page.search("亮化工程")
    settle(qtbot, window)
    assert page.preview.pages.mark_count > 1
    places = [page.preview.pages.next_mark() for _ in range(page.preview.pages.mark_count)]
    assert sorted(places) == list(range(page.preview.pages.mark_count))


def test_a_kind_narrows_the_hits(qtbot: QtBot, window: Window, page: ArchivePage) -> None:
    page.facets.chosen.emit(("kind", "请示"))
    settle(qtbot, window)
    assert titles(page) == ["关于申请城区亮化工程建设资金的请示"]


def test_a_search_without_hits_says_what_to_do(qtbot: QtBot, window: Window, page: ArchivePage) -> None:
    page.search("绝无此词乎哉")
    settle(qtbot, window)
    assert page.hits.rowCount() == 0
    assert page.nothing.isVisible()
    assert page.preview.record is None


def test_citing_puts_title_and_number_on_the_clipboard(qtbot: QtBot, window: Window, page: ArchivePage) -> None:
    page.search("人居环境整治第一次督查")
    settle(qtbot, window)
    window.services.commands.run("cite")
    assert QApplication.clipboard().text().startswith("《关于人居环境整治第一次督查情况的通报》")
    assert window.services.notices.text


def test_an_empty_archive_offers_the_samples_and_takes_them_in_one_click(qtbot: QtBot, empty_window: Window) -> None:
    page = empty_window.pages.archive
    assert page.welcome.isVisible()
    empty_window.services.commands.run("import-samples")
    settle(qtbot, empty_window)
    assert page.hits.rowCount() == len(list(SAMPLES.glob("*.md")))


def test_dropped_files_are_taken_in_and_failures_are_explained(
    qtbot: QtBot, empty_window: Window, tmp_path: Path
) -> None:
    page = empty_window.pages.archive
    good, bad = next(SAMPLES.glob("05*.md")), tmp_path / "坏.docx"
    bad.write_bytes(b"no document")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (good, bad)])
    copy, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(9, 9), copy, data, button, none))
    settle(qtbot, empty_window)
    assert page.hits.rowCount() == 1
    assert page.queue.isVisible()
    rows = range(page.queue.table.rowCount())
    told = {given(page.queue.table.item(row, 1)).text(): given(page.queue.table.item(row, 2)).text() for row in rows}
    assert told["没收进"]


def test_what_is_to_be_said_of_a_file_that_came_in_stays_in_view(
    qtbot: QtBot, empty_window: Window, tmp_path: Path
) -> None:
    page = empty_window.pages.archive
    zipped = tmp_path / "来文.zip"
    zipped.write_bytes(zip_bytes({"通知.txt": NOTICE, "坏.docx": "no document"}))
    page.import_paths([zipped])
    settle(qtbot, empty_window)
    assert page.queue.isVisible()
    assert page.queue.told == "导入完成：收进 1 个，其中 1 个有说明，见下。"
    assert "坏.docx" in given(page.queue.table.item(0, 2)).text()


def test_a_file_is_told_while_it_is_read_and_when_it_has_come_in(qtbot: QtBot, empty_window: Window) -> None:
    page = empty_window.pages.archive
    states: list[str] = []
    importing = Importing(empty_window.services.store, [next(SAMPLES.glob("05*.md"))], page)
    page.queue.follow(importing)

    def note(*_: object) -> None:
        states.append(given(page.queue.table.item(0, 1)).text())

    importing.told.connect(note)
    importing.came.connect(note)
    importing.start()
    settle(qtbot, empty_window)
    assert states == ["读取中", "已收进"]
    assert page.queue.table.rowCount() == 1


def test_a_cancelled_import_keeps_what_came_in(qtbot: QtBot, empty_window: Window) -> None:
    page = empty_window.pages.archive
    importing = page.import_paths(sorted(SAMPLES.glob("*.md")))
    came: list[object] = []

    def stop(result: object) -> None:
        came.append(result)
        importing.cancel()

    importing.came.connect(stop)
    settle(qtbot, empty_window)
    assert 0 < len(came) < 18
    assert page.hits.rowCount() == len(came)


@pytest.mark.skipif(not recognising.installed(), reason="needs the extra ocr: make ocr")
def test_a_scan_is_told_page_by_page_and_stopped_between_pages(
    qtbot: QtBot, empty_window: Window, tmp_path: Path
) -> None:
    page = empty_window.pages.archive
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(pdf_of_pictures([Image.new("RGB", (400, 560), "white")] * 3))
    importing = page.import_paths([scan])
    told: list[str] = []

    def stop(*_: object) -> None:
        told.append(given(page.queue.table.item(0, 2)).text())
        importing.cancel()

    importing.page.connect(stop)
    settle(qtbot, empty_window)
    assert told == ["识别第 1 / 3 页"]
    assert page.queue.told == "已停止：收进 0 个。"


def test_a_binned_document_is_gone_and_comes_back_by_undo(qtbot: QtBot, empty_window: Window) -> None:
    page = empty_window.pages.archive
    page.import_paths([next(SAMPLES.glob("05*.md")), next(SAMPLES.glob("06*.md"))])
    settle(qtbot, empty_window)
    empty_window.services.commands.run("delete")
    settle(qtbot, empty_window)
    assert page.hits.rowCount() == 1
    empty_window.services.notices.act()
    settle(qtbot, empty_window)
    assert page.hits.rowCount() == 2
