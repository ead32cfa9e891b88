"""What lies in an archive's folder: sealed, backed up, restored, looked for; moved away, linked, left over."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from search.archive import DESK, Archive, ArchiveError, WrongPassword, is_inside_archive, restore, set_password
from search.archive import folder as folders
from search.records import Metadata, Parsed
from search.store import keys, patience
from tests.search.archive.papers import add

PASSWORD = "青澜路灯2026"


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 64)
    monkeypatch.setattr(keys, "_PASSES", 1)


@pytest.mark.parametrize("keeping", ["written", "clear"])
def test_what_is_added_to_the_table_is_sealed_backed_up_and_restored(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keeping: folders.Keeping
) -> None:
    monkeypatch.setattr(folders, "PLACES", (*folders.PLACES, folders.Place("新的", "新的", keeping)))
    folder = archive.store.folder
    file = folder / "新的" / "一" / "二.json"
    file.parent.mkdir(parents=True)
    file.write_text("只此一句", encoding="utf-8")
    archive.backups.write(tmp_path / "明.wyb")
    archive.close()
    restore(tmp_path / "明.wyb", tmp_path / "甲")
    assert (tmp_path / "甲" / "新的" / "一" / "二.json").read_text("utf-8") == "只此一句"
    set_password(folder, None, PASSWORD)
    assert ("只此一句".encode() in file.read_bytes()) == (keeping == "clear")
    with Archive.open(folder, password=PASSWORD) as sealed:
        sealed.backups.write(tmp_path / "密.wyb")
    restore(tmp_path / "密.wyb", tmp_path / "乙", PASSWORD)
    with Archive.open(tmp_path / "乙", password=PASSWORD) as again:
        data = (tmp_path / "乙" / "新的" / "一" / "二.json").read_bytes()
        assert (data if keeping == "clear" else again.store.vault.open(data, DESK)).decode() == "只此一句"


def test_a_draft_that_is_there_is_not_overwritten_by_the_backups(archive: Archive, tmp_path: Path) -> None:
    draft = archive.store.folder / "drafts" / "一稿" / "0001.json"
    draft.parent.mkdir(parents=True)
    draft.write_text("备份时的", encoding="utf-8")
    archive.backups.write(tmp_path / "b.wyb")
    draft.write_text("后来写的", encoding="utf-8")
    archive.close()
    restore(tmp_path / "b.wyb", archive.store.folder)
    assert draft.read_text("utf-8") == "后来写的"


def test_verify_tells_of_unknown_files_and_of_originals_without_a_record(archive: Archive) -> None:
    (archive.store.folder / "谁的.doc").write_bytes(b"x")
    extra = archive.store.folder / "originals" / "ab" / ("ab" * 32)
    extra.parent.mkdir(exist_ok=True)
    extra.write_bytes(b"y")
    problems = archive.care.verify()["problems"]
    assert any("谁的.doc" in line for line in problems)
    assert any("1 份原件" in line for line in problems)


@pytest.mark.parametrize("name", ["originals", "drafts", "archive.db"])
def test_no_password_is_given_over_a_link_to_elsewhere(archive: Archive, tmp_path: Path, name: str) -> None:
    folder = archive.store.folder
    (folder / "drafts").mkdir()
    (folder / "drafts" / "一.json").write_text("稿", encoding="utf-8")
    archive.close()
    (folder / name).rename(tmp_path / "大盘")
    (folder / name).symlink_to(tmp_path / "大盘")
    before = sorted(path.name for path in folder.rglob("*"))
    with pytest.raises(ArchiveError, match="链接"):
        set_password(folder, None, PASSWORD)
    assert sorted(path.name for path in folder.rglob("*") if path.name != "archive.lock") == [
        name for name in before if name != "archive.lock"
    ]
    with Archive.open(folder) as again:
        assert again.care.stats()["documents"] == 4


def test_left_over_clear_copies_are_gone_once_there_is_a_password(archive: Archive) -> None:
    folder = archive.store.folder
    archive.close()
    for place in (".basket.json.1-a.tmp", "drafts/一/.0001.json.1-a.tmp", "backups/.b.wyb.1-a.tmp", "restoring.db"):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text("明文", encoding="utf-8")
    (folder / "archive.lock").write_text("\n某人", encoding="utf-8")
    with Archive.open(folder):
        pass
    set_password(folder, None, PASSWORD)
    assert not [path for path in folder.rglob("*") if path.is_file() and "明文".encode() in path.read_bytes()]


def test_nothing_is_acknowledged_into_a_folder_that_was_renamed(archive: Archive) -> None:
    folder = archive.store.folder
    folder.rename(folder.with_name("改名"))
    with pytest.raises(ArchiveError, match="移走"):
        add(archive, "新的文件\n新的内容。")
    with pytest.raises(ArchiveError, match="移走"):
        archive.shelves.tag(1, "要")
    folder.with_name("改名").rename(folder)
    archive.close()
    with Archive.open(folder) as again:
        assert again.care.stats()["documents"] == 4
        assert again.shelves.tags() == {}


def test_a_row_with_half_a_character_comes_in(empty: Archive) -> None:
    text = "标题\udc80\n正文\udc80\x1b[31m\x00。"
    parsed = Parsed(text, Metadata(title="半\udc80个\x1b", kind="通\x07知", attachments=("附\udcff",)))
    (number,) = empty.importing.add([parsed], b"x", "名\udc80.txt")
    record = empty.records.get(number)
    assert (record.title, record.kind, record.metadata.attachments) == ("半?个 ", "通 知", ("附?",))
    assert len(record.text) == len(text)
    assert not {character for character in record.text if ord(character) < 32} - {"\n", "\t"}
    assert empty.care.wait_for_index(30)
    assert empty.care.verify()["problems"] == []


def test_a_backup_of_the_future_holds_up_none_of_today(archive: Archive) -> None:
    folder = archive.backups.folder()
    folder.mkdir()
    for name in ("文渊备份-20990101-000000.wyb", "文渊备份-99999999-999999.wyb"):
        (folder / name).write_bytes(b"")
    made = archive.backups.write_if_due(datetime.now(UTC).astimezone())
    assert made is not None
    assert made.is_file()


def test_a_relative_path_is_taken_from_where_one_stands(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.close()
    monkeypatch.chdir(tmp_path)
    with Archive.open(Path("库")) as again:
        again.backups.write(Path("备 份.wyb"))
    restore(Path("备 份.wyb"), Path("新库"))
    assert (tmp_path / "新库" / "archive.db").is_file()


def test_no_output_lands_among_an_archives_own_files(archive: Archive, tmp_path: Path) -> None:
    folder = archive.store.folder
    (tmp_path / "链").symlink_to(folder)
    inside = (folder / "archive.db", folder / "originals" / "x.pdf", tmp_path / "链" / "x.docx", folder)
    assert all(is_inside_archive(path, folder) for path in inside)
    assert not is_inside_archive(tmp_path / "x.pdf", folder)
    assert not is_inside_archive(folder / "backups" / "b.wyb", folder)
    with pytest.raises(ArchiveError, match="自己的文件夹"):
        archive.backups.write(folder / "archive.db")


@pytest.mark.parametrize(
    "weak",
    ["password", "Password1", "aaaaaaaa", "12345678", "87654321", "20260415", "qwertyui", "1qaz2wsx", "abcdefgh"],
)
def test_a_password_that_anyone_tries_first_is_refused(archive: Archive, weak: str) -> None:
    archive.close()
    with pytest.raises(ArchiveError, match="容易猜到"):
        set_password(archive.store.folder, None, weak)


@pytest.mark.parametrize("strong", ["青澜路灯2026", "correct horse battery", "Kx7-pq20-Lmd", "一二三四路灯修好"])
def test_a_password_of_ones_own_is_taken(strong: str) -> None:
    assert not keys.is_weak(strong)


def test_after_wrong_passwords_a_new_program_has_to_wait_too(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.close()
    folder = archive.store.folder
    set_password(folder, None, PASSWORD)
    for _ in range(patience.FREE):
        with pytest.raises(WrongPassword, match="不对"):
            Archive.open(folder, password="错的口令不对")
    with pytest.raises(WrongPassword, match="请等"):
        Archive.open(folder, password=PASSWORD)
    later = patience.time.time() + patience.LONGEST
    monkeypatch.setattr(patience.time, "time", lambda: later)
    with Archive.open(folder, password=PASSWORD) as again:
        assert again.care.stats()["documents"] == 4
    assert not (folder / patience.FILE_NAME).exists()
    assert folder.stat().st_mode & 0o077 == 0


def test_who_reads_a_paper_with_a_secrecy_stands_in_the_log(archive: Archive) -> None:
    archive.records.update(1, "secrecy", "秘密")
    before = archive.audit.head()
    assert archive.records.read(2).id == 2
    assert archive.audit.head() == before
    with Archive.open(archive.store.folder, read_only=True) as reader:
        assert reader.records.read(1).metadata.secrecy == "秘密"
    newest = archive.audit.entries(1)[0]
    assert (newest.action, newest.subject, newest.detail) == ("阅读", "1", "秘密")
