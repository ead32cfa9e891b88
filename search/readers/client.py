"""The archive's side of reading: a warm worker process, killed and replaced when it hangs or dies."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from search.names import shown
from search.readers.errors import Unreadable
from search.readers.formats import HEAD, OFFICE, ending_of
from search.readers.limits import MAX_FILE, surroundings
from search.readers.office import to_docx
from search.records import Parsed
from search.store.rows import unpack_metadata

SECONDS = 10
"""How long one file may take."""

_ROOT = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from search.readers.worker import main; main()"


def read(path: Path, *, split: bool = False) -> tuple[Parsed, ...]:
    """The documents in one file; `split` cuts a newspaper page into its articles. Raises Unreadable."""
    with Readers() as readers:
        return readers.read(path, split=split)


class Readers:
    """Reads many files with one warm worker, which gets the bytes and opens no file itself."""

    def __init__(self, *, private: bool = False) -> None:
        """`private`: nothing of what is read may lie on the disk, not even in passing."""
        self._private = private
        self._worker: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """The readers themselves."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the worker."""
        self.close()

    @property
    def worker_id(self) -> int:
        """The worker's process id, 0 while there is none."""
        return self._worker.pid if self._worker is not None else 0

    def close(self) -> None:
        """End the worker; the next file starts another."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
            worker.communicate()

    def read(self, path: Path, *, split: bool = False) -> tuple[Parsed, ...]:
        """The documents in `path`. Raises Unreadable; never hangs longer than the limit."""
        if not path.is_file():
            raise Unreadable(f"找不到“{shown(path.name)}”，请核对路径。")
        name = shown(path.name)
        try:
            _refuse_large(path.stat().st_size, name)
            data = path.read_bytes()
        except OSError as error:
            raise Unreadable(f"“{name}”打不开（{error.strerror}），请核对权限。") from error
        return self.read_bytes(data, name, split=split)

    def read_bytes(self, data: bytes, name: str, *, split: bool = False) -> tuple[Parsed, ...]:
        """The documents in the bytes of a file called `name`. As `read`."""
        if not data:
            raise Unreadable(f"“{name}”是空文件。")
        _refuse_large(len(data), name)
        if ending_of(name, data[:HEAD]) in OFFICE:
            return tuple(self._through_office(data, name, split=split))
        found: list[Parsed] = []
        problems: list[str] = []
        for document in self._ask(data, name, split=split):
            try:
                found.extend(self._parsed(document, split=split))
            except Unreadable as problem:
                problems.extend((*document["warnings"], str(problem)))
        if not found:
            raise Unreadable(problems[0])
        return (replace(found[0], warnings=(*found[0].warnings, *problems)), *found[1:])

    def _parsed(self, document: dict[str, Any], *, split: bool) -> list[Parsed]:
        """What the worker made of a document; one that it left to the office suite is read anew."""
        if "office" in document:
            found = self._through_office(base64.b64decode(document["office"]), document["name"], split=split)
            return [replace(found[0], warnings=(*document["warnings"], *found[0].warnings)), *found[1:]]
        return [Parsed(document["text"], unpack_metadata(document["metadata"]), tuple(document["warnings"]))]

    def _through_office(self, data: bytes, name: str, *, split: bool) -> list[Parsed]:
        converted = to_docx(data, ending_of(name, data[:HEAD]), name, private=self._private)
        return [each for part in self._ask(converted, name, split=split) for each in self._parsed(part, split=split)]

    def _ask(self, data: bytes, name: str, *, split: bool) -> list[dict[str, Any]]:
        """The documents in the worker's answer. One that dies early is asked again afresh: others may have worn it."""
        head = json.dumps({"size": len(data), "name": name, "split": split})
        question = f"{head}\n".encode() + data
        fresh = self._worker is None
        start = time.monotonic()
        line = self._exchange(question, SECONDS)
        left = SECONDS - (time.monotonic() - start)
        if not line and not fresh and left > SECONDS / 2:
            line = self._exchange(question, left)
        if not line:
            raise Unreadable(f"“{name}”在 {SECONDS} 秒和 512 MB 的限度内读不完，已跳过；请拆成几个文件再试。")
        answer: dict[str, Any] = json.loads(line)
        if "problem" in answer:
            raise Unreadable(answer["problem"])
        return answer["documents"]

    def _exchange(self, question: bytes, seconds: float) -> bytes:
        """The worker's answer, b"" when it died over the question or was killed for taking too long."""
        worker = self._started()
        timer = threading.Timer(seconds, worker.kill)
        timer.start()
        try:
            line = _said(worker, question)
        finally:
            timer.cancel()
            timer.join()
        if line.endswith(b"\n"):
            return line
        self.close()
        return b""

    def _started(self) -> subprocess.Popen[bytes]:
        if self._worker is None or self._worker.poll() is not None:
            self.close()
            self._worker = subprocess.Popen(
                [sys.executable, "-I", "-B", "-X", "utf8", "-c", _START, str(_ROOT)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=surroundings(),
            )
        return self._worker


def _said(worker: subprocess.Popen[bytes], question: bytes) -> bytes:
    """One line of the worker's, cut or empty when it died."""
    assert worker.stdin is not None  # noqa: S101  it was started with pipes
    assert worker.stdout is not None  # noqa: S101
    try:
        worker.stdin.write(question)
        worker.stdin.flush()
        return worker.stdout.readline()
    except (OSError, ValueError):
        return b""


def _refuse_large(size: int, name: str) -> None:
    if size > MAX_FILE:
        raise Unreadable(f"“{name}”超过 {MAX_FILE // 1_000_000} MB，请拆成几个文件再导入。")
