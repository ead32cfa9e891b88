"""A file that fells or holds up its worker costs itself alone, and a worker reaches neither network nor disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from search.readers import Readers, Unreadable, client, process
from tests.search.readers.making import NOTICE

PROJECT = Path(client.__file__).resolve().parents[2]


def fenced(code: str, memory: str = "") -> subprocess.CompletedProcess[str]:
    """Python that restricts itself as a worker does and then runs `code`."""
    limits = "from search.readers.limits import SCANS_MEMORY, restrict"
    start = f"import sys; sys.path.insert(0, {str(PROJECT)!r})\n{limits}\nrestrict({memory})\n"
    return subprocess.run(
        [sys.executable, "-I", "-B", "-c", start + code], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(
    "act",
    [
        "import socket; socket.socket()",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import _socket; _socket.socket()",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.execv('/bin/true', ['true'])",
        "open('/tmp/wenyuan-must-not-be', 'w')",
        "import os; os.open('/tmp/wenyuan-must-not-be', os.O_CREAT | os.O_WRONLY)",
        "import os; os.remove('/tmp/wenyuan-must-not-be')",
        "import os; os.rename('/tmp/a', '/tmp/b')",
        "import os; os.mkdir('/tmp/wenyuan-must-not-be')",
        "import shutil; shutil.rmtree('/tmp/wenyuan-must-not-be')",
    ],
)
def test_a_worker_is_refused_what_a_reader_has_no_business_with(act: str) -> None:
    done = fenced(act)
    assert "readers " in done.stderr.splitlines()[-1]
    assert not Path("/tmp/wenyuan-must-not-be").exists()  # noqa: S108


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_worker_has_512_megabytes_and_no_more() -> None:
    assert fenced("x = bytearray(600_000_000)").stderr.splitlines()[-1] == "MemoryError"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_the_worker_for_scans_has_three_gigabytes_and_no_network_either() -> None:
    assert fenced("bytearray(600_000_000)", "SCANS_MEMORY").stderr == ""
    assert fenced("bytearray(3_100_000_000)", "SCANS_MEMORY").stderr.splitlines()[-1] == "MemoryError"
    assert "readers have no business" in fenced("import socket; socket.socket()", "SCANS_MEMORY").stderr


def test_no_entity_reaches_a_file_or_the_network() -> None:
    code = (
        "from search.readers.xml import parse_xml, walk_html\n"
        "data = b'<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>'\n"
        "print(parse_xml(data).text, [e.text for _, e in walk_html(data.decode())])"
    )
    assert "root" not in fenced(code).stdout


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通知.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def test_a_worker_that_died_is_replaced(notice: Path) -> None:
    with Readers() as readers:
        readers.read(notice)
        psutil.Process(readers.worker_id).kill()
        assert readers.read(notice)[0].text == NOTICE


def test_a_worker_that_dies_over_a_file_fails_that_file_alone(notice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_START", "import sys; sys.stdin.readline(); sys.exit(3)")
    with Readers() as readers:
        with pytest.raises(Unreadable, match="限度内读不完，已跳过"):
            readers.read(notice)
        monkeypatch.undo()
        assert readers.read(notice)[0].text == NOTICE


def test_a_worker_that_hangs_is_ended_in_time(notice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_START", "import time; time.sleep(1000)")
    monkeypatch.setattr(client, "SECONDS", 1)
    with Readers() as readers:
        with pytest.raises(Unreadable, match="限度内读不完"):
            readers.read(notice)
        monkeypatch.undo()
        assert readers.read(notice)[0].text == NOTICE


def test_half_an_answer_is_no_answer(notice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_START", "import sys; sys.stdin.readline(); print('{\"documents\": [', end='')")
    with Readers() as readers, pytest.raises(Unreadable, match="限度内读不完"):
        readers.read(notice)


def test_closing_ends_the_worker(notice: Path) -> None:
    readers = Readers()
    readers.read(notice)
    worker = readers.worker_id
    readers.close()
    assert not psutil.pid_exists(worker)
