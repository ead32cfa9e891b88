"""设置: the house profile, watched folders, backups, what Qt reads from the environment."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.pages_view.making import render
from desktop.settings import backups
from desktop.settings.folders import BackupSchedule, WatchedFolders
from desktop.settings.house import house_file, house_profile
from desktop.settings.house_card import HouseCard
from desktop.settings.watching import newer
from desktop.shell.actions import SAMPLES
from desktop.shell.window import Window
from desktop.surroundings import input_method, prepare
from tests.desktop.window.settling import settle


@pytest.fixture
def house(qtbot: QtBot, empty_window: Window) -> HouseCard:
    empty_window.go_to("settings")
    settle(qtbot, empty_window)
    found = empty_window.page("settings").findChild(HouseCard)
    assert isinstance(found, HouseCard)
    return found


def test_the_house_profile_is_the_standard_until_someone_settles_otherwise(house: HouseCard) -> None:
    assert house_profile().deviations() == ()
    assert house.choices["页码"].currentText() == "标准"


def test_what_the_office_settles_holds_for_the_next_page(house: HouseCard) -> None:
    house.lines["名称"].setText("青澜新区管理委员会")
    house.lines["代字"].setText("青管")
    house.choices["页码"].setCurrentText("居中")
    house.keep()
    issuer = house_profile().issuer("青澜新区管理委员会")
    assert issuer is not None
    assert issuer.code == "青管"
    assert any("页码" in told for told in house_profile().deviations())
    page = render("---\n版式: 普通\n标题: 试\n---\n一句话。\n").layout.pages[0]
    number = next(item for item in page.items if getattr(item, "text", "").strip("— ") == "1")
    assert abs(getattr(number, "x", 0) - page.width / 2) < 30


def test_settings_that_the_form_does_not_show_stay(house: HouseCard) -> None:
    path = house_file()
    assert path is not None
    path.write_text("红线粗细: 1.2\n发文机关:\n- 名称: 甲局\n- 名称: 乙局\n", encoding="utf-8")
    house.refresh()
    assert house.lines["名称"].text() == "甲局"
    house.checks["套印"].setChecked(True)
    house.keep()
    profile = house_profile()
    assert profile.red_rule == 1.2
    assert [issuer.name for issuer in profile.issuers] == ["甲局", "乙局"]
    assert profile.preprinted


def test_a_file_put_into_a_watched_folder_comes_into_the_archive(
    qtbot: QtBot, empty_window: Window, tmp_path: Path
) -> None:
    folder = tmp_path / "收文"
    folder.mkdir()
    (folder / "通知.md").write_bytes(next(SAMPLES.glob("05*.md")).read_bytes())
    empty_window.go_to("settings")
    card = empty_window.page("settings").findChild(WatchedFolders)
    assert isinstance(card, WatchedFolders)
    card.watch(str(folder))
    page = empty_window.page("archive")
    qtbot.waitUntil(lambda: page.hits.rowCount() == 1, timeout=15_000)
    settle(qtbot, empty_window)


def test_only_what_is_newer_than_the_last_look_is_new(tmp_path: Path) -> None:
    old, new = tmp_path / "旧.txt", tmp_path / "新.txt"
    for path, moment in ((old, 1000), (new, 3000), (tmp_path / "~$锁.docx", 3000)):
        path.write_text("文", encoding="utf-8")
        os.utime(path, (moment, moment))
    assert newer(tmp_path, 2000) == [new]
    assert newer(tmp_path / "没有", 0) == []


@pytest.mark.parametrize(
    ("every", "last", "wanted"),
    [("每天", "", True), ("每天", "2026-04-15", False), ("每周", "2026-04-09", False), ("每周", "2026-04-08", True)],
)
def test_a_backup_is_due_when_its_time_is_over(tmp_path: Path, every: str, last: str, *, wanted: bool) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    backups.set_every(settings, every)
    backups.set_folder(settings, str(tmp_path))
    settings.setValue("backup/last", last)
    assert backups.due(settings, date(2026, 4, 15)) is wanted


def test_a_due_backup_is_made_and_told(qtbot: QtBot, empty_window: Window, tmp_path: Path) -> None:
    settings = empty_window.services.settings
    backups.set_every(settings, "每天")
    backups.set_folder(settings, str(tmp_path))
    backups.Backups(empty_window.services, empty_window).look(date(2026, 4, 15))
    settle(qtbot, empty_window)
    assert (tmp_path / "文渊备份-2026-04-15.zip").is_file()
    assert not backups.due(settings, date(2026, 4, 15))


def test_the_schedule_says_where_backups_go(qtbot: QtBot, empty_window: Window, tmp_path: Path) -> None:
    backups.set_folder(empty_window.services.settings, str(tmp_path))
    card = BackupSchedule(empty_window.services)
    qtbot.addWidget(card)
    assert any(str(tmp_path) in told.text() for told in card.findChildren(QLabel))


@pytest.mark.parametrize(
    ("asked", "known", "wanted"),
    [
        ("fcitx", ["libibusplatforminputcontextplugin.so"], "ibus"),
        ("fcitx5", ["libfcitx5platforminputcontextplugin.so"], ""),
        ("ibus", [], ""),
        ("", [], ""),
    ],
)
def test_fcitx_is_spoken_to_as_ibus_where_qt_has_no_plugin_for_it(asked: str, known: list[str], wanted: str) -> None:
    assert input_method(asked, known) == wanted


def test_the_chosen_scale_is_given_to_qt_unless_the_system_has_one() -> None:
    ours: dict[str, str] = {}
    prepare(ours, "150%")
    assert ours == {"QT_SCALE_FACTOR": "1.5"}
    given = {"QT_SCALE_FACTOR": "2"}
    prepare(given, "150%")
    assert given == {"QT_SCALE_FACTOR": "2"}
