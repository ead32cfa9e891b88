"""The archive: what goes in stays, and comes out as it was."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from search.archive import Archive, ArchiveBusy, ArchiveError
from search.metadata import read_metadata
from search.records import Query
from tests.search.archive.papers import LIGHTS, PAPERS, WATER, add, plain


def papers(folder: Path, count: int) -> list[Path]:
    """So many files with a paper each."""
    paths = [folder / f"{number}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(f"{LIGHTS}\n第{number}稿。".encode())
    return paths


def test_an_added_paper_comes_back(empty: Archive) -> None:
    number = add(empty, WATER)
    record = empty.records.get(number)
    assert (record.title, record.document_number) == (
        "青澜新区管理委员会关于加强饮用水水源保护的意见",
        "青管〔2014〕15号",
    )


def test_the_original_comes_back_byte_for_byte(empty: Archive) -> None:
    number = add(empty, WATER)
    assert empty.records.original(number) == WATER.encode()
    assert empty.records.get(number).sha256 == hashlib.sha256(WATER.encode()).hexdigest()


def test_the_same_bytes_are_added_once(empty: Archive) -> None:
    assert add(empty, WATER) == add(empty, WATER, "another name.txt")
    assert empty.care.stats()["documents"] == 1


def test_a_text_without_documents_is_refused(empty: Archive) -> None:
    with pytest.raises(ArchiveError, match="没有可以收进的文字"):
        empty.importing.add([], b"x", "x.txt")


def test_an_unknown_number_is_told_plainly(empty: Archive) -> None:
    with pytest.raises(ArchiveError, match="没有编号为 7 的文件"):
        empty.records.get(7)


def test_files_are_imported_and_found_again(empty: Archive, tmp_path: Path) -> None:
    path = tmp_path / "意见.txt"
    path.write_text(WATER, encoding="utf-8")
    (result,) = empty.importing.paths([path])
    assert result.status == "added"
    assert [hit.id for hit in empty.search(Query("排污口")).hits] == list(result.ids)


def test_an_unreadable_file_fails_alone(empty: Archive, tmp_path: Path) -> None:
    good, bad = tmp_path / "a.txt", tmp_path / "b.docx"
    good.write_text(WATER, encoding="utf-8")
    bad.write_bytes(b"PK\x03\x04 broken")
    assert [result.status for result in empty.importing.paths([bad, good])] == ["failed", "added"]


@pytest.mark.parametrize(("pause", "times"), [(1e9, 2), (0.0, 21)])
def test_the_index_follows_an_import_once_in_a_while_and_at_its_end(
    empty: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pause: float, times: int
) -> None:
    monkeypatch.setattr("search.archive.importing._FOLLOW", pause)
    woken: list[None] = []
    monkeypatch.setattr(empty.store, "follow", lambda: woken.append(None))
    assert len(list(empty.importing.paths(papers(tmp_path, 20)))) == 20
    assert len(woken) == times


def test_the_index_follows_an_import_that_is_given_up(empty: Archive, tmp_path: Path) -> None:
    results = empty.importing.paths(papers(tmp_path, 3))
    for _ in range(2):
        next(results)
    results.close()  # type: ignore[attr-defined]  # a generator
    assert empty.care.wait_for_index(30)
    assert empty.care.verify()["index_matches"]


def test_an_import_can_be_stopped(empty: Archive, tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"{name}{WATER}", encoding="utf-8")
    results = empty.importing.paths([tmp_path], progress=lambda done, _total, _name: done < 2)
    assert len(list(results)) == 2


def rows_file(folder: Path, *rows: object) -> Path:
    path = folder / "rows.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()))
    return path


def test_rows_are_documents_with_what_is_given(empty: Archive, tmp_path: Path) -> None:
    path = rows_file(
        tmp_path, {"title": "甲办法", "text": "正文一", "kind": "办法", "date": "2014-05-01", "doc_number": None}
    )
    (result,) = empty.importing.paths([path])
    record = empty.records.get(result.ids[0])
    assert (record.title, record.kind, record.issue_date, record.text) == ("甲办法", "办法", "2014-05-01", "正文一")


def test_a_row_is_exported_as_its_own_bytes(empty: Archive, tmp_path: Path) -> None:
    rows = [{"title": f"第{n}号", "text": f"正文{n}"} for n in range(3)]
    results = list(empty.importing.paths([rows_file(tmp_path, *rows)]))
    data = empty.records.original(results[1].ids[0])
    assert json.loads(data) == rows[1]
    assert hashlib.sha256(data).hexdigest() == empty.records.get(results[1].ids[0]).sha256


def test_rows_are_not_added_twice(empty: Archive, tmp_path: Path) -> None:
    path = rows_file(tmp_path, {"title": "甲", "text": "一"}, {"title": "乙", "text": "二"})
    list(empty.importing.paths([path]))
    assert [result.status for result in empty.importing.paths([path])] == ["duplicate", "duplicate"]


@pytest.mark.parametrize(
    "row", [[], 5, {"title": "甲"}, {"text": "一"}, {"title": "甲", "text": " "}, {"title": 1, "text": 2}]
)
def test_a_bad_row_fails_alone(empty: Archive, tmp_path: Path, row: object) -> None:
    path = rows_file(tmp_path, row, {"title": "乙", "text": "二"})
    assert [result.status for result in empty.importing.paths([path])] == ["failed", "added"]


def test_a_torn_file_keeps_what_came_before(empty: Archive, tmp_path: Path) -> None:
    path = rows_file(
        tmp_path, *({"title": f"{n}", "text": hashlib.sha256(str(n).encode()).hexdigest()} for n in range(900))
    )
    path.write_bytes(path.read_bytes()[:-200])
    statuses = [result.status for result in empty.importing.paths([path])]
    assert statuses[-1] == "failed"
    assert statuses.count("added") > 400


def test_the_kind_that_the_user_names_overrides(empty: Archive, tmp_path: Path) -> None:
    (result,) = empty.importing.paths([rows_file(tmp_path, {"title": "甲", "text": "一", "kind": "办法"})], kind="通知")
    assert empty.records.get(result.ids[0]).kind == "通知"


def test_a_second_writer_is_refused_by_the_name_of_the_first(empty: Archive) -> None:
    with pytest.raises(ArchiveBusy, match="进程"):
        Archive.open(empty.store.folder)


def test_a_second_program_can_read(archive: Archive) -> None:
    with Archive.open(archive.store.folder, read_only=True) as reader:
        assert reader.search(Query("水源保护")).total == 2
        with pytest.raises(ArchiveError, match="只读"):
            add(reader, "新文")


def test_reading_where_there_is_no_archive_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="还没有档案库"):
        Archive.open(tmp_path, read_only=True)


def test_everything_is_there_after_reopening(archive: Archive) -> None:
    folder = archive.store.folder
    archive.close()
    with Archive.open(folder) as again:
        assert again.care.stats()["documents"] == len(PAPERS)
        assert again.search(Query("亮化工程")).total == 2


def test_recent_gives_the_newest_first(archive: Archive) -> None:
    assert [record.id for record in archive.records.recent(2)] == [4, 3]


def test_lone_surrogates_do_no_harm(empty: Archive) -> None:
    (number,) = empty.importing.add([plain("题", "甲\ud800乙")], b"x", "x.txt")
    assert empty.records.get(number).text == "甲?乙"


def test_stats_say_what_the_index_is(archive: Archive) -> None:
    index = archive.care.stats()["index"]
    assert (index["engine"], index["documents"], index["state"]) == ("whoosh", 4, "正常")


def test_a_deleted_index_loses_nothing(archive: Archive) -> None:
    folder = archive.store.folder
    archive.close()
    (folder / "index" / "current.json").unlink()
    with Archive.open(folder, read_only=True) as reader:
        assert reader.search(Query("水源保护")).total == 2
    with Archive.open(folder) as again:
        assert again.care.wait_for_index(30)
        assert again.care.stats()["index"]["documents"] == len(PAPERS)


def test_a_damaged_index_is_made_anew(archive: Archive) -> None:
    folder = archive.store.folder
    archive.close()
    for path in (folder / "index").rglob("*.seg"):
        path.unlink()
    with Archive.open(folder) as again:
        assert again.search(Query("水源保护")).total == 2
        again.care.wait_for_index(30)
        assert again.search(Query("水源保护")).total == 2


def test_the_read_metadata_of_this_test_is_the_one_of_the_readers() -> None:
    assert read_metadata(LIGHTS, "x").document_number == "青管〔2016〕21号"
