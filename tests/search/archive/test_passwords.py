"""An archive with a password: all of it works as before, and opens with nothing but its password or recovery code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from search.archive import (
    DESK,
    Archive,
    ArchiveBusy,
    ArchiveError,
    Cancelled,
    PasswordNeeded,
    WrongPassword,
    backup_has_password,
    check_backup,
    has_password,
    restore,
    restore_from_originals,
    set_password,
)
from search.records import Query
from search.store import keys
from tests.search.archive.papers import LIGHTS, PAPERS, WATER, add

PASSWORD = "青澜路灯2026"
OTHER = "换了一个口令99"


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that cost little: what they cost outside of tests is held by a test of its own."""
    monkeypatch.setattr(keys, "_MEMORY", 64)
    monkeypatch.setattr(keys, "_PASSES", 1)


@pytest.fixture
def clear(archive: Archive) -> Path:
    """The folder of a closed archive without a password, with work of people and of the window in it."""
    archive.shelves.tag(1, "重要")
    archive.records.set_note(2, "已办结")
    archive.records.delete(4)
    draft = archive.store.folder / "drafts" / "一稿" / "0001.json"
    draft.parent.mkdir(parents=True)
    draft.write_text("路灯草稿", encoding="utf-8")
    archive.close()
    return archive.store.folder


@pytest.fixture
def sealed(clear: Path) -> Path:
    """The same, with a password."""
    set_password(clear, None, PASSWORD)
    return clear


@pytest.fixture
def opened(sealed: Path) -> Iterator[Archive]:
    """The same, open."""
    with Archive.open(sealed, password=PASSWORD) as archive:
        assert archive.care.wait_for_index(30)
        yield archive


def state(archive: Archive) -> object:
    records = [archive.records.get(number) for number in (1, 2, 3, 4)]
    originals = [archive.records.original(record.id) for record in records]
    return records, originals, archive.records.note(2), archive.records.deleted()


def test_an_archive_with_a_password_holds_what_it_held(clear: Path) -> None:
    with Archive.open(clear) as archive:
        before = state(archive)
    set_password(clear, None, PASSWORD)
    with Archive.open(clear, password=PASSWORD) as archive:
        assert state(archive) == before
        draft = (clear / "drafts" / "一稿" / "0001.json").read_bytes()
        assert archive.store.vault.open(draft, DESK).decode() == "路灯草稿"
        assert archive.care.wait_for_index(30)
        assert archive.care.verify()["problems"] == []
        assert archive.search(Query("亮化工程")).total == 1


def test_without_the_password_nothing_opens(sealed: Path) -> None:
    assert has_password(sealed)
    for read_only in (True, False):
        with pytest.raises(PasswordNeeded, match="口令"):
            Archive.open(sealed, read_only=read_only)
        with pytest.raises(WrongPassword, match="口令不对"):
            Archive.open(sealed, read_only=read_only, password=OTHER)
    with pytest.raises(WrongPassword):
        set_password(sealed, OTHER, None)
    with pytest.raises(PasswordNeeded):
        set_password(sealed, None, OTHER)


def test_the_recovery_code_opens_however_it_is_typed(clear: Path) -> None:
    code = set_password(clear, None, PASSWORD)
    for typed in (code, code.replace("-", " "), f" {code.replace('-', '')} "):
        with Archive.open(clear, read_only=True, password=typed) as archive:
            assert archive.records.get(1).title.endswith("意见")


def test_a_slip_in_the_recovery_code_is_told_by_its_group(clear: Path) -> None:
    groups = set_password(clear, None, PASSWORD).split("-")
    groups[2] = f"{(int(groups[2]) + 1) % 1000000:06d}"
    with pytest.raises(WrongPassword, match="第 3 组"):
        Archive.open(clear, password="-".join(groups))


def test_a_password_may_be_typed_in_full_width(sealed: Path) -> None:
    Archive.open(sealed, read_only=True, password="青澜路灯２０２６").close()


