"""Automatic backups: daily, only when something has changed, thinned as they age, and always sound."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from search.archive import Archive, ArchiveError, backups, check_backup, restore
from search.archive.rotation import Backup, superfluous
from tests.search.archive.papers import add

MONDAY = datetime(2026, 11, 23, 9, 0).astimezone()
DAY = timedelta(days=1)


def daily(days: int) -> list[Backup]:
    """A backup a day for so many days, the newest first."""
    return [Backup(Path(str(number)), MONDAY - number * DAY) for number in range(days)]


def kept(made: list[Backup]) -> list[str]:
    gone = superfluous(made)
    return [f"{backup.made_at:%m-%d}" for backup in made if backup not in gone]


def test_the_first_backup_is_made_at_once(archive: Archive) -> None:
    path = archive.backups.write_if_due(MONDAY)
    assert path is not None
    assert check_backup(path) == ()
    assert [backup.made_at for backup in archive.backups.all()] == [MONDAY]


def test_there_is_one_backup_a_day(archive: Archive) -> None:
    archive.backups.write_if_due(MONDAY)
    archive.shelves.tag(1, "重要")
    assert archive.backups.write_if_due(MONDAY + timedelta(hours=8)) is None
    assert archive.backups.write_if_due(MONDAY + DAY) is not None


def test_what_has_not_changed_is_not_backed_up_again(archive: Archive) -> None:
    archive.backups.write_if_due(MONDAY)
    assert archive.backups.write_if_due(MONDAY + DAY) is None
    archive.shelves.save_search("水", "水源")
    assert archive.backups.write_if_due(MONDAY + 2 * DAY) is not None


def test_an_empty_archive_is_not_backed_up(empty: Archive) -> None:
    assert empty.backups.write_if_due(MONDAY) is None


def test_an_automatic_backup_restores(archive: Archive, tmp_path: Path) -> None:
    path = archive.backups.write_if_due(MONDAY)
    assert path is not None
    restore(path, tmp_path / "new")
    with Archive.open(tmp_path / "new") as restored:
        assert restored.care.stats()["documents"] == archive.care.stats()["documents"]


def test_upkeep_empties_the_bin_and_backs_up(archive: Archive) -> None:
    archive.records.delete(1)
    path = archive.care.upkeep(datetime.now().astimezone() + 31 * DAY)
    assert path is not None
    assert archive.records.deleted() == ()
    assert archive.care.stats()["documents"] == 3


def test_the_folder_can_be_another_one(archive: Archive, tmp_path: Path) -> None:
    archive.backups.set_folder(tmp_path / "另一个盘")
    path = archive.backups.write_if_due(MONDAY)
    assert path is not None
    assert path.parent == tmp_path / "另一个盘"


def test_backups_thin_as_they_age() -> None:
    days = ["11-23", "11-22", "11-21", "11-20", "11-19", "11-18", "11-17"]
    weeks = ["11-15", "11-08", "11-01"]
    months = ["10-31", "09-30", "08-31"]
    assert kept(daily(100)) == days + weeks + months


def test_a_year_of_backups_keeps_twenty() -> None:
    assert len(kept(daily(400))) == 7 + 3 + 11


def test_thinning_day_by_day_keeps_the_same_as_thinning_at_once() -> None:
    made: list[Backup] = []
    for backup in reversed(daily(400)):
        made.insert(0, backup)
        gone = superfluous(made)
        made = [each for each in made if each not in gone]
    assert kept(made) == kept(daily(400))


def test_other_files_in_the_folder_are_left_alone(archive: Archive) -> None:
    folder = archive.backups.folder()
    for number in range(30):
        add(archive, f"第{number}号\n正文")
        archive.backups.write_if_due(MONDAY + number * DAY)
        (folder / "我的备份.wyb").write_bytes(b"x")
    assert (folder / "我的备份.wyb").exists()
    assert len(archive.backups.all()) == 7 + 3 + 1


def test_a_backup_that_cannot_be_read_back_costs_no_older_one(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def problems(_path: Path) -> tuple[str, ...]:
        return ("坏了",)

    archive.backups.write_if_due(MONDAY)
    archive.shelves.tag(1, "重要")
    with monkeypatch.context() as patch:
        patch.setattr(backups, "problems", problems)
        with pytest.raises(ArchiveError, match="没有写好"):
            archive.backups.write_if_due(MONDAY + DAY)
    assert [backup.made_at for backup in archive.backups.all()] == [MONDAY]
