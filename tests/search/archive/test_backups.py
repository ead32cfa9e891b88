"""Backups and verification: what is damaged is told, what is restored is the same."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from search.archive import Archive, ArchiveBusy, ArchiveError
from tests.search.archive.papers import LIGHTS, PAPERS, WATER, add


def contents(archive: Archive) -> list[tuple[str, str, bytes]]:
    return [(r.title, r.text, archive.original(r.id)) for r in reversed(archive.recent(100))]


def test_a_restored_backup_is_the_same_archive(archive: Archive, tmp_path: Path) -> None:
    archive.tag(1, "重要")
    archive.backup(tmp_path / "b.zip")
    Archive.restore(tmp_path / "b.zip", tmp_path / "new")
    with Archive.open(tmp_path / "new") as restored:
        assert contents(restored) == contents(archive)
        assert restored.tags() == {"重要": 1}
        assert restored.wait_for_index(30)
        assert restored.verify()["problems"] == []


def test_restoring_replaces_what_was_there(archive: Archive, tmp_path: Path) -> None:
    archive.backup(tmp_path / "b.zip")
    add(archive, "later\n后来的文件")
    folder = archive.folder
    archive.close()
    Archive.restore(tmp_path / "b.zip", folder)
    with Archive.open(folder) as restored:
        assert restored.stats()["documents"] == len(PAPERS)
        assert restored.search("后来的文件").total == 0


def test_an_open_archive_is_not_overwritten(archive: Archive, tmp_path: Path) -> None:
    archive.backup(tmp_path / "b.zip")
    with pytest.raises(ArchiveError, match="使用"):
        Archive.restore(tmp_path / "b.zip", archive.folder)


def test_any_changed_byte_of_a_backup_is_noticed(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    archive.backup(path)
    data = path.read_bytes()
    chance = random.Random(7)
    for _ in range(30):
        at = chance.randrange(len(data))
        path.write_bytes(data[:at] + bytes((data[at] ^ (1 << chance.randrange(8)),)) + data[at + 1 :])
        assert Archive.check_backup(path) != ()
    path.write_bytes(data)
    assert Archive.check_backup(path) == ()


def test_a_damaged_backup_leaves_the_archive_alone(archive: Archive, tmp_path: Path) -> None:
    archive.backup(tmp_path / "b.zip")
    folder = archive.folder
    archive.close()
    (tmp_path / "b.zip").write_bytes((tmp_path / "b.zip").read_bytes()[:-1])
    with pytest.raises(ArchiveError, match="损坏"):
        Archive.restore(tmp_path / "b.zip", folder)
    with Archive.open(folder) as same:
        assert same.stats()["documents"] == len(PAPERS)


def test_any_changed_byte_of_an_original_is_noticed(archive: Archive) -> None:
    chance = random.Random(8)
    for number in range(1, 5):
        path = archive.originals.path(archive.record(number).sha256)
        data = path.read_bytes()
        at = chance.randrange(len(data))
        path.write_bytes(data[:at] + bytes((data[at] ^ 1,)) + data[at + 1 :])
        (problem,) = archive.verify()["problems"]
        assert "原件已损坏" in problem
        path.write_bytes(data)


def test_a_lost_original_is_noticed(archive: Archive) -> None:
    archive.originals.path(archive.record(2).sha256).unlink()
    report = archive.verify()
    assert report["originals_ok"] == 3
    assert "原件丢失" in report["problems"][0]


def test_a_sound_archive_has_no_problems(archive: Archive) -> None:
    assert archive.verify() == {"documents": 4, "originals_ok": 4, "index_matches": True, "problems": []}


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
    with archive.database.writing() as connection:
        connection.execute(tampering)
    assert any("操作日志" in problem for problem in archive.verify()["problems"])


def test_the_archive_is_made_anew_from_the_originals_alone(archive: Archive) -> None:
    folder, before = archive.folder, contents(archive)
    archive.close()
    (folder / "archive.db").write_bytes(b"not a database")
    results = Archive.restore_from_originals(folder)
    assert [result.status for result in results] == ["added"] * len(PAPERS)
    with Archive.open(folder) as again:
        assert {data for _, _, data in contents(again)} == {data for _, _, data in before}
        assert again.search("水源保护").total == 2


def test_without_originals_nothing_is_touched(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="没有原件"):
        Archive.restore_from_originals(tmp_path)


def test_a_newer_archive_is_refused(archive: Archive) -> None:
    folder = archive.folder
    archive.close()
    with sqlite3.connect(folder / "archive.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ArchiveError, match="更新版本"):
        Archive.open(folder)


def test_a_damaged_database_is_told_plainly(archive: Archive) -> None:
    folder = archive.folder
    archive.close()
    (folder / "archive.db").write_bytes(b"not a database at all, but long enough to be one" * 50)
    with pytest.raises(ArchiveError, match="打不开"):
        Archive.open(folder)


def test_an_original_that_is_damaged_is_not_put_into_a_backup(archive: Archive, tmp_path: Path) -> None:
    sha = archive.record(1).sha256
    archive.originals.path(sha).write_bytes(b"changed")
    with pytest.raises(ArchiveError, match="损坏"):
        archive.backup(tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()
    assert {WATER, LIGHTS} <= {record.text for record in archive.recent()}


def test_a_restored_archive_says_so_in_its_log(archive: Archive, tmp_path: Path) -> None:
    archive.backup(tmp_path / "b.zip")
    Archive.restore(tmp_path / "b.zip", tmp_path / "new")
    with Archive.open(tmp_path / "new", read_only=True) as restored:
        assert [(entry.action, entry.subject) for entry in restored.audit_entries(1)] == [("恢复", "b.zip")]


def test_an_archive_that_is_being_read_is_not_replaced(archive: Archive, tmp_path: Path) -> None:
    archive.backup(tmp_path / "b.zip")
    folder = archive.folder
    with Archive.open(folder, read_only=True) as reader:
        add(archive, "后来的\n正文")
        cursor = reader.database.reader().execute("SELECT id FROM records")
        cursor.fetchone()
        archive.close()
        with pytest.raises(ArchiveBusy, match="查阅"):
            Archive.restore(tmp_path / "b.zip", folder)
        cursor.close()
    with Archive.open(folder, read_only=True) as same:
        assert same.stats()["documents"] == len(PAPERS) + 1