def test_people_go_on_working_in_a_sealed_archive(opened: Archive, tmp_path: Path) -> None:
    number = add(opened, "关于路灯检修的通知\n青管〔2026〕9号\n请于5月31日前修好路灯。")
    opened.records.update(number, "issuer", "青澜新区城市管理局")
    opened.shelves.tag(number, "路灯")
    assert opened.search(Query("修好路灯")).hits[0].id == number
    assert opened.care.wait_for_index(30)
    assert opened.search(Query("修好路灯", exact=True)).total == 1
    opened.records.delete(1)
    opened.records.purge(1)
    source = tmp_path / "收进.txt"
    source.write_text("关于防汛的通知\n各单位要做好防汛准备。", encoding="utf-8")
    assert [result.status for result in opened.importing.paths([source])] == ["added"]
    assert opened.care.wait_for_index(30)
    assert opened.care.verify()["problems"] == []


def test_a_second_program_reads_a_sealed_archive(opened: Archive) -> None:
    with Archive.open(opened.store.folder, read_only=True, password=PASSWORD) as reading:
        assert reading.search(Query("亮化工程")).total == 1
        reading.audit.log("导出", "2", "")
    with pytest.raises(ArchiveBusy):
        Archive.open(opened.store.folder, password=PASSWORD)


def test_the_index_is_used_and_not_looked_around(opened: Archive) -> None:
    assert opened.search(Query("亮化工程")).total == 1
    assert opened.care.index.engine is not None
    assert opened.care.index.engine.ids() >= {1, 2, 3}
    with pytest.raises(ArchiveError, match="tantivy"):
        opened.care.reindex("tantivy")


def test_a_backup_keeps_the_password_it_was_made_under(opened: Archive, tmp_path: Path) -> None:
    before = state(opened)
    path = tmp_path / "备份.wyb"
    opened.backups.write(path)
    opened.close()
    set_password(opened.store.folder, PASSWORD, OTHER)
    assert backup_has_password(path)
    assert check_backup(path) == ()
    with pytest.raises(WrongPassword):
        restore(path, tmp_path / "新", OTHER)
    restore(path, tmp_path / "新", PASSWORD)
    with Archive.open(tmp_path / "新", password=PASSWORD) as archive:
        assert state(archive) == before
        assert archive.care.wait_for_index(30)
        assert archive.care.verify()["problems"] == []


def test_a_backup_goes_back_over_its_archive_under_the_present_password(opened: Archive, tmp_path: Path) -> None:
    path = tmp_path / "备份.wyb"
    opened.backups.write(path)
    add(opened, "后来的文件\n后来的内容")
    opened.close()
    set_password(opened.store.folder, PASSWORD, OTHER)
    restore(path, opened.store.folder, OTHER, force=True)
    with Archive.open(opened.store.folder, password=OTHER) as archive:
        assert archive.search(Query("后来的内容")).total == 0
        assert archive.care.wait_for_index(30)
        assert archive.care.verify()["problems"] == []


def test_a_backup_is_put_elsewhere_without_asking_again(opened: Archive, tmp_path: Path) -> None:
    path = tmp_path / "备份.wyb"
    opened.backups.write(path)
    opened.close()
    set_password(opened.store.folder, PASSWORD, OTHER)
    with Archive.open(opened.store.folder, password=OTHER) as archive:
        archive.backups.restore_elsewhere(path, tmp_path / "新")
    with Archive.open(tmp_path / "新", password=OTHER) as archive:
        assert archive.records.get(1).text == WATER


def test_a_backup_under_a_key_of_before_needs_its_own_password(opened: Archive, tmp_path: Path) -> None:
    path = tmp_path / "备份.wyb"
    opened.backups.write(path)
    opened.close()
    set_password(opened.store.folder, PASSWORD, None)
    set_password(opened.store.folder, None, OTHER)
    with (
        Archive.open(opened.store.folder, password=OTHER) as archive,
        pytest.raises(PasswordNeeded),
    ):
        archive.backups.restore_elsewhere(path, tmp_path / "新")
    assert not (tmp_path / "新").exists()
    restore(path, tmp_path / "新", PASSWORD)


