"""After an unclean end: looked at more closely, and mended."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

import pytest

from search.archive import Archive, ArchiveError, recovery
from tests.search.archive.papers import PAPERS


def crash(archive: Archive) -> Path:
    """Leave the archive as a crash would: closed, but with the holder's name still in the lock file."""
    archive.close()
    (archive.store.folder / "archive.lock").write_bytes("\n某人（某机，进程 1）".encode())
    return archive.store.folder


def test_a_damaged_database_is_noticed_at_the_next_opening(archive: Archive) -> None:
    query = "SELECT rootpage FROM sqlite_master WHERE name = 'texts'"
    (page,) = archive.store.database.reader().connection.execute(query).fetchone()
    folder = crash(archive)
    path = folder / "archive.db"
    data = bytearray(path.read_bytes())
    data[(page - 1) * 16384 : (page - 1) * 16384 + 64] = b"\xff" * 64
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match=r"没有正常关闭.*恢复"):
        Archive.open(folder)
    with pytest.raises(ArchiveError, match="没有正常关闭"):
        Archive.open(folder)


def test_an_index_that_lacks_records_is_made_anew(archive: Archive) -> None:
    with archive.store.database.writing() as connection:
        connection.connection.execute("UPDATE counters SET value = value + 1 WHERE name = 'revision'")
        connection.connection.execute(
            "INSERT INTO records SELECT 99, title, kind, issuer, document_number, issue_date, secrecy, sha256,"
            " file_sha256, 1, original_name, media_type, added_at, '', metadata, corrections, 1 FROM records LIMIT 1"
        )
        connection.connection.execute(
            "INSERT INTO texts SELECT 99, text, head, body, breaks, checksum FROM texts LIMIT 1"
        )
    assert not archive.care.verify()["index_matches"]
    folder = crash(archive)
    with Archive.open(folder) as again:
        again.close()
    with Archive.open(folder, read_only=True) as reader:
        assert reader.care.verify()["index_matches"]


def test_what_was_removed_for_good_goes_with_its_file(archive: Archive) -> None:
    sha = archive.records.get(2).sha256
    data, sidecar = archive.store.originals.get(sha), archive.store.originals.sidecar(sha)
    archive.records.delete(2)
    archive.records.purge(2)
    archive.store.originals.keep(data, sidecar)
    with Archive.open(crash(archive)) as again:
        assert not again.store.originals.path(sha).exists()
        assert again.care.stats()["documents"] == len(PAPERS) - 1


def test_temporary_files_of_interrupted_savings_go(archive: Archive) -> None:
    left = archive.store.folder / "originals" / ".x.123.tmp"
    left.write_bytes(b"half")
    os.utime(left, (time.time() - 9, time.time() - 9))
    with Archive.open(crash(archive)):
        pass
    assert not left.exists()


def test_a_clean_end_asks_for_no_check(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.close()

    def mend(*_: object) -> None:
        pytest.fail("checked")

    monkeypatch.setattr(recovery, "mend", mend)
    with Archive.open(archive.store.folder) as again:
        assert again.care.stats()["documents"] == len(PAPERS)


def test_a_changed_byte_of_a_stored_text_is_noticed(archive: Archive) -> None:
    folder = archive.store.folder
    archive.close()
    with sqlite3.connect(folder / "archive.db") as connection:
        connection.execute("UPDATE texts SET text = replace(text, '水源', '水原') WHERE record_id = 1")
    connection.close()
    with Archive.open(folder) as again:
        (problem,) = again.care.verify()["problems"]
        assert "编号 1" in problem


@pytest.mark.parametrize("column", ["title", "kind", "issuer", "document_number", "issue_date", "secrecy", "metadata"])
def test_a_changed_field_is_noticed(archive: Archive, column: str) -> None:
    with archive.store.database.writing() as connection:
        connection.connection.execute(f"UPDATE records SET {column} = {column} || ' ' WHERE id = 1")  # noqa: S608 - constants
    assert any("编号 1" in problem for problem in archive.care.verify()["problems"])


def test_a_damaged_table_definition_is_told_plainly(archive: Archive) -> None:
    folder = archive.store.folder
    archive.close()
    path = folder / "archive.db"
    path.write_bytes(
        path.read_bytes().replace(
            b"CREATE INDEX records_by_file ON records", b"CREATE INDEX records_by_file ON recorfs"
        )
    )
    with pytest.raises(ArchiveError, match=r"打不开.*恢复"):
        Archive.open(folder, read_only=True)


def test_what_is_being_saved_while_the_archive_is_mended_stays(tmp_path: Path) -> None:
    """A file's time lags behind the clock: a saving that began with the opening lost its file to the mending."""
    ours, dead = (tmp_path / f".x.{number}-0a0b.tmp" for number in (os.getpid(), 1))
    for path in (ours, dead):
        path.write_bytes(b"half")
        os.utime(path, (1000.0, 1000.0))
    assert recovery.remove_temporary(tmp_path, 1000.005) == 1
    assert ours.exists()
    assert recovery.remove_temporary(tmp_path, 5000.0) == 1
