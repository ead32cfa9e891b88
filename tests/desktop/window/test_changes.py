"""Notices of change: each part of the window asks anew only for what it shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop.jobs.changes import Changes, of_labels, of_record
from desktop.jobs.worker import Job, Worker
from desktop.window.actions import SAMPLES
from desktop.window.window import Window
from search.archive import Archive
from tests.desktop.window.settling import settle

EVERY_PAGE = ("drafting", "checking", "templates", "settings", "archive")


@pytest.fixture
def busy_window(qtbot: QtBot, empty_window: Window) -> Window:
    """A window on two papers in which every page has been looked at."""
    empty_window.pages.archive.import_paths(sorted(SAMPLES.glob("*.md"))[:2])
    for name in EVERY_PAGE:
        empty_window.go_to(name)
    settle(qtbot, empty_window)
    return empty_window


@pytest.fixture
def jobs(busy_window: Window, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The jobs of the archive that are submitted from now on."""
    assert busy_window.settled
    seen: list[str] = []
    store = busy_window.services.store
    submit = Worker.submit

    def counted(worker: Worker, work: Callable[[], object], *rest: object, **named: object) -> Job[object]:
        if worker in (store.asking, store.changing):  # a page may still be painted: nobody is asked for that
            seen.append(str(work))
        return submit(worker, work, *rest, **named)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(Worker, "submit", counted)
    return seen


def shown(window: Window) -> int:
    record = window.pages.archive.preview.record
    assert record is not None
    return record.id


def test_a_tag_asks_for_the_shelf_and_the_paper_and_nothing_else(
    qtbot: QtBot, busy_window: Window, jobs: list[str]
) -> None:
    number = shown(busy_window)
    busy_window.services.store.change(
        lambda archive: archive.shelves.tag(number, "待办"), of_labels(number, shelves=True)
    )
    settle(qtbot, busy_window)
    assert len(jobs) <= 3, jobs  # the change, the shelf, the paper


def test_a_watched_folder_asks_for_the_folders_alone(qtbot: QtBot, busy_window: Window, jobs: list[str]) -> None:
    busy_window.services.store.change(lambda _: None, Changes(folders=True))
    settle(qtbot, busy_window)
    assert len(jobs) <= 3, jobs  # the change, the list in the settings, what is looked into


def test_a_backup_asks_neither_for_hits_nor_for_the_paper(qtbot: QtBot, busy_window: Window, jobs: list[str]) -> None:
    busy_window.services.store.change(lambda _: None, Changes(backups=True))
    settle(qtbot, busy_window)
    assert len(jobs) <= 2, jobs  # the change, the list in the settings


def test_a_corrected_title_is_searched_for_anew(qtbot: QtBot, busy_window: Window) -> None:
    number = shown(busy_window)

    def correct(archive: Archive) -> None:
        archive.records.update(number, "title", "改过的标题")

    busy_window.services.store.change(correct, of_record(number))
    settle(qtbot, busy_window)
    page = busy_window.pages.archive
    hit = page.hits.hit(page.hits.row_of(number))
    assert hit is not None
    assert hit.title == "改过的标题"


def test_a_tag_that_is_filtered_by_is_searched_for_anew(qtbot: QtBot, busy_window: Window) -> None:
    page = busy_window.pages.archive
    page.searcher.narrow(tag="待办")
    settle(qtbot, busy_window)
    assert page.hits.rowCount() == 0
    busy_window.services.store.change(lambda archive: archive.shelves.tag(1, "待办"), of_labels(1, shelves=True))
    settle(qtbot, busy_window)
    assert page.hits.rowCount() == 1
