"""The columns that are kept beside the index: what is read from them is what would be read from the records."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.archive import Archive
from search.query import beside
from search.query.beside import keep_columns, kept_columns
from search.query.columns import Columns
from search.records import Metadata, Parsed, Query
from search.store.vault import CLEAR
from tests.search.query.library import Library, library


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setattr(beside, "_BEHIND", 0)
    documents = [
        (f"第{number}号", Metadata(f"第{number}号通知", "通知", f"机关{number % 3}", issue_date=f"20{number}-01-02"))
        for number in range(10, 50)
    ]
    (tmp_path / "db").mkdir()
    with library(tmp_path / "db", documents) as found:
        yield found


def seen(columns: Columns) -> tuple[object, ...]:
    kinds = [columns.kinds.names[code] for code in columns.kind]
    issuers = [columns.issuers.names[code] for code in columns.issuer]
    places = (columns.live, columns.bin, columns.gone)
    return columns.revision, columns.purges, *places, kinds, issuers, columns.date


def kept(made: Library, folder: Path) -> Columns:
    records = made.database.reader().records
    return kept_columns(folder, CLEAR, records.revision(), records.purges())


def test_what_was_kept_is_what_the_records_say(made: Library, tmp_path: Path) -> None:
    session = made.database.reader()
    keep_columns(tmp_path, CLEAR, session)
    read = Columns()
    read.refresh(session)
    assert seen(kept(made, tmp_path)) == seen(read)


def test_what_changed_since_is_read_from_the_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_BEHIND", 0)
    with Archive.open(tmp_path / "库") as archive:
        for number in range(6):
            archive.importing.add(
                [Parsed(f"第{number}号\n水源", Metadata(f"第{number}号通知"))], b"%d" % number, f"{number}.txt"
            )
        archive.care.wait_for_index(60)
        archive.records.delete(2)
        archive.records.delete(3)
    with Archive.open(tmp_path / "库") as archive:
        assert archive.search(Query("水源")).total == 4
        assert archive.search(Query(binned=True)).total == 2


def test_columns_of_a_later_state_are_not_believed(made: Library, tmp_path: Path) -> None:
    keep_columns(tmp_path, CLEAR, made.database.reader())
    assert kept_columns(tmp_path, CLEAR, 3, 0).revision == -1


@pytest.mark.parametrize("seed", range(60))
def test_damaged_columns_are_read_anew(
    made: Library, tmp_path: Path, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    keep_columns(tmp_path, CLEAR, made.database.reader())
    chance = random.Random(seed)
    data = bytearray((tmp_path / "columns").read_bytes())
    for _ in range(chance.randrange(1, 4)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    (tmp_path / "columns").write_bytes(data[: chance.randrange(len(data)) if seed % 2 else None])
    with caplog.at_level(logging.CRITICAL):
        columns = kept(made, tmp_path)
    columns.refresh(made.database.reader())
    assert len(columns.live) == 40


def test_a_few_changes_are_not_kept_at_once(made: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_BEHIND", 1000)
    keep_columns(tmp_path, CLEAR, made.database.reader())
    assert not (tmp_path / "columns").exists()


def test_in_a_small_archive_a_typing_error_is_mended_from_what_just_came_in(tmp_path: Path) -> None:
    """The vocabulary had been kept while the archive was empty, and stayed so for the first hundreds of papers."""
    paper = tmp_path / "防汛.txt"
    paper.write_text("关于做好防汛工作的通知\n\n各单位：\n\n请做好防汛工作。\n", "utf-8")
    with Archive.open(tmp_path / "库") as archive:
        archive.care.wait_for_index(60)
        list(archive.importing.paths([paper]))
        archive.care.wait_for_index(60)
        assert archive.search.suggestion("防讯工作") == "防汛工作"
