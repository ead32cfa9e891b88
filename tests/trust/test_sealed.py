"""An archive with a password: nothing of its texts lies in clear anywhere, and nothing is lost on the way there."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path

import pytest

from office.sentences import sentence
from search.archive import DESK, Archive, ArchiveError, set_password
from search.records import Query
from search.saving import save
from search.store import keys
from tests.search.archive.papers import PAPERS, add, plain
from tests.search.readers.making import docx_of
from tests.trust.conftest import Figure
from tests.trust.steps import state_of
from tests.trust.test_corruption import unnoticed_in
from tests.trust.test_kill import die

PASSWORD = "青澜路灯2026"
MARKS = 500
ENCODINGS = ("utf-8", "utf-16-le", "gb18030")


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that cost little: here it is about what lies on the disk."""
    monkeypatch.setattr(keys, "_MEMORY", 64)
    monkeypatch.setattr(keys, "_PASSES", 1)


@pytest.fixture
def passing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, ours and those of the programs that are started."""
    folder = tmp_path / "passing"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def marks(count: int) -> list[str]:
    """Strings that stand nowhere else: six Chinese characters each."""
    chance = random.Random(19)
    return ["".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(6)) for _ in range(count)]


def busy_day(folder: Path, papers: Path, words: list[str], password: str | None) -> None:
    """Work on an archive that leaves each of `words` in it: in texts, titles, names, notes, tags, drafts, backups."""
    tens = [words[at : at + 10] for at in range(0, len(words), 10)]
    with Archive.open(folder, password=password) as archive:
        paths = [_paper(papers, number, *ten[:4]) for number, ten in enumerate(tens)]
        results = list(archive.importing.paths(paths))
        for number, ((record,), ten) in enumerate(zip((result.ids for result in results), tens, strict=True)):
            tag, note, shelf, search, fix, draft = ten[4:]
            archive.shelves.tag(record, tag)
            archive.records.set_note(record, note)
            archive.shelves.put_into_collection(shelf, record)
            archive.shelves.save_search(search, search)
            archive.records.update(record, "issuer", fix)
            save(_made(folder / "drafts" / f"{number}.json"), archive.store.vault.seal(draft.encode(), DESK))
            if number % 10 == 0:
                archive.records.delete(record)
        assert archive.care.wait_for_index(60)
        assert archive.search(Query(tens[1][1])).total == 1
        archive.backups.write(folder / "手工备份.wyb")
        archive.backups.write_if_due()


def _paper(papers: Path, number: int, title: str, text: str, name: str, copied: str) -> Path:
    """A notice, every other one as .docx."""
    body = [f"关于{title}的通知", "青澜新区：", f"请办理{text}，并抄送{copied}。"]
    path = papers / (f"{name}.docx" if number % 2 else f"{name}.txt")
    path.write_bytes(docx_of(body) if number % 2 else "\n".join(body).encode())
    return path


def _made(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    return path


def contents(path: Path) -> Iterator[bytes]:
    """The bytes of a file, and what they unpack to."""
    data = path.read_bytes()
    yield data
    if data[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(data)) as package:
            yield from (package.read(name) for name in package.namelist())
            yield "\n".join(package.namelist()).encode()
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)


def found_in(folders: Iterable[Path], words: list[str]) -> set[str]:
    """Of which of `words` the first half stands in clear in a file below the folders, or in its name."""
    wanted = {word[:3].encode(code): word for word in words for code in ENCODINGS}
    found: set[str] = set()
    for folder in folders:
        for path in (path for path in folder.rglob("*") if path.is_file()):
            for data in (*contents(path), path.name.encode()):
                found.update(word for piece, word in wanted.items() if piece in data)
    return found


def test_nothing_of_a_sealed_archive_lies_in_clear(tmp_path: Path, passing: Path, figure: Figure) -> None:
    words, papers = marks(MARKS), tmp_path / "来文"
    papers.mkdir()
    Archive.open(tmp_path / "库").close()
    set_password(tmp_path / "库", None, PASSWORD)
    busy_day(tmp_path / "库", papers, words, PASSWORD)
    assert found_in((tmp_path / "库", passing), words) == set()
    figure(f"{MARKS} marked strings, 0 found in clear in the archive's folder and the temporary one")


def test_the_same_search_finds_them_all_in_a_clear_archive(tmp_path: Path, passing: Path) -> None:
    words, papers = marks(MARKS // 5), tmp_path / "来文"
    papers.mkdir()
    busy_day(tmp_path / "库", papers, words, None)
    assert found_in((tmp_path / "库", passing), words) == set(words)


def test_nothing_stays_in_clear_when_an_archive_gets_its_password_late(tmp_path: Path, passing: Path) -> None:
    words, papers = marks(MARKS // 5), tmp_path / "来文"
    papers.mkdir()
    busy_day(tmp_path / "库", papers, words, None)
    (tmp_path / "库" / "手工备份.wyb").unlink()  # what people copied is theirs to put away
    set_password(tmp_path / "库", None, PASSWORD)
    with Archive.open(tmp_path / "库", password=PASSWORD) as archive:
        archive.backups.replace_clear()
        assert archive.care.wait_for_index(60)
        assert archive.care.verify()["problems"] == []
    assert found_in((tmp_path / "库", passing), words) == set()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forked")
def test_a_killed_program_leaves_nothing_in_clear_and_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    Archive.open(folder / "库").close()
    set_password(folder / "库", None, PASSWORD)
    assert die(folder, 6, random.Random(3), PASSWORD) > 0
    assert found_in((folder / "库",), ["路灯检修"]) == set()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forked")
def test_two_hundred_kills_lose_nothing_of_a_sealed_archive(tmp_path: Path, figure: Figure) -> None:
    documents = 0
    for part in range(4):
        folder = tmp_path / str(part)
        Archive.open(folder / "库").close()
        set_password(folder / "库", None, PASSWORD)
        documents += die(folder, 50, random.Random(part), PASSWORD)
        assert found_in((folder / "库",), ["路灯检修"]) == set()
    figure(f"200 kills of a program with a sealed archive, {documents} documents acknowledged, 0 lost, 0 in clear")


def refused_after(folder: Path, size: int) -> tuple[int, list[str]]:
    """Bring papers in while no file may grow beyond `size` bytes; how many were acknowledged, and what was said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        try:
            with Archive.open(folder, password=PASSWORD) as archive:
                results = [_brought(archive, number) for number in range(4)]
        except (ArchiveError, OSError) as error:
            results = [sentence(error)]
        os.write(writing, json.dumps(results).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        results = json.loads(pipe.read())
    os.waitpid(child, 0)
    return results.count(""), [result for result in results if result]


def _brought(archive: Archive, number: int) -> str:
    try:
        text = f"第{number}号路灯检修。" + "路灯" * 3000
        archive.importing.add([plain(f"关于第{number}号路灯的通知", text)], text.encode(), f"{number}.txt")
    except (ArchiveError, OSError) as error:
        return sentence(error)
    return ""


@pytest.mark.skipif(sys.platform != "linux", reason="files are bounded as Linux does")
def test_a_disk_that_takes_no_more_loses_nothing_of_a_sealed_archive(tmp_path: Path) -> None:
    source = sealed_papers(tmp_path)
    refusals = 0
    for size in (40_000, 90_000, 200_000, 260_000, 330_000, 400_000, 2_000_000):
        folder = tmp_path / "try"
        shutil.copytree(source, folder)
        acknowledged, sentences = refused_after(folder, size)
        refusals += len(sentences)
        assert all(re.search(r"[。！]$", sentence) and "Error" not in sentence for sentence in sentences), sentences
        with Archive.open(folder, password=PASSWORD) as archive:
            assert archive.care.stats()["documents"] == len(PAPERS) + acknowledged
            assert archive.care.wait_for_index(30)
            assert archive.care.verify()["problems"] == []
        shutil.rmtree(folder)
    assert acknowledged == 4
    assert refusals > 4


def sealed_papers(folder: Path) -> Path:
    """A closed archive of four papers with a password."""
    with Archive.open(folder / "库") as archive:
        for paper in PAPERS:
            add(archive, paper)
    set_password(folder / "库", None, PASSWORD)
    return folder / "库"


def corruptions(folder: Path, times: int) -> list[str]:
    """Change one byte of the originals and sidecars of a sealed archive, so many times; where that was not told."""

    def notices(_: Path) -> bool:
        try:
            with Archive.open(folder, read_only=True, password=PASSWORD) as archive:
                return any("原件" in problem for problem in archive.care.verify()["problems"])
        except ArchiveError:
            return True

    return unnoticed_in(list((folder / "originals").glob("??/*")), times, notices)


def test_a_changed_byte_of_a_sealed_file_is_told(tmp_path: Path) -> None:
    assert corruptions(sealed_papers(tmp_path), 15) == []


@pytest.mark.slow
def test_a_thousand_changed_bytes_of_sealed_files_are_told(tmp_path: Path, figure: Figure) -> None:
    assert corruptions(sealed_papers(tmp_path), 1000) == []
    figure("sealed originals and sidecars: 1000 of 1000 single-byte corruptions told")


def test_a_changed_byte_of_a_sealed_database_is_never_read_as_sound(tmp_path: Path) -> None:
    folder = sealed_papers(tmp_path)
    with Archive.open(folder, read_only=True, password=PASSWORD) as archive:
        before = state_of(archive)

    def notices(_: Path) -> bool:
        try:
            with Archive.open(folder, read_only=True, password=PASSWORD) as archive:
                return state_of(archive) == before or archive.care.verify()["problems"] != []
        except Exception:  # noqa: BLE001 - refused in whatever way, but not read
            return True

    assert unnoticed_in([folder / "archive.db"], 15, notices) == []


def interrupted(change: Callable[[], object], step: int) -> bool:
    """Do `change` in a process that dies at its `step`th change of a file; whether it came to its end."""
    child = os.fork()
    if child == 0:
        left = [step]

        def dying(real: Callable[..., object]) -> Callable[..., object]:
            def before(*arguments: object, **named: object) -> object:
                left[0] -= 1
                if left[0] < 0:
                    os._exit(9)
                return real(*arguments, **named)

            return before

        for owner, name in (
            *((Path, each) for each in ("rename", "replace", "unlink", "mkdir")),
            *((os, each) for each in ("unlink", "rmdir", "fsync")),
        ):
            setattr(owner, name, dying(getattr(owner, name)))
        try:
            change()
        except BaseException:  # noqa: BLE001 - told by its exit code
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in {0, 9}, code
    return code == 0


def interruptions(tmp_path: Path, stride: int, *, seals: bool) -> int:
    """Give a password or take one away, interrupted at every `stride`th change of a file; how often it was."""
    source = sealed_papers(tmp_path)
    if seals:
        set_password(source, PASSWORD, None)
    with Archive.open(source, password=None if seals else PASSWORD) as archive:
        before = state_of(archive)
    old, new = (None, PASSWORD) if seals else (PASSWORD, None)
    times, ended = 0, False
    while not ended:
        folder = tmp_path / "try"
        shutil.copytree(source, folder)
        ended = interrupted(lambda folder=folder: set_password(folder, old, new), times * stride)
        password = PASSWORD if keys.has_password(folder) else None
        with Archive.open(folder, password=password) as archive:
            assert state_of(archive) == before, times
            assert archive.care.wait_for_index(30)
            assert archive.care.verify()["problems"] == [], times
        assert not (folder / keys.STAGE).exists()
        shutil.rmtree(folder)
        times += 1
    return times


@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forked")
@pytest.mark.parametrize("seals", [True, False], ids=["given", "taken away"])
def test_a_conversion_that_is_interrupted_loses_nothing(tmp_path: Path, seals: bool) -> None:
    assert interruptions(tmp_path, 9, seals=seals) > 8


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forked")
@pytest.mark.parametrize("seals", [True, False], ids=["given", "taken away"])
def test_a_conversion_that_is_interrupted_anywhere_loses_nothing(
    tmp_path: Path,
    seals: bool,
    figure: Figure,
) -> None:
    times = interruptions(tmp_path, 1, seals=seals)
    figure(f"password {'given' if seals else 'taken away'}, killed at each of {times} changes of a file: nothing lost")
