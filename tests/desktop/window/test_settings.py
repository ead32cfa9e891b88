"""设置: the house profile, watched folders, backups, what Qt reads from the environment."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.jobs.changes import Changes
from desktop.parts.making import render
from desktop.settings.backup_card import BackupCard
from desktop.settings.backups import Backups
from desktop.settings.folders import WatchedFolders
from desktop.settings.house_card import HouseCard
from desktop.settings.watching import Watching
from desktop.surroundings import input_method, prepare
from desktop.window.actions import SAMPLES
from desktop.window.window import Window
from office.house import house_file, house_profile
from search.archive import Archive
from tests.desktop.window.settling import settle, until


@pytest.fixture
def house(qtbot: QtBot, empty_window: Window) -> HouseCard:
    empty_window.go_to("settings")
    settle(qtbot, empty_window)
    found = empty_window.pages.settings.findChild(HouseCard)
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
    card = empty_window.pages.settings.findChild(WatchedFolders)
    assert isinstance(card, WatchedFolders)
    card.watch(str(folder))
    page = empty_window.pages.archive
    until(qtbot, lambda: page.hits.rowCount() == 1)
    settle(qtbot, empty_window)


def test_a_file_put_into_a_folder_below_a_watched_one_comes_in_while_the_window_is_open(
    qtbot: QtBot, empty_window: Window, tmp_path: Path
) -> None:
    below = tmp_path / "收文" / "2026年" / "城管"
    below.mkdir(parents=True)
    page = empty_window.pages.archive
    watching = empty_window.findChild(Watching)
    assert isinstance(watching, Watching)
    empty_window.services.store.change(
        lambda archive: archive.shelves.watch(str(tmp_path / "收文")), Changes(folders=True)
    )
    until(qtbot, lambda: str(below) in watching.listening)
    (below / "通知.md").write_bytes(next(SAMPLES.glob("05*.md")).read_bytes())
    until(qtbot, lambda: page.hits.rowCount() == 1)
    settle(qtbot, empty_window)


def test_a_watched_folder_that_is_gone_is_told_once_and_again_only_after_it_was_back(
    qtbot: QtBot, empty_window: Window, tmp_path: Path
) -> None:
    folder = tmp_path / "网络盘"
    told: list[str] = []
    services = empty_window.services
    watching = Watching(services.store, services.settings, lambda _: None, told.append, empty_window)
    watching.watch((str(folder),))

    def look() -> None:
        watching.look()
        until(qtbot, lambda: not watching.busy)

    look()
    look()
    assert told == [f"监视的文件夹“{folder}”现在打不开，可能断开了；连上以后自动继续。"]
    folder.mkdir()
    look()
    folder.rmdir()
    look()
    assert len(told) == 2
    watching.stop()


@pytest.fixture
def backups(qtbot: QtBot, empty_window: Window, tmp_path: Path) -> BackupCard:
    """The card, on an archive with one document and one backup of it in 备份."""
    empty_window.go_to("settings")
    card = empty_window.pages.settings.findChild(BackupCard)
    assert isinstance(card, BackupCard)
    card.move_to(tmp_path / "备份")
    empty_window.pages.archive.import_paths([next(SAMPLES.glob("05*.md"))])
    settle(qtbot, empty_window)
    Backups(empty_window.services, empty_window).look()
    settle(qtbot, empty_window)
    return card


def texts(card: BackupCard) -> str:
    return "\n".join(told.text() for told in card.findChildren(QLabel))


def test_what_is_due_is_backed_up_into_the_folder_of_the_archive_and_told(
    empty_window: Window, backups: BackupCard, tmp_path: Path
) -> None:
    (made,) = (tmp_path / "备份").glob("*.wyb")
    assert "已自动备份" in empty_window.services.notices.text
    assert str(tmp_path / "备份") in texts(backups)
    assert backups.made.currentData() == made


def test_no_second_backup_is_made_on_the_same_day(
    qtbot: QtBot, empty_window: Window, backups: BackupCard, tmp_path: Path
) -> None:
    Backups(empty_window.services, empty_window).look()
    settle(qtbot, empty_window)
    assert backups.made.count() == len(list((tmp_path / "备份").glob("*.wyb"))) == 1


@pytest.mark.parametrize(("cut", "told"), [(0, "完好"), (100, "已损坏或不完整")])
def test_a_backup_is_checked_by_a_click(
    qtbot: QtBot, empty_window: Window, backups: BackupCard, cut: int, told: str
) -> None:
    path: Path = backups.made.currentData()
    path.write_bytes(path.read_bytes()[cut:])
    backups.check.click()
    settle(qtbot, empty_window)
    assert told in texts(backups)


def test_a_backup_is_restored_into_a_new_folder_and_never_over_another(
    qtbot: QtBot, empty_window: Window, backups: BackupCard, tmp_path: Path
) -> None:
    backups.restore_into(tmp_path / "恢复")
    settle(qtbot, empty_window)
    (restored,) = (tmp_path / "恢复").iterdir()
    with Archive.open(restored) as archive:
        assert archive.care.stats()["documents"] == 1
    backups.restore_into(tmp_path / "恢复")
    assert "已经有" in texts(backups)


def test_a_backup_that_could_not_be_made_is_told_without_a_dialog(
    qtbot: QtBot, empty_window: Window, backups: BackupCard, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "文件").write_text("不是文件夹", encoding="utf-8")
    backups.move_to(tmp_path / "文件" / "备份")
    with caplog.at_level("CRITICAL"):
        Backups(empty_window.services, empty_window).look()
        settle(qtbot, empty_window)
    assert empty_window.services.notices.text == "自动备份没有做成。"


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
