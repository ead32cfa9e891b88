"""A warm worker process: started when it is needed, ended when it hangs, replaced when it died."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence

from resources import PROGRAM
from search.readers.limits import surroundings

_ROOT = PROGRAM
_START = "import sys; sys.path.insert(0, sys.argv[1]); from search.readers.worker import main; main(*sys.argv[2:])"


class Process:
    """One worker. `kind` is told to it; `prefix` is the program that starts it, where there is one."""

    def __init__(self, kind: str, prefix: Sequence[str] = ()) -> None:
        self._kind = kind
        self._prefix = prefix
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def id(self) -> int:
        """The process's id, 0 while there is none."""
        return self._process.pid if self._process is not None else 0

    def close(self) -> None:
        """End it; the next question starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def said(self, question: bytes, seconds: float) -> Iterator[bytes]:
        """The lines of its answer, for ever; none after it died, or was killed over a line that took longer."""
        process = self._started()
        line = _timed(process, question, seconds)
        while line.endswith(b"\n"):
            yield line
            line = _timed(process, b"", seconds)
        self.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                [*self._prefix, sys.executable, "-I", "-B", "-X", "utf8", "-c", _START, str(_ROOT), self._kind],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=surroundings(),
            )
        return self._process


def _timed(process: subprocess.Popen[bytes], question: bytes, seconds: float) -> bytes:
    """One line of the process's, cut or empty when it died or was killed for taking too long."""
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        return _said(process, question)
    finally:
        timer.cancel()
        timer.join()


def _said(process: subprocess.Popen[bytes], question: bytes) -> bytes:
    assert process.stdin is not None  # noqa: S101  it was started with pipes
    assert process.stdout is not None  # noqa: S101
    try:
        if question:
            process.stdin.write(question)
            process.stdin.flush()
        return process.stdout.readline()
    except (OSError, ValueError):
        return b""
