"""A file that fells or holds up its worker costs itself alone, and a worker reaches neither network nor disk."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from fence import process
from search.readers import Readers, Unreadable, client
from tests.search.readers.making import NOTICE

PROJECT = Path(client.__file__).resolve().parents[2]


def fenced(code: str, memory: str = "MEMORY") -> subprocess.CompletedProcess[str]:
    """Python that restricts itself as a worker does and then runs `code`."""
    limits = "from search.readers.limits import MEMORY, SCANS_MEMORY\nfrom fence.limits import restrict"
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


def a_second(_seconds: float) -> float:
    return 1.0


READY = 'import sys; print(\'{"ready": true, "size": 0}\', flush=True); '


def python(code: str) -> Callable[[str], list[str]]:
    """A worker that is none, in place of ours."""
    return lambda _kind: [sys.executable, "-I", "-c", code]


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
    monkeypatch.setattr(process, "command", python(READY + "sys.stdin.readline(); sys.exit(3)"))
    with Readers() as readers:
        with pytest.raises(Unreadable, match="限度内读不完，已跳过"):
            readers.read(notice)
        monkeypatch.undo()
        assert readers.read(notice)[0].text == NOTICE


def test_a_worker_that_hangs_is_ended_in_time(notice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "command", python(READY + "import time; time.sleep(1000)"))
    monkeypatch.setattr(process, "patience", a_second)
    with Readers() as readers:
        with pytest.raises(Unreadable, match="限度内读不完"):
            readers.read(notice)
        monkeypatch.undo()
        assert readers.read(notice)[0].text == NOTICE


def test_a_worker_that_computes_without_end_is_ended_by_its_processor_time(
    notice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "SECONDS", 0.3)
    loop = "from fence.worker import serve\nserve(lambda question, say: [0 for _ in iter(int, 1)], 10**9)"
    start = f"import sys; sys.path.insert(0, {str(PROJECT)!r})\n{loop}"
    monkeypatch.setattr(process, "command", python(start))
    with Readers() as readers, pytest.raises(Unreadable, match="限度内读不完"):
        readers.read(notice)


def test_a_machine_that_is_busy_takes_no_time_from_a_file(notice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "SECONDS", 1)
    sleepy = (
        "import time\nfrom fence.worker import serve\n"
        "from search.readers.worker import documents\n"
        "def answer(question, say):\n"
        "    time.sleep(2.5)\n"
        "    say(documents(question.data, 'a.txt', split_pages=False))\n"
        "serve(answer, 10**9)"
    )
    monkeypatch.setattr(process, "command", python(f"import sys; sys.path.insert(0, {str(PROJECT)!r})\n{sleepy}"))
    with Readers() as readers:
        assert readers.read(notice)[0].text == NOTICE


def test_a_password_in_the_surroundings_reaches_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENYUAN_PASSWORD", "clear")
    tell = "import os; from fence.worker import serve; serve(lambda q, say: say({'names': sorted(os.environ)}), 10**9)"
    monkeypatch.setattr(process, "command", python(f"import sys; sys.path.insert(0, {str(PROJECT)!r}); {tell}"))
    worker = process.Process("readers")
    names = worker.answer({}, seconds=5).head["names"]
    worker.close()
    assert "PATH" in names
    assert "WENYUAN_PASSWORD" not in names


def test_half_an_answer_is_no_answer(notice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "command", python(READY + "sys.stdin.readline(); print('{\"documents\": [', end='')"))
    with Readers() as readers, pytest.raises(Unreadable, match="限度内读不完"):
        readers.read(notice)


def test_closing_ends_the_worker(notice: Path) -> None:
    readers = Readers()
    readers.read(notice)
    worker = readers.worker_id
    readers.close()
    assert not psutil.pid_exists(worker)
