"""导出目录: what a search found, as a table."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from desktop.parts.searching import Query
from desktop.window.actions import SAMPLES
from desktop.window.window import Window
from search.archive import Archive
from tests.desktop.window.settling import given, settle

Choose = Callable[[Path, str], None]


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Choose:
    """Answers the file dialog with a path and a kind of file."""

    def answer(path: Path, kind: str) -> None:
        def ask(*_: object, **__: object) -> tuple[str, str]:
            return str(path), kind

        monkeypatch.setattr("desktop.archive.listing.QFileDialog.getSaveFileName", ask)

    return answer


def test_without_a_question_the_list_holds_the_whole_archive(
    qtbot: QtBot, window: Window, choose: Choose, tmp_path: Path
) -> None:
    choose(tmp_path / "目录", "Excel 表格 (*.xlsx)")
    assert window.services.commands.run("export-list")
    settle(qtbot, window)
    sheet = openpyxl.load_workbook(tmp_path / "目录.xlsx").worksheets[0]
    assert sheet.max_row == 1 + len(list(SAMPLES.glob("*.md")))
    assert "已导出" in window.services.notices.text


def test_the_list_of_a_search_holds_its_hits_in_their_order(
    qtbot: QtBot, window: Window, choose: Choose, tmp_path: Path
) -> None:
    page = window.pages.archive
    page.search("防汛")
    settle(qtbot, window)
    choose(tmp_path / "防汛.csv", "CSV 文本 (*.csv)")
    window.services.commands.run("export-list")
    settle(qtbot, window)
    rows = list(csv.reader((tmp_path / "防汛.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row[1] for row in rows[1:]] == [given(page.hits.hit(row)).title for row in range(page.hits.rowCount())]


def test_more_than_one_page_of_hits_is_fetched_to_the_last(
    sample_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.parts.searching._LARGE_PAGE", 3)
    with Archive.open(sample_archive, read_only=True) as archive:
        hits = Query().all_hits(archive)
    assert len({hit.id for hit in hits}) == len(hits) == len(list(SAMPLES.glob("*.md")))


def test_the_list_of_a_collection_holds_those_that_answer_once(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive") as archive:
        for result in archive.importing.paths(sorted(SAMPLES.glob("*.md"))):
            archive.shelves.put_into_collection("全部", result.ids[0])
        found = Query(text="防汛", collection="全部").all_hits(archive)
        assert sorted(hit.id for hit in found) == sorted(hit.id for hit in Query(text="防汛").all_hits(archive))


def test_nothing_is_written_where_no_file_was_chosen(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(*_: object, **__: object) -> tuple[str, str]:
        return "", ""

    monkeypatch.setattr("desktop.archive.listing.QFileDialog.getSaveFileName", ask)
    window.services.commands.run("export-list")
    assert not window.busy
