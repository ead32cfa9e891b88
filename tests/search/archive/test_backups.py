"""Backups and verification: what is damaged is told, what is restored is the same."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from search.archive import Archive, ArchiveBusy, ArchiveError, check_backup, restore, restore_from_originals
from search.records import Query
from tests.search.archive.papers import LIGHTS, PAPERS, WATER, add


def contents(archive: Archive) -> list[tuple[str, str, bytes]]:
    return [(r.title, r.text, archive.records.original(r.id)) for r in reversed(archive.records.recent(100))]


def test_a_restored_backup_is_the_same_archive(archive: Archive, tmp_path: Path) -> None:
    archive.shelves.tag(1, "重要")
    archive.backups.write(tmp_path / "b.zip")
    restore(tmp_path / "b.zip", tmp_path / "new")
    with Archive.open(tmp_path / "new") as restored:
        assert contents(restored) == contents(archive)
        assert restored.shelves.tags() == {"重要": 1}
        assert restored.care.wait_for_index(30)
        assert restored.care.verify()["problems"] == []


def test_restoring_replaces_what_was_there(archive: Archive, tmp_path: Path) -> None:
    archive.backups.write(tmp_path / "b.zip")
    add(archive, "later\n后来的文件")
    folder = archive.store.folder
    archive.close()
    restore(tmp_path / "b.zip", folder, force=True)
    with Archive.open(folder) as restored:
        assert restored.care.stats()["documents"] == len(PAPERS)
        assert restored.search(Query("后来的文件")).total == 0


def test_an_open_archive_is_not_overwritten(archive: Archive, tmp_path: Path) -> None:
    archive.backups.write(tmp_path / "b.zip")
    with pytest.raises(ArchiveError, match="使用"):
        restore(tmp_path / "b.zip", archive.store.folder)


def test_any_changed_byte_of_a_backup_is_noticed(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    archive.backups.write(path)
    data = path.read_bytes()
    chance = random.Random(7)
    for _ in range(30):
        at = chance.randrange(len(data))
        path.write_bytes(data[:at] + bytes((data[at] ^ (1 << chance.randrange(8)),)) + data[at + 1 :])
        assert check_backup(path) != ()
    path.write_bytes(data)
    assert check_backup(path) == ()


def test_a_damaged_backup_leaves_the_archive_alone(archive: Archive, tmp_path: Path) -> None:
    archive.backups.write(tmp_path / "b.zip")
    folder = archive.store.folder
    archive.close()
    (tmp_path / "b.zip").write_bytes((tmp_path / "b.zip").read_bytes()[:-1])
    with pytest.raises(ArchiveError, match="损坏"):
        restore(tmp_path / "b.zip", folder)
    with Archive.open(folder) as same:
        assert same.care.stats()["documents"] == len(PAPERS)


def test_any_changed_byte_of_an_original_is_noticed(archive: Archive) -> None:
    chance = random.Random(8)
    for number in range(1, 5):
        path = archive.store.originals.path(archive.records.get(number).sha256)
        data = path.read_bytes()
        at = chance.randrange(len(data))
        path.write_bytes(data[:at] + bytes((data[at] ^ 1,)) + data[at + 1 :])
        (problem,) = archive.care.verify()["problems"]
        assert "原件已损坏" in problem
        path.write_bytes(data)


def test_a_lost_original_is_noticed(archive: Archive) -> None:
    archive.store.originals.path(archive.records.get(2).sha256).unlink()
    report = archive.care.verify()
    assert report["originals_ok"] == 3
    assert "原件丢失" in report["problems"][0]


def test_a_sound_archive_has_no_problems(archive: Archive) -> None:
    assert archive.care.verify() == {"documents": 4, "originals_ok": 4, "index_matches": True, "problems": []}


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit SET subject = '9' WHERE id = 2",
        "UPDATE audit SET at = '2000' WHERE id = 1",
        "DELETE FROM audit WHERE id = 2",
        "DELETE FROM audit WHERE id = (SELECT MAX(id) FROM audit)",
        "DELETE FROM audit",
        "UPDATE audit SET hash = '0' WHERE id = 3",
    ],
)
def test_a_tampered_log_is_noticed(archive: Archive, tampering: str) -> None:
    with archive.store.database.writing() as connection:
        connection.connection.execute(tampering)
    assert any("操作日志" in problem for problem in archive.care.verify()["problems"])


def test_the_archive_is_made_anew_from_the_originals_alone(archive: Archive) -> None:
    folder, before = archive.store.folder, contents(archive)
    archive.close()
    (folder / "archive.db").write_bytes(b"not a database")
    results = restore_from_originals(folder)
    assert [result.status for result in results] == ["added"] * len(PAPERS)
    with Archive.open(folder) as again:
        assert {data for _, _, data in contents(again)} == {data for _, _, data in before}
        assert again.search(Query("水源保护")).total == 2


def test_without_originals_nothing_is_touched(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="没有原件"):
        restore_from_originals(tmp_path)


def test_a_newer_archive_is_refused(archive: Archive) -> None:
    folder = archive.store.folder
    archive.close()
    with sqlite3.connect(folder / "archive.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ArchiveError, match="更新版本"):
        Archive.open(folder)


def test_a_damaged_database_is_told_plainly(archive: Archive) -> None:
    folder = archive.store.folder
    archive.close()
    (folder / "archive.db").write_bytes(b"not a database at all, but long enough to be one" * 50)
    with pytest.raises(ArchiveError, match="打不开"):
        Archive.open(folder)


def test_an_original_that_is_damaged_is_not_put_into_a_backup(archive: Archive, tmp_path: Path) -> None:
    sha = archive.records.get(1).sha256
    archive.store.originals.path(sha).write_bytes(b"changed")
    with pytest.raises(ArchiveError, match="损坏"):
        archive.backups.write(tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()
    assert {WATER, LIGHTS} <= {record.text for record in archive.records.recent()}


def test_a_restored_archive_says_so_in_its_log(archive: Archive, tmp_path: Path) -> None:
    archive.backups.write(tmp_path / "b.zip")
    restore(tmp_path / "b.zip", tmp_path / "new")
    with Archive.open(tmp_path / "new", read_only=True) as restored:
        assert [(entry.action, entry.subject) for entry in restored.audit.entries(1)] == [("恢复", "b.zip")]


def test_an_archive_that_is_being_read_is_not_replaced(archive: Archive, tmp_path: Path) -> None:
    archive.backups.write(tmp_path / "b.zip")
    folder = archive.store.folder
    with Archive.open(folder, read_only=True) as reader:
        add(archive, "后来的\n正文")
        cursor = reader.store.database.reader().connection.execute("SELECT id FROM records")
        cursor.fetchone()
        archive.close()
        with pytest.raises(ArchiveBusy, match="查阅"):
            restore(tmp_path / "b.zip", folder, force=True)
        cursor.close()
    with Archive.open(folder, read_only=True) as same:
        assert same.care.stats()["documents"] == len(PAPERS) + 1
