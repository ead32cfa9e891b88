"""Archives and backups from someone else: nothing in them runs or is written elsewhere, no good archive is lost."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from search.archive import Archive, ArchiveError, Query, restore
from tests.search.archive.papers import LIGHTS, PAPERS, WATER, add

Forgery = Callable[[sqlite3.Connection], object]

_EVIL = "UPDATE records SET title = '被改了'"


def _sql(*statements: str) -> Forgery:
    def forge(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    return forge


def _schema_edit(name: str, old: str, new: str) -> Forgery:
    return _sql(
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_master SET sql = replace(sql, '{old}', '{new}') WHERE name = '{name}'",  # noqa: S608 - constants
    )


FORGERIES: dict[str, Forgery] = {
    "trigger on insert": _sql(f"CREATE TRIGGER t AFTER INSERT ON records BEGIN {_EVIL}; END"),
    "trigger on update": _sql(f"CREATE TRIGGER t AFTER UPDATE ON counters BEGIN {_EVIL}; END"),
    "trigger on the log": _sql("CREATE TRIGGER t BEFORE INSERT ON audit BEGIN DELETE FROM audit; END"),
    "trigger on tags": _sql("CREATE TRIGGER t AFTER INSERT ON tags BEGIN DELETE FROM tags; END"),
    "trigger on settings": _sql("CREATE TRIGGER t AFTER INSERT ON settings BEGIN DELETE FROM history; END"),
    "trigger that refuses": _sql("CREATE TRIGGER t BEFORE DELETE ON tags BEGIN SELECT RAISE(ABORT, '不'); END"),
    "view": _sql("CREATE VIEW v AS SELECT * FROM texts"),
    "view in a table's place": _sql("DROP TABLE tags", "CREATE VIEW tags AS SELECT 1 AS tag, 1 AS record_id"),
    "view with an endless query": _sql(
        "DROP TABLE notes",
        "CREATE VIEW notes AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n",
    ),
    "instead-of trigger": _sql(
        "CREATE VIEW v AS SELECT 1 AS a", "CREATE TRIGGER t INSTEAD OF INSERT ON v BEGIN SELECT 1; END"
    ),
    "foreign table": _sql("CREATE TABLE mine (x)"),
    "virtual table": _sql("CREATE VIRTUAL TABLE found USING fts5(x)"),
    "missing table": _sql("DROP TABLE tags"),
    "missing log": _sql("DROP TABLE audit"),
    "missing index": _sql("DROP INDEX records_by_bytes"),
    "foreign index": _sql("CREATE INDEX i ON records (upper(title))"),
    "generated column": _sql("ALTER TABLE notes ADD COLUMN x TEXT AS (upper(note))"),
    "additional column": _sql("ALTER TABLE notes ADD COLUMN x TEXT"),
    "no longer unique": _schema_edit("records_by_bytes", "UNIQUE ", ""),
    "check that calls": _schema_edit("notes", "note TEXT NOT NULL", "note TEXT NOT NULL CHECK (randomblob(9) > 1)"),
    "version 99": _sql("PRAGMA user_version = 99"),
    "version 0": _sql("PRAGMA user_version = 0"),
    "version 1": _sql("PRAGMA user_version = 1"),
    "version -1": _sql("PRAGMA user_version = -1"),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of four papers (库) and a backup of it."""
    folder = tmp_path_factory.mktemp("好")
    with Archive.open(folder / "库") as archive:
        for paper in PAPERS:
            add(archive, paper)
        archive.backups.write(folder / "备份.wyb")
    return folder


@pytest.fixture
def good(sound: Path, tmp_path: Path) -> Path:
    """The good archive that a forged backup is to be put over; one paper more than the backup has."""
    shutil.copytree(sound / "库", tmp_path / "在" / "库")
    with Archive.open(tmp_path / "在" / "库") as archive:
        add(archive, "后来的文件\n后来的内容。")
    return tmp_path / "在" / "库"


def forged_database(data: bytes, place: Path, forge: Forgery) -> bytes:
    place.write_bytes(data)
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        forge(connection)
    return place.read_bytes()


