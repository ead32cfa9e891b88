"""Archives of every version that was ever given out open, whole; those of a later one are refused."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest

from search.archive import Archive, ArchiveBusy, ArchiveError
from search.records import Query
from search.store.lock import Lock
from search.store.sqlite import schema
from search.store.sqlite.schema import schema_version
from search.store.values import actor

HERE = Path(__file__).parent


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return left_by(1, tmp_path / "库")


def left_by(version: int, folder: Path) -> Path:
    """An archive as a version left it: two papers, with a correction, a tag, a note and a collection."""
    (folder / "originals").mkdir(parents=True)
    connection = sqlite3.connect(folder / "archive.db")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript((HERE / f"version_{version}.sql").read_text(encoding="utf-8"))
    connection.execute(f"PRAGMA user_version = {version}")
    for name, text in connection.execute("SELECT original_name, text FROM records JOIN texts ON record_id = id"):
        keep_as_version_1(folder / "originals", name, text.encode())
    connection.close()
    return folder


def keep_as_version_1(originals: Path, name: str, data: bytes) -> None:
    sha = hashlib.sha256(data).hexdigest()
    (originals / sha[:2]).mkdir(exist_ok=True)
    (originals / sha[:2] / sha).write_bytes(data)
    sidecar = {"sha256": sha, "name": name, "media_type": "text/plain", "size": len(data)}
    sidecar |= {"added_at": "2026-11-23T20:05:53+00:00", "split": False, "kind": ""}
    (originals / sha[:2] / f"{sha}.json").write_text(json.dumps(sidecar), encoding="utf-8")


@pytest.mark.parametrize("version", range(1, schema_version()))
def test_an_archive_of_any_version_comes_up_to_date(tmp_path: Path, version: int) -> None:
    with Archive.open(left_by(version, tmp_path / "库")) as archive:
        assert archive.records.get(1).issuer == "青澜新区水务局"
        assert (archive.records.get(1).tags, archive.records.note(2), archive.shelves.collections()) == (
            ("重要",),
            "已办",
            {"水": (1,)},
        )
        assert archive.search(Query("饮用水水源")).total == 1
        archive.care.wait_for_index(30)
        assert archive.care.verify()["problems"] == []


def test_old_entries_of_the_log_name_nobody_and_new_ones_name_who_it_was(old: Path) -> None:
    with Archive.open(old) as archive:
        archive.shelves.tag(1, "新")
        entries = archive.audit.entries()
        assert (entries[-1].actor, entries[0].actor) == ("", actor())
        archive.care.wait_for_index(30)
        assert archive.care.verify()["problems"] == []


def test_the_file_as_it_was_stays_beside_the_new_one(old: Path) -> None:
    with Archive.open(old):
        pass
    connection = sqlite3.connect(old / "archive-v1.db")
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT COUNT(*) FROM records").fetchone() == (2,)
    connection.close()


def test_a_program_that_only_reads_has_it_upgraded_first(old: Path) -> None:
    with Archive.open(old, read_only=True) as archive:
        assert archive.search(Query("饮用水水源")).total == 1


def test_an_old_archive_that_another_program_holds_is_left_alone(old: Path) -> None:
    lock = Lock(old)
    with pytest.raises(ArchiveBusy, match="使用"):
        Archive.open(old, read_only=True)
    lock.release()


def test_an_upgrade_that_fails_leaves_the_archive_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = schema.migrations()
    monkeypatch.setattr(schema, "migrations", lambda: [usual[0], f"{usual[1]};\nSELECT * FROM nowhere;"])
    with pytest.raises(ArchiveError, match="打不开"):
        Archive.open(old)
    connection = sqlite3.connect(old / "archive.db")
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()
    monkeypatch.undo()
    with Archive.open(old) as archive:
        assert archive.care.stats()["documents"] == 2


@pytest.mark.parametrize("read_only", [True, False])
def test_an_archive_of_a_later_version_is_refused_with_a_way_out(old: Path, read_only: bool) -> None:
    connection = sqlite3.connect(old / "archive.db")
    connection.execute(f"PRAGMA user_version = {schema_version() + 1}")
    connection.close()
    before = (old / "archive.db").read_bytes()
    with pytest.raises(ArchiveError, match=r"更新版本.*升级"):
        Archive.open(old, read_only=read_only)
    assert (old / "archive.db").read_bytes() == before


def test_every_migration_has_a_test_of_the_version_before_it() -> None:
    kept = {path.name for path in HERE.glob("version_*.sql")}
    assert kept == {f"version_{number}.sql" for number in range(1, schema_version())}
