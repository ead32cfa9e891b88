"""The sidecars: what people did to a record lies beside its original as well."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from search.archive import Archive, restore_from_originals
from tests.search.archive.papers import add, plain

ROWS = '{"title": "甲", "text": "甲文"}\n{"title": "乙", "text": "乙文"}\n{"title": "丙", "text": "丙文"}\n'


def rebuilt(archive: Archive) -> Archive:
    """The archive made anew from its originals alone."""
    folder = archive.store.folder
    archive.close()
    (folder / "archive.db").unlink()
    restore_from_originals(folder)
    return Archive.open(folder)


def test_what_people_did_comes_back_from_the_originals_alone(archive: Archive) -> None:
    title = archive.records.get(2).title
    archive.records.update(2, "issuer", "青澜新区城管局")
    archive.shelves.tag(2, "亮化")
    archive.records.set_note(2, "已办结")
    archive.shelves.put_into_collection("工程", 2)
    archive.records.delete(3)
    deleted_at = archive.records.get(3).deleted_at
    with rebuilt(archive) as again:
        (number,) = (record.id for record in again.records.recent(9) if record.title == title)
        record = again.records.get(number)
        assert (record.issuer, record.tags, again.records.note(number)) == ("青澜新区城管局", ("亮化",), "已办结")
        assert again.shelves.collections() == {"工程": (number,)}
        assert [again.records.get(each).deleted_at for each in again.records.deleted()] == [deleted_at]
        assert again.care.verify()["problems"] == []


def test_what_was_taken_back_stays_away(archive: Archive) -> None:
    archive.shelves.tag(1, "错")
    archive.shelves.untag(1, "错")
    archive.records.set_note(1, "错")
    archive.records.set_note(1, "")
    archive.shelves.put_into_collection("错", 1)
    archive.shelves.remove_collection("错")
    with rebuilt(archive) as again:
        assert (again.shelves.tags(), again.shelves.collections()) == ({}, {})
        assert not any(again.records.note(record.id) for record in again.records.recent(9))


def test_a_row_removed_for_good_stays_away(empty: Archive, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(ROWS, encoding="utf-8")
    results = list(empty.importing.paths([path]))
    empty.records.delete(results[1].ids[0])
    empty.records.purge(results[1].ids[0])
    with rebuilt(empty) as again:
        assert sorted(record.title for record in again.records.recent(9)) == ["丙", "甲"]
        assert again.care.verify()["problems"] == []


def test_a_row_removed_for_good_can_be_imported_again(empty: Archive, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(ROWS, encoding="utf-8")
    number = list(empty.importing.paths([path]))[1].ids[0]
    empty.records.delete(number)
    empty.records.purge(number)
    assert [result.status for result in empty.importing.paths([path])] == ["duplicate", "added", "duplicate"]
    assert empty.care.verify()["problems"] == []


def test_an_original_removed_for_good_leaves_nothing(empty: Archive) -> None:
    (number,) = empty.importing.add([plain("题", "正文")], b"x", "x.txt")
    empty.records.delete(number)
    empty.records.purge(number)
    assert list((empty.store.folder / "originals").rglob("*.*")) == []


def test_any_changed_byte_of_a_sidecar_is_noticed(archive: Archive) -> None:
    archive.shelves.tag(1, "重要")
    path = archive.store.originals.path(archive.records.get(1).sha256).with_suffix(".json")
    data = path.read_bytes()
    chance = random.Random(9)
    for at in chance.sample(range(len(data)), 40):
        path.write_bytes(data[:at] + bytes((data[at] ^ (1 << chance.randrange(8)),)) + data[at + 1 :])
        assert archive.care.verify()["problems"] != [] or path.read_bytes().split() == data.split(), at
    path.write_bytes(data)
    assert archive.care.verify()["problems"] == []


def test_lost_sidecars_are_made_anew_by_repair(archive: Archive) -> None:
    archive.shelves.tag(1, "重要")
    for path in (archive.store.folder / "originals").rglob("*.json"):
        path.unlink()
    assert len(archive.care.verify()["problems"]) == 4
    archive.care.repair()
    assert archive.care.verify()["problems"] == []


def test_a_sidecar_that_cannot_be_written_is_mended_at_the_next_opening(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(archive.store.originals, "write_sidecar", refuse)
        archive.shelves.tag(1, "重要")
    assert archive.records.get(1).tags == ("重要",)
    archive.close()
    with Archive.open(archive.store.folder) as again:
        assert again.care.verify()["problems"] == []


def test_a_paper_added_twice_under_other_names_has_one_sidecar(empty: Archive) -> None:
    add(empty, "题目\n正文", "a.txt")
    add(empty, "题目\n正文", "b.txt")
    assert len(list((empty.store.folder / "originals").rglob("*.json"))) == 1
    assert empty.care.verify()["problems"] == []


def test_what_people_did_to_an_unreadable_original_is_kept_beside_it(archive: Archive) -> None:
    (number,) = archive.importing.add([plain("题", "正文")], b"PK\x03\x04 no docx", "x.docx")
    archive.shelves.tag(number, "重要")
    sha = archive.records.get(number).sha256
    with rebuilt(archive) as again:
        assert again.care.stats()["documents"] == 4
        assert again.store.originals.sidecar(sha).records == {"0": {"tags": ["重要"]}}