def test_a_backup_in_clear_is_not_put_over_a_sealed_archive(clear: Path, tmp_path: Path) -> None:
    with Archive.open(clear) as archive:
        archive.backups.write(tmp_path / "备份.wyb")
    set_password(clear, None, PASSWORD)
    with pytest.raises(ArchiveError, match="空文件夹"):
        restore(tmp_path / "备份.wyb", clear)
    with Archive.open(clear, password=PASSWORD) as archive:
        assert archive.records.get(1).text == WATER


def test_a_sealed_archive_is_made_anew_from_its_originals(sealed: Path) -> None:
    (sealed / "archive.db").write_bytes(b"gone")
    with pytest.raises(WrongPassword):
        restore_from_originals(sealed, OTHER)
    results = restore_from_originals(sealed, PASSWORD)
    assert [result.status for result in results] == ["added"] * len(PAPERS)
    with Archive.open(sealed, password=PASSWORD) as archive:
        assert archive.shelves.tags() == {"重要": 1}
        assert len(archive.records.deleted()) == 1


def test_the_password_can_be_changed(sealed: Path) -> None:
    assert set_password(sealed, PASSWORD, OTHER) == ""
    with pytest.raises(WrongPassword):
        Archive.open(sealed, password=PASSWORD)
    with Archive.open(sealed, password=OTHER) as archive:
        assert archive.records.get(2).text == LIGHTS
        assert archive.care.verify()["problems"][:1] in (
            [],
            ["索引还没有建好或不能使用，查询会慢一些；请运行重建索引。"],
        )


def test_a_forgotten_password_is_replaced_by_the_recovery_code(clear: Path) -> None:
    code = set_password(clear, None, PASSWORD)
    set_password(clear, code, OTHER)
    Archive.open(clear, password=OTHER).close()
    Archive.open(clear, password=code).close()


def test_without_its_password_the_archive_lies_in_clear_again(sealed: Path) -> None:
    set_password(sealed, PASSWORD, None)
    assert not has_password(sealed)
    assert (sealed / "drafts" / "一稿" / "0001.json").read_text(encoding="utf-8") == "路灯草稿"
    with Archive.open(sealed) as archive:
        assert archive.records.note(2) == "已办结"
        assert archive.care.wait_for_index(30)
        assert archive.care.verify()["problems"] == []


@pytest.mark.parametrize("poor", ["", "1234567", "000011-000022-000033-000044-000055-000066-000077-000088"])
def test_a_poor_password_is_refused(clear: Path, poor: str) -> None:
    with pytest.raises(ArchiveError, match="换一个"):
        set_password(clear, None, poor)
    Archive.open(clear).close()


def test_a_cancelled_conversion_changes_nothing(clear: Path) -> None:
    with Archive.open(clear) as archive:
        before = state(archive)
    seen: list[int] = []

    def stop(done: int, total: int) -> bool:
        seen.append(total)
        return done < 2

    with pytest.raises(Cancelled):
        set_password(clear, None, PASSWORD, stop)
    assert seen == [len(PAPERS) + 1] * 3
    assert not has_password(clear)
    assert not (clear / keys.STAGE).exists()
    with Archive.open(clear) as archive:
        assert state(archive) == before


def test_the_log_tells_of_a_password_only_when_there_is_one(clear: Path) -> None:
    with pytest.raises(Cancelled):
        set_password(clear, None, PASSWORD, lambda done, of: done < of)
    with Archive.open(clear) as archive:
        assert "设了口令" not in [entry.action for entry in archive.audit.entries()]
    set_password(clear, None, PASSWORD)
    with Archive.open(clear, password=PASSWORD) as archive:
        assert archive.audit.entries()[0].action == "设了口令"
        assert archive.care.wait_for_index(30)
        assert archive.care.verify()["problems"] == []


def test_what_has_lost_its_sidecar_or_is_a_damaged_draft_holds_no_password_up(sealed: Path) -> None:
    (sealed / "drafts" / "坏稿.json").write_bytes(b"WYS1 damaged")
    next(iter((sealed / "originals").glob("??/*.json"))).unlink()
    set_password(sealed, PASSWORD, None)
    with Archive.open(sealed) as archive:
        assert archive.records.get(1).text == WATER
    assert (sealed / "drafts" / "坏稿.json").read_bytes() == b"WYS1 damaged"


