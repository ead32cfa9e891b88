"""Going over to another archive in the same window: nothing of the one before is left, and nothing of it is lost."""

from __future__ import annotations

import gc
import os
import random
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import chosen_archive
from desktop.jobs.changes import Changes
from desktop.parts.errors import FaultDialog
from desktop.parts.instance import Instance
from desktop.parts.plain import entry
from desktop.theme.look import Look
from desktop.window.actions import SAMPLES
from desktop.window.window import Window
from office.drafts import DraftFolder
from search.archive import Archive
from search.records import ImportResult
from tests.desktop.window.seen import texts
from tests.desktop.window.settling import settle, signalled, until

MARK = "亮化工程"
Ask = Callable[[Path], None]


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another archive, with one paper of its own."""
    paper = tmp_path / "另一篇.txt"
    paper.write_text("关于做好值守工作的通知\n请各单位做好值守工作。\n", encoding="utf-8")
    with Archive.open(tmp_path / "other") as archive:
        assert [result.status for result in archive.importing.paths([paper])] == ["added"]
    return tmp_path / "other"


@pytest.fixture
def claimed(qtbot: QtBot, look: Look, qapp: QApplication, settings: QSettings, fresh: Path) -> Iterator[Window]:
    """A window as the program makes it: with the claim on its archive."""
    assert not look.colours.dark
    instance = Instance(fresh, qapp)
    assert instance.claim()
    window = Window(fresh, settings, instance)
    window.show()
    settle(qtbot, window)
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """An archive of the sample documents for one test alone."""
    with Archive.open(tmp_path / "archive") as archive:
        assert all(result.status == "added" for result in archive.importing.paths(sorted(SAMPLES.glob("*.md"))))
    return tmp_path / "archive"


def go_over(qtbot: QtBot, window: Window, folder: Path) -> None:
    before = window.session
    window.archives.go_to(folder)
    until(qtbot, lambda: window.session is not before)
    settle(qtbot, window)


def said(window: Window) -> str:
    """The sentence of the fault that is shown, "" for none."""
    dialogs = [dialog for dialog in window.findChildren(FaultDialog) if dialog.isVisible()]
    return "".join(part.text() for dialog in dialogs for part in dialog.findChildren(QLabel))


def test_the_window_goes_over_to_another_archive(qtbot: QtBot, claimed: Window, other: Path) -> None:
    go_over(qtbot, claimed, other)
    assert claimed.services.store.folder == other
    page = claimed.pages.archive
    assert page.isVisible()
    assert page.box.hasFocus()
    assert [page.hits.index(row).data() for row in range(page.hits.rowCount())] == ["关于做好值守工作的通知"]


def test_nothing_of_the_archive_before_is_left_in_the_window(qtbot: QtBot, claimed: Window, other: Path) -> None:
    for page in ("drafting", "checking", "templates", "settings"):
        claimed.go_to(page)
    claimed.go_to("archive")
    claimed.pages.archive.search(MARK)
    settle(qtbot, claimed)
    claimed.pages.archive.preview.show_as(1)
    claimed.pages.begin_text(f"---\n标题: {MARK}\n---\n{MARK}。\n", MARK)
    claimed.services.notices.say(MARK)
    settle(qtbot, claimed)
    assert MARK in texts()
    before = weakref.ref(claimed.pages.archive.preview)
    go_over(qtbot, claimed, other)
    assert MARK not in texts()
    gc.collect()
    assert before() is None


def test_a_draft_is_kept_that_was_written_a_moment_before(
    qtbot: QtBot, claimed: Window, fresh: Path, other: Path
) -> None:
    claimed.pages.begin_text("---\n标题: 试\n---\n第一句。\n", "试")
    settle(qtbot, claimed)
    source = claimed.pages.drafting.editor.source
    source.moveCursor(source.textCursor().MoveOperation.End)
    source.insertPlainText("最后一句。")
    go_over(qtbot, claimed, other)
    assert [draft.text[-6:].strip() for draft in DraftFolder(fresh / "drafts").all()] == ["最后一句。"]


def test_an_import_ends_after_the_file_under_way_and_the_archive_is_closed_well(
    qtbot: QtBot, claimed: Window, tmp_path: Path, other: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.txt").write_text(f"第{number}号通知\n请做好第{number}项工作。\n", encoding="utf-8")
    importing = claimed.pages.archive.import_paths([folder])
    with signalled(qtbot, importing.came):
        pass
    came = importing.cancelled
    left = claimed.services.store.folder
    go_over(qtbot, claimed, other)
    assert not came
    with Archive.open(left) as archive:
        assert 18 < archive.care.stats()["documents"] < 18 + 40
        assert not archive.care.verify()["problems"]


def test_an_archive_that_another_window_has_is_left_alone(
    qtbot: QtBot, claimed: Window, qapp: QApplication, other: Path
) -> None:
    theirs = Instance(other, qapp)
    assert theirs.claim()
    before = claimed.session
    claimed.archives.go_to(other)
    settle(qtbot, claimed)
    assert "另一个窗口" in said(claimed)
    assert claimed.session is before
    assert claimed.pages.archive.hits.rowCount() > 1
    theirs.release()


def test_an_archive_that_another_program_has_is_left_alone(qtbot: QtBot, claimed: Window, other: Path) -> None:
    before = claimed.session
    with Archive.open(other):
        claimed.archives.go_to(other)
        until(qtbot, lambda: not claimed.busy)
        assert "使用" in said(claimed)
    assert claimed.session is before
    claimed.findChildren(FaultDialog)[-1].accept()
    go_over(qtbot, claimed, other)
    assert claimed.services.store.folder == other


@pytest.mark.parametrize(("there", "words"), [("self", "就是这个"), ("nothing", "没有档案库")])
def test_a_folder_that_is_no_other_archive_is_told(
    claimed: Window, fresh: Path, tmp_path: Path, there: str, words: str
) -> None:
    claimed.archives.go_to(fresh if there == "self" else tmp_path / "nothing")
    assert words in said(claimed)
    assert not (tmp_path / "nothing").exists()


def test_a_new_archive_is_not_made_among_other_files(claimed: Window, tmp_path: Path) -> None:
    claimed.archives.go_to(tmp_path, new=True)
    assert "已经有东西" in said(claimed)
    assert not (tmp_path / "archive.db").exists()


def test_a_new_archive_is_made_and_gone_over_to(
    qtbot: QtBot, claimed: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(*_: object, **__: object) -> tuple[str, str]:
        return str(tmp_path / "new"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    before = claimed.session
    claimed.services.commands.run("new-archive")
    until(qtbot, lambda: claimed.session is not before)
    settle(qtbot, claimed)
    assert claimed.pages.archive.welcome.isVisible()


def test_the_claims_move_with_the_window(
    qtbot: QtBot, claimed: Window, qapp: QApplication, fresh: Path, other: Path
) -> None:
    go_over(qtbot, claimed, other)
    theirs, ours = Instance(fresh, qapp), Instance(other, qapp)
    assert theirs.claim()
    assert not ours.claim(call=False)
    theirs.release()
    go_over(qtbot, claimed, fresh)
    assert ours.claim()
    ours.release()


def test_the_archive_chosen_last_is_opened_the_next_time_unless_another_is_named(
    qtbot: QtBot, claimed: Window, settings: QSettings, fresh: Path, other: Path, tmp_path: Path
) -> None:
    go_over(qtbot, claimed, other)
    assert claimed.archives.recent() == (fresh,)
    assert chosen_archive(None, settings) == other
    assert chosen_archive(tmp_path / "named", settings) == tmp_path / "named"
    (other / "archive.db").rename(other / "gone.db")
    assert chosen_archive(None, settings).name == "archive"
    assert chosen_archive(None, settings) != other


def test_an_archive_that_is_gone_is_told_at_the_next_start(
    qtbot: QtBot, open_window: Callable[[Path], Window], settings: QSettings, fresh: Path, tmp_path: Path
) -> None:
    settings.setValue("archive/folder", str(tmp_path / "unplugged"))
    settings.sync()
    window = open_window(fresh)
    assert "“unplugged”不在了" in window.services.notices.text
    assert not (tmp_path / "unplugged").exists()
    settle(qtbot, window)


def test_the_archives_used_before_stand_under_the_seal_and_in_the_settings(
    qtbot: QtBot, claimed: Window, fresh: Path, other: Path
) -> None:
    go_over(qtbot, claimed, other)
    claimed.go_to("settings")
    settle(qtbot, claimed)
    assert claimed.pages.settings.recent.isVisible()
    menu = claimed.session.rail.menu
    menu.aboutToShow.emit()
    (back,) = [action for action in menu.actions() if action.text() == entry(f"换到 {fresh}")]
    back.trigger()
    until(qtbot, lambda: claimed.services.store.folder == fresh)
    settle(qtbot, claimed)


def test_a_file_dialog_that_is_open_is_closed_and_its_page_lives_until_it_has_gone(
    qtbot: QtBot, claimed: Window, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came: list[str] = []

    def ask(parent: QWidget, *_: object) -> tuple[str, str]:
        dialog = QDialog(parent)
        claimed.archives.go_to(other)
        dialog.exec()
        came.append(parent.objectName())  # a deleted page would raise here
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    claimed.go_to("checking")
    before = claimed.session
    claimed.pages.checking.choose_file()
    until(qtbot, lambda: claimed.session is not before)
    settle(qtbot, claimed)
    assert came == ["page"]


def test_closing_while_going_over_closes_both(qtbot: QtBot, claimed: Window, fresh: Path, other: Path) -> None:
    claimed.archives.go_to(other)
    until(qtbot, lambda: claimed.busy)
    claimed.close()
    for folder in (fresh, other):
        with Archive.open(folder) as archive:
            assert archive.care.stats()["documents"]


def test_going_over_in_the_middle_of_work_again_and_again_loses_nothing(
    qtbot: QtBot, claimed: Window, fresh: Path, other: Path, tmp_path: Path
) -> None:
    chance = random.Random(20261127)
    told: dict[Path, list[ImportResult]] = {fresh: [], other: []}
    written: dict[Path, list[str]] = {fresh: [], other: []}

    def take_in(here: Path, number: int) -> None:
        folder = tmp_path / f"new-{number}"
        folder.mkdir()
        for place in range(4):
            (folder / f"{place}.txt").write_text(f"第{number}批第{place}号通知\n请做好工作。\n", encoding="utf-8")
        claimed.pages.archive.import_paths([folder]).came.connect(told[here].append)

    def write(here: Path, number: int) -> None:
        claimed.pages.begin_text("---\n标题: 试\n---\n", "试")
        claimed.pages.drafting.editor.source.appendPlainText(f"第{number}稿。")
        written[here].append(f"第{number}稿。")

    def look(_: Path, number: int) -> None:
        claimed.go_to(("settings", "templates", "checking", "archive")[number % 4])
        claimed.pages.archive.search("亮化")

    for number in range(12):
        here = claimed.archives.folder
        for deed in chance.sample([take_in, write, look], 2):
            deed(here, number)
        before = claimed.session
        claimed.archives.go_to(other if here == fresh else fresh)
        until(qtbot, lambda before=before: claimed.session is not before)
    settle(qtbot, claimed)
    claimed.close()
    for folder in (fresh, other):
        kept = "".join(draft.text for draft in DraftFolder(folder / "drafts").all())
        assert [text for text in written[folder] if text not in kept] == []
        with Archive.open(folder) as archive:
            there = {record.id for record in archive.records.recent(1000)}
            assert {number for result in told[folder] for number in result.ids} <= there
            assert not archive.care.verify()["problems"]


def test_a_folder_that_two_archives_watch_comes_into_both(
    qtbot: QtBot, claimed: Window, other: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "watched"
    folder.mkdir()
    (folder / "通知.txt").write_text("关于清理楼道的通知\n请各单位清理楼道。\n", encoding="utf-8")
    os.utime(folder / "通知.txt", (1_700_000_000, 1_700_000_000))  # it has come to rest long ago
    for archive, count in ((claimed.archives.folder, 19), (other, 2)):
        if archive != claimed.archives.folder:
            go_over(qtbot, claimed, archive)
        claimed.services.store.change(lambda kept: kept.shelves.watch(str(folder)), Changes(folders=True))
        page = claimed.pages.archive
        until(qtbot, lambda page=page, count=count: page.hits.rowCount() == count)
        settle(qtbot, claimed)
