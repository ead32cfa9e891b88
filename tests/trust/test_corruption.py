"""One changed byte anywhere in what must last, and `verify` tells of it; what is restored is the same archive."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from search.archive import Archive, ArchiveError, check_backup, restore
from tests.search.archive.papers import PAPERS, add, plain
from tests.trust.conftest import Figure
from tests.trust.steps import state_of


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a closed archive of four papers that people have worked on, and its backup."""
    folder = tmp_path_factory.mktemp("sound")
    with Archive.open(folder / "库") as archive:
        for paper in PAPERS:
            add(archive, paper)
        archive.shelves.tag(1, "重要")
        archive.records.set_note(2, "已办结")
        archive.records.update(3, "issuer", "青澜新区管理委员会")
        archive.records.delete(4)
        archive.shelves.put_into_collection("水源", 1)
        archive.backups.write(folder / "备份.wyb")
    return folder


def flipped(data: bytes, at: int, chance: random.Random) -> bytes:
    """`data` with one bit of byte `at` changed."""
    return data[:at] + bytes((data[at] ^ (1 << chance.randrange(8)),)) + data[at + 1 :]


def unnoticed_in(paths: list[Path], times: int, notices: Callable[[Path], bool]) -> list[str]:
    """Change one byte at a time, so many times; where it was not noticed."""
    chance = random.Random(11)
    missed: list[str] = []
    for _ in range(times):
        path = chance.choices(paths, [each.stat().st_size for each in paths])[0]
        data = path.read_bytes()
        at = chance.randrange(len(data))
        path.write_bytes(flipped(data, at, chance))
        if not notices(path):
            missed.append(f"{path.name} at {at}")
        path.write_bytes(data)
    return missed


def verify_notices(folder: Path) -> bool:
    """Whether `verify` reports a problem, or the archive does not even open."""
    try:
        with Archive.open(folder, read_only=True) as archive:
            return archive.care.verify()["problems"] != []
    except ArchiveError:
        return True


def unnoticed_originals(sound: Path, times: int) -> list[str]:
    originals = [path for path in (sound / "库" / "originals").glob("??/*") if not path.suffix]
    assert len(originals) == len(PAPERS)
    return unnoticed_in(originals, times, lambda _: verify_notices(sound / "库"))


def unnoticed_backups(sound: Path, times: int) -> list[str]:
    return unnoticed_in([sound / "备份.wyb"], times, lambda path: check_backup(path) != ())


def unnoticed_database(sound: Path, folder: Path, times: int) -> list[str]:
    """As the others, on a copy that holds a long text, so that most bytes are content; empty space does not count."""
    shutil.copytree(sound / "库", folder)
    with Archive.open(folder) as archive:
        archive.importing.add([plain("长文", "".join(map(chr, range(0x4E00, 0x9FA0))) * 4)], b"long", "long.txt")
    before = content(folder)
    return unnoticed_in([folder / "archive.db"], times, lambda _: verify_notices(folder) or content(folder) == before)


def content(folder: Path) -> list[str]:
    """All that can be read from the database."""
    with closing(sqlite3.connect(f"{(folder / 'archive.db').as_uri()}?mode=ro", uri=True)) as connection:
        return list(connection.iterdump())


def test_a_changed_byte_of_an_original_is_noticed(sound: Path) -> None:
    assert unnoticed_originals(sound, 20) == []


def test_a_changed_byte_of_a_backup_is_noticed(sound: Path) -> None:
    assert unnoticed_backups(sound, 100) == []


def test_a_restored_backup_holds_the_same(sound: Path, tmp_path: Path) -> None:
    restore_and_compare(sound, tmp_path / "new")


def restore_and_compare(sound: Path, folder: Path) -> None:
    restore(sound / "备份.wyb", folder)
    with Archive.open(sound / "库", read_only=True) as before, Archive.open(folder, read_only=True) as after:
        assert state_of(after) == state_of(before)
        assert after.shelves.collections() == before.shelves.collections()
        assert after.audit.entries(-1)[1:] == before.audit.entries(-1)


TAMPERINGS = (
    "UPDATE audit SET {column} = {column} || '0' WHERE id = {number}",
    "DELETE FROM audit WHERE id = {number}",
    "DELETE FROM audit WHERE id >= {number}",
    "UPDATE audit SET id = id + 1000 WHERE id = {number}",
    "UPDATE audit SET (action, subject, detail) = ('导出', '{other}', '密') WHERE id = {number}",
)


def unnoticed_tamperings(folder: Path, times: int) -> list[str]:
    """Change the log in one way after another, each taken back; which were not noticed."""
    chance = random.Random(12)
    missed: list[str] = []
    with Archive.open(folder) as archive:
        for number in range(40):
            archive.audit.log("打印", str(number))
        with archive.store.database.writing() as session:
            last = int(session.connection.execute("SELECT MAX(id) FROM audit").fetchone()[0])
            for _ in range(times):
                column = chance.choice(("at", "action", "subject", "detail", "hash"))
                number, other = chance.randint(1, last), chance.randint(1, last)
                query = chance.choice(TAMPERINGS).format(column=column, number=number, other=other)
                session.connection.execute("SAVEPOINT tampering")
                session.connection.execute(query)
                if not session.audit.problems():
                    missed.append(query)
                session.connection.execute("ROLLBACK TO tampering")
    return missed


def test_a_tampered_log_is_noticed(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound / "库", tmp_path / "库")
    assert unnoticed_tamperings(tmp_path / "库", 200) == []


def test_a_log_written_anew_from_the_beginning_is_noticed_by_the_head_noted_elsewhere(
    sound: Path, tmp_path: Path
) -> None:
    shutil.copytree(sound / "库", tmp_path / "库")
    with Archive.open(tmp_path / "库") as archive:
        head = archive.audit.head()
        with archive.store.database.writing() as session:
            session.connection.execute("DELETE FROM audit")
            session.audit.append("导入", "1")
        assert archive.care.verify()["problems"] == []
        assert archive.care.verify(head)["problems"] != []


@pytest.mark.slow
def test_all_of_a_thousand_changed_bytes_are_noticed(sound: Path, tmp_path: Path, figure: Figure) -> None:
    assert unnoticed_originals(sound, 1000) == []
    assert unnoticed_backups(sound, 1000) == []
    missed = unnoticed_database(sound, tmp_path / "db", 1000)
    figure(f"changed bytes unnoticed: originals 0 of 1000, backups 0 of 1000, archive.db {len(missed)} of 1000")


@pytest.mark.slow
def test_a_hundred_restores_are_identical(sound: Path, tmp_path: Path, figure: Figure) -> None:
    for number in range(100):
        restore_and_compare(sound, tmp_path / str(number))
    figure("100 restores, all identical")


@pytest.mark.slow
def test_all_of_a_thousand_tamperings_are_noticed(sound: Path, tmp_path: Path, figure: Figure) -> None:
    shutil.copytree(sound / "库", tmp_path / "库")
    assert unnoticed_tamperings(tmp_path / "库", 1000) == []
    figure("1000 tamperings with the log, all noticed")