def test_a_password_is_changed_although_giving_it_was_cut_off_at_the_last_step(sealed: Path) -> None:
    """The database had just been taken away for the new one."""
    stage = sealed / keys.STAGE
    stage.mkdir()
    (sealed / "archive.db").rename(stage / "archive.db")
    (stage / keys.FILE_NAME).write_bytes((sealed / keys.FILE_NAME).read_bytes())
    (stage / keys.COMPLETE).touch()
    set_password(sealed, PASSWORD, OTHER)
    with Archive.open(sealed, password=OTHER) as archive:
        assert archive.records.get(1).text == WATER


def test_an_archive_in_use_gets_no_password(archive: Archive) -> None:
    with pytest.raises(ArchiveBusy):
        set_password(archive.store.folder, None, PASSWORD)
    with pytest.raises(ArchiveError, match="还没有档案库"):
        set_password(archive.store.folder.parent / "没有", None, PASSWORD)


def test_a_full_disk_is_told_before_anything_is_written(clear: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    def nearly_full(_: Path) -> object:
        return usage._replace(free=1000)

    usage = shutil.disk_usage(clear)
    monkeypatch.setattr(shutil, "disk_usage", nearly_full)
    with pytest.raises(ArchiveError, match="空出"):
        set_password(clear, None, PASSWORD)
    assert not has_password(clear)


def test_copies_of_before_an_upgrade_do_not_stay_in_clear(clear: Path) -> None:
    (clear / "archive-v1.db").write_bytes("路灯".encode())
    set_password(clear, None, PASSWORD)
    assert not (clear / "archive-v1.db").exists()


def test_automatic_backups_in_clear_are_replaced(clear: Path) -> None:
    with Archive.open(clear) as archive:
        old = archive.backups.write_if_due()
        assert old is not None
    set_password(clear, None, PASSWORD)
    with Archive.open(clear, password=PASSWORD) as archive:
        old = old.rename(old.with_name("文渊备份-20260101-080000.wyb"))
        assert archive.backups.replace_clear() == 1
        assert archive.backups.replace_clear() == 0
        (new,) = archive.backups.all()
        assert not old.exists()
        assert backup_has_password(new.path)


def test_one_copy_of_the_key_file_is_enough(sealed: Path) -> None:
    first, second = keys.places(sealed)
    for lost in (first, second):
        lost.write_bytes(lost.read_bytes()[:-40])
        Archive.open(sealed, password=PASSWORD).close()
        assert first.read_bytes() == second.read_bytes()
    first.unlink()
    Archive.open(sealed, password=PASSWORD).close()
    assert first.exists()
    for lost in (first, second):
        lost.write_bytes(b"{}")
    with pytest.raises(ArchiveError, match=r"key\.json"):
        Archive.open(sealed, password=PASSWORD)


def test_a_key_file_that_asks_for_much_memory_is_refused(sealed: Path) -> None:
    file = keys.read(sealed)
    assert file is not None
    greedy = replace(file, password=replace(file.password, memory=64 * 1024 * 1024))
    keys.write(sealed, greedy)
    with pytest.raises(ArchiveError, match="反常"):
        Archive.open(sealed, password=PASSWORD)


def test_a_key_file_of_a_later_version_is_told(sealed: Path) -> None:
    file = keys.read(sealed)
    assert file is not None
    keys.write(sealed, replace(file, version=2))
    with pytest.raises(ArchiveError, match="升级"):
        Archive.open(sealed, password=PASSWORD)


def test_the_key_file_tells_nothing_of_the_key(clear: Path) -> None:
    set_password(clear, None, PASSWORD)
    file = keys.read(clear)
    assert file is not None
    key = keys.unlock(file, PASSWORD)
    assert key.hex() not in json.dumps((clear / keys.FILE_NAME).read_text(encoding="utf-8"))


def test_the_names_of_originals_do_not_tell_their_hashes(sealed: Path) -> None:
    with Archive.open(sealed, read_only=True, password=PASSWORD) as archive:
        hashes = {archive.records.get(number).sha256 for number in (1, 2, 3, 4)}
    assert hashes.isdisjoint(path.stem for path in (sealed / "originals").rglob("*"))
