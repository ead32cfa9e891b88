"""The index is a cache: it follows the archive in the background, and is made anew whenever in doubt."""

from __future__ import annotations

import json
import logging
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.archive import Archive
from search.records import Metadata, Parsed, Query

WATER = "保护水源"


def plain(number: int) -> Parsed:
    return Parsed(f"第{number}号\n{WATER}", Metadata(title=f"第{number}号通知", issue_date="2026-01-02"))


def fill(archive: Archive, numbers: range) -> None:
    for number in numbers:
        archive.importing.add([plain(number)], f"{number}".encode(), f"{number}.txt")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "库") as opened:
        yield opened


def test_what_was_just_added_is_found_at_once(archive: Archive) -> None:
    for number in range(5):
        fill(archive, range(number, number + 1))
        assert archive.search(Query(WATER)).total == number + 1


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_search_during_an_import_is_complete_and_not_held_up(archive: Archive, engine: str) -> None:
    archive.care.reindex(engine)
    longest, counts = 0.0, [0]
    done = threading.Event()

    def search() -> None:
        nonlocal longest
        while not done.is_set():
            start = time.thread_time()
            counts.append(archive.search(Query(WATER)).total)
            longest = max(longest, time.thread_time() - start)

    thread = threading.Thread(target=search)
    thread.start()
    try:
        fill(archive, range(60))
        archive.care.wait_for_index(60)
    finally:
        done.set()
        thread.join()
    assert counts == sorted(counts)
    assert archive.search(Query(WATER)).total == 60
    assert longest < 1.0


def test_the_index_is_written_in_the_background(archive: Archive) -> None:
    fill(archive, range(3))
    assert archive.care.wait_for_index(60)
    archive.search(Query(WATER))
    assert archive.care.stats()["index"] | {"bytes": 0} == {
        "engine": "whoosh",
        "documents": 3,
        "bytes": 0,
        "state": "正常",
    }


def test_the_engine_that_was_asked_for_stays(archive: Archive) -> None:
    fill(archive, range(3))
    archive.care.reindex("tantivy")
    fill(archive, range(3, 6))
    assert archive.care.wait_for_index(60)
    assert archive.care.stats()["index"]["engine"] == "tantivy"
    assert archive.search(Query(WATER)).total == 6


def test_searches_go_on_while_the_index_is_made_anew(archive: Archive) -> None:
    fill(archive, range(20))
    archive.care.wait_for_index(60)
    thread = threading.Thread(target=archive.care.reindex, args=("tantivy",))
    thread.start()
    while thread.is_alive():
        assert archive.search(Query(WATER)).total == 20
    assert archive.care.stats()["index"]["engine"] == "tantivy"


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_damaged_index_is_done_without_and_made_anew(
    tmp_path: Path, engine: str, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "库"
    with Archive.open(folder) as archive:
        fill(archive, range(4))
        archive.care.reindex(engine)
    old = json.loads((folder / "index" / "current.json").read_bytes())["folder"]
    for path in (folder / "index" / old).iterdir():
        path.unlink()
    with caplog.at_level(logging.CRITICAL), Archive.open(folder) as archive:
        assert archive.search(Query(WATER)).total == 4
        assert archive.care.wait_for_index(60)
        assert archive.search(Query(WATER)).total == 4
        assert archive.care.stats()["index"]["state"] == "正常"
    stamp = json.loads((folder / "index" / "current.json").read_bytes())
    assert stamp["folder"] != old
    assert (stamp["engine"], stamp["chosen"]) == (engine, True)


def test_a_choice_of_engine_ends_only_with_another(archive: Archive) -> None:
    fill(archive, range(3))
    archive.care.reindex("tantivy")
    archive.care.repair()
    assert archive.care.stats()["index"]["engine"] == "tantivy"
    archive.care.reindex("")
    assert archive.care.stats()["index"]["engine"] == "tantivy"
    archive.care.reindex("auto")
    assert archive.care.stats()["index"]["engine"] == "whoosh"


def test_an_index_of_another_kind_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "库"
    with Archive.open(folder) as archive:
        fill(archive, range(2))
    stamp = json.loads((folder / "index" / "current.json").read_bytes())
    (folder / "index" / "current.json").write_text(json.dumps(stamp | {"schema": 0}), encoding="utf-8")
    with Archive.open(folder) as archive:
        assert archive.care.wait_for_index(60)
        archive.search(Query(WATER))
        assert archive.care.stats()["index"]["documents"] == 2
    assert json.loads((folder / "index" / "current.json").read_bytes())["folder"] != stamp["folder"]


def test_the_size_of_an_index_is_told_while_its_files_come_and_go(archive: Archive, tmp_path: Path) -> None:
    fill(archive, range(2))
    archive.care.wait_for_index()
    (tmp_path / "库" / "index" / "merged away").symlink_to(tmp_path / "gone")
    assert archive.care.stats()["index"]["bytes"] > 0


@pytest.mark.parametrize("seed", range(12))
def test_damaged_index_files_hold_up_no_search(
    archive: Archive, tmp_path: Path, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    fill(archive, range(40))
    archive.care.wait_for_index()
    archive.close()
    chance = random.Random(seed)
    for path in (tmp_path / "库" / "index").glob("*/*"):
        data = bytearray(path.read_bytes())
        for _ in range(len(data) // 20):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
    with caplog.at_level(logging.CRITICAL), Archive.open(tmp_path / "库", read_only=True) as damaged:
        for query in (WATER, "水", "第7号", "年:2026", f"{WATER} -第8号"):
            damaged.search(Query(query))