def repacked(source: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The backup with other members; manifest and checksums are as they should be."""
    with zipfile.ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    change(members)
    manifest["members"] = {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        archive.writestr("manifest.json", json.dumps(manifest))
    data = file.getvalue()
    target.write_bytes(data + b"WENYUAN-BACKUP-SHA256:" + hashlib.sha256(data).hexdigest().encode())
    return target


def outside(folder: Path) -> set[Path]:
    return {path for path in folder.parent.parent.rglob("*") if folder not in path.parents}


def assert_untouched(folder: Path) -> None:
    with Archive.open(folder) as archive:
        assert archive.care.stats()["documents"] == len(PAPERS) + 1
        assert archive.records.get(1).title == WATER.split("\n", 1)[0]
        archive.shelves.tag(1, "还能用")
        assert archive.care.wait_for_index(30)
        assert archive.care.verify()["problems"] == []


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_backup_is_refused_and_the_good_archive_stays(
    sound: Path, good: Path, tmp_path: Path, name: str
) -> None:
    def change(members: dict[str, bytes]) -> None:
        members["archive.db"] = forged_database(members["archive.db"], tmp_path / "f.db", FORGERIES[name])

    path = repacked(sound / "备份.wyb", tmp_path / "假.wyb", change)
    with pytest.raises(ArchiveError, match=r"没有|不同|损坏"):
        restore(path, good, force=True)
    assert_untouched(good)


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_archive_is_refused_in_a_sentence_and_nothing_in_it_runs(
    sound: Path, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "库"
    shutil.copytree(sound / "库", folder)
    data = forged_database((folder / "archive.db").read_bytes(), tmp_path / "f.db", FORGERIES[name])
    for suffix in ("-wal", "-shm"):
        (folder / f"archive.db{suffix}").unlink(missing_ok=True)
    (folder / "archive.db").write_bytes(data)
    for read_only in (False, True):
        with pytest.raises(ArchiveError, match="。"):
            Archive.open(folder, read_only=read_only)
    assert (folder / "archive.db").read_bytes() == data


_NAMES = (
    *("../偷.txt", "//偷.txt", "originals/../../偷.txt", "beside/../../偷.txt", "beside/drafts/../../../偷.txt"),
    *("beside/archive.db", "beside/drafts/C:\\偷.txt", "beside/templates/../../偷.txt", "beside/key.json"),
    *("originals/ab/" + "ab" * 32, "beside/index/current.json", "beside/drafts/.."),
)


@pytest.mark.parametrize("name", _NAMES)
def test_a_member_by_any_name_is_written_nowhere_else(sound: Path, good: Path, tmp_path: Path, name: str) -> None:
    path = repacked(sound / "备份.wyb", tmp_path / "假.wyb", lambda members: members.update({name: b"evil"}))
    before = outside(good)
    with suppress(ArchiveError):
        restore(path, good, force=True)
    assert outside(good) == before
    assert b"evil" not in {found.read_bytes() for found in good.rglob("*") if found.is_file()}
    with Archive.open(good) as archive:
        assert archive.care.wait_for_index(30)
        assert archive.search(Query("亮化工程")).total == 2


def test_a_backup_without_the_originals_of_its_papers_is_refused(sound: Path, good: Path, tmp_path: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        for name in [name for name in members if name.startswith("originals/")][:2]:
            del members[name]

    with pytest.raises(ArchiveError, match="损坏"):
        restore(repacked(sound / "备份.wyb", tmp_path / "假.wyb", change), good, force=True)
    assert_untouched(good)


def test_what_would_go_is_named_and_nothing_goes_without_a_yes(sound: Path, good: Path) -> None:
    with pytest.raises(ArchiveError, match="现有 5 篇里有 1 篇不在备份里（如《后来的文件》）"):
        restore(sound / "备份.wyb", good)
    assert_untouched(good)


def test_another_archives_backup_is_said_to_be_one(sound: Path, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "别的库") as archive:
        add(archive, LIGHTS + "\n另一个。")
    with pytest.raises(ArchiveError, match="另一个档案库的备份"):
        restore(sound / "备份.wyb", tmp_path / "别的库")


def test_what_was_replaced_stays_beside_and_can_be_put_back(sound: Path, good: Path) -> None:
    restore(sound / "备份.wyb", good, force=True)
    (old,) = good.glob("archive-2*.db")
    with Archive.open(good) as archive:
        assert archive.care.stats()["documents"] == len(PAPERS)
        assert archive.care.wait_for_index(30)
        assert archive.care.verify()["problems"] == []
    for suffix in ("-wal", "-shm"):
        (good / f"archive.db{suffix}").unlink(missing_ok=True)
    old.replace(good / "archive.db")
    assert_untouched(good)


MANIFESTS: dict[str, bytes] = {
    "no mapping": b"[]",
    "no members": b'{"schema": 1}',
    "members in a list": b'{"schema": 1, "members": ["archive.db"]}',
    "no number": b'{"schema": {}, "members": {}}',
    "nested too deep": b"[" * 50_000,
    "no text": b"\xff\xfe",
}


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_forged_manifest_is_refused_in_a_sentence(sound: Path, good: Path, tmp_path: Path, name: str) -> None:
    path = resealed(sound / "备份.wyb", tmp_path / "假.wyb", "manifest.json", MANIFESTS[name])
    with pytest.raises(ArchiveError, match="请换一个备份"):
        restore(path, good, force=True)
    assert_untouched(good)


@pytest.mark.parametrize("data", [b"[" * 50_000, b"[]", b"{}", b""])
def test_a_forged_key_file_in_a_backup_is_refused_in_a_sentence(
    sound: Path, good: Path, tmp_path: Path, data: bytes
) -> None:
    path = resealed(sound / "备份.wyb", tmp_path / "假.wyb", "key.json", data)
    with pytest.raises(ArchiveError, match="请换一个备份"):
        restore(path, good, force=True)
    assert_untouched(good)


def resealed(path: Path, target: Path, name: str, data: bytes) -> Path:
    """A backup with other bytes for one member, and the right checksum of the whole: what a forger would send."""
    with zipfile.ZipFile(path) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for each, content in {**members, name: data}.items():
            archive.writestr(each, content)
    whole = made.getvalue()
    target.write_bytes(whole + b"WENYUAN-BACKUP-SHA256:" + hashlib.sha256(whole).hexdigest().encode())
    return target


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are a thing of Unix")
@pytest.mark.parametrize("name", ["index/current.json", "index/vocabulary", "attempts.json", "an original", "a note"])
def test_a_pipe_in_a_folder_from_elsewhere_holds_nothing_up(sound: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "库"
    shutil.copytree(sound / "库", folder)
    sidecar = next((folder / "originals").glob("??/*.json"))
    path = {"an original": sidecar.with_suffix(""), "a note": sidecar}.get(name, folder / name)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    with Archive.open(folder) as archive:
        assert archive.care.wait_for_index(30)
        assert archive.search(Query("亮化工程")).total == 2
        archive.care.verify()
