"""Old office formats come in through LibreOffice, or are refused with a way out."""

from __future__ import annotations

import os
import select
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from search.readers import Unreadable, office
from search.records import Parsed
from tests.search.readers.making import NOTICE, docx_of, zip_bytes

TextOf = Callable[[str, bytes], str]
HOLLOW = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
SOFFICE = shutil.which("soffice")
WITH_OFFICE = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="session")
def old_word(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The notice as a .doc of LibreOffice's."""
    folder = tmp_path_factory.mktemp("office")
    source = folder / "notice.docx"
    source.write_bytes(docx_of(NOTICE.split("\n")))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        str(SOFFICE),
        profile,
        "--headless",
        "--convert-to",
        "doc:MS Word 97",
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return source.with_suffix(".doc").read_bytes()


def rich_text(text: str) -> bytes:
    """The text as an .rtf."""
    words = "".join("\\par " if letter == "\n" else f"\\u{ord(letter)}" for letter in text)
    return f"{{\\rtf1\\ansi\\uc0 {words}}}".encode()


def has_ended(process: int, seconds: float = 10) -> bool:
    """Whether a process is gone, or goes within the time."""
    try:
        watched = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    ended, _, _ = select.select([watched], [], [], seconds)
    os.close(watched)
    return bool(ended)


@WITH_OFFICE
@pytest.mark.soffice
def test_an_old_document_called_docx_is_read(text_of: TextOf, old_word: bytes) -> None:
    assert text_of("通知.docx", old_word) == NOTICE


@WITH_OFFICE
@pytest.mark.soffice
def test_rich_text_is_read(text_of: TextOf) -> None:
    assert text_of("通知.rtf", rich_text(NOTICE)) == NOTICE


@WITH_OFFICE
@pytest.mark.soffice
def test_an_old_document_within_a_zip_is_read(
    read: Callable[[str, bytes], tuple[Parsed, ...]], old_word: bytes
) -> None:
    package = zip_bytes({"坏.doc": HOLLOW[:600], "一/通知.wps": old_word, "甲.exe": b"MZ"})
    (parsed,) = read("文件.zip", package)
    assert parsed.text == NOTICE
    assert sorted(warning[:10] for warning in parsed.warnings) == ["“坏.doc”不完整", "还不能读“甲.exe"]


LINKING = r"""{\rtf1\ansi body {\field{\*\fldinst INCLUDEPICTURE \\d ADDRESS}{\fldrslt picture}}
{\field{\*\fldinst INCLUDETEXT ADDRESS}{\fldrslt text}}{\*\template ADDRESS}}"""


@WITH_OFFICE
@pytest.mark.soffice
def test_what_a_document_links_to_is_not_fetched(text_of: TextOf) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.png"
        text = text_of("外链.rtf", LINKING.replace("ADDRESS", address).encode())
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert text.startswith("body")


def test_a_damaged_old_document_is_told_to_be_damaged(read: Callable[[str, bytes], object]) -> None:
    with pytest.raises(Unreadable, match="不完整或已损坏"):
        read("坏.doc", HOLLOW[:600])


def test_without_an_office_suite_the_way_out_is_told(
    read: Callable[[str, bytes], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "_program", lambda: None)
    with pytest.raises(Unreadable, match=r"安装它，或把文件另存为 \.docx"):
        read("通知.doc", HOLLOW)


@pytest.mark.skipif(sys.platform != "linux", reason="watches processes as Linux does")
def test_an_office_suite_that_hangs_is_ended_with_all_it_started(
    read: Callable[[str, bytes], object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mark = tmp_path / "child"
    script = tmp_path / "soffice"
    script.write_text(f"#!/bin/sh\nsleep 1000 &\necho $! > {mark}\nwait\n")
    script.chmod(0o755)
    monkeypatch.setattr(office, "_program", lambda: str(script))
    monkeypatch.setattr(office, "SECONDS", 1)
    with pytest.raises(Unreadable, match="没有读完"):
        read("通知.doc", HOLLOW)
    assert has_ended(int(mark.read_text()))


SPY = """#!/bin/sh
echo "$TMPDIR" > {mark}
env >> {mark}
for last; do :; done
cp "$last" "${{last%.*}}.docx"
"""


@pytest.mark.skipif(not office.MEMORY_DISK.is_dir(), reason="the system keeps no files in memory")
def test_what_must_not_lie_on_the_disk_goes_to_the_office_suite_through_memory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script, mark = tmp_path / "soffice", tmp_path / "mark"
    script.write_text(SPY.format(mark=mark))
    script.chmod(0o755)
    monkeypatch.setattr(office, "_program", lambda: str(script))
    monkeypatch.setenv("WENYUAN_PASSWORD", "青澜路灯2026")
    assert office.to_docx(b"{\\rtf1 a}", ".rtf", "通知.rtf", private=True) == b"{\\rtf1 a}"
    folder = Path(mark.read_text().split("\n")[0])
    assert "青澜路灯" not in mark.read_text()
    assert folder.parent == office.MEMORY_DISK
    assert not folder.exists()


def test_where_no_file_lies_in_memory_it_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(office, "_program", lambda: "soffice")
    monkeypatch.setattr(office, "MEMORY_DISK", tmp_path / "none")
    with pytest.raises(Unreadable, match="另存为"):
        office.to_docx(b"{\\rtf1 a}", ".rtf", "通知.rtf", private=True)
