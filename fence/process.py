"""A warm worker process (child process): started when needed, ended when it takes too long, replaced when it died."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Generator, Sequence
from typing import Any

from fence.limits import COUNTS_CPU, surroundings
from fence.messages import Message, read, write
from resources import PROGRAM

_START_SECONDS = 120.0
"""How long a start may take by the clock on the wall, on a machine that is busy with other things."""


def command(kind: str) -> list[str]:
    """The command that starts a worker: this program itself, `wenyuan --worker KIND` (desktop.start)."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--worker", kind]
    entry = PROGRAM / "desktop" / "start.py"
    return [sys.executable, "-I", "-B", "-X", "utf8", str(entry), "--worker", kind]


def patience(seconds: float) -> float:
    """How long to wait by the clock on the wall for what may take `seconds` of processor time: a net, not the limit."""
    return max(60.0, 12 * seconds) if COUNTS_CPU else 3 * seconds


class Died(Exception):
    """The worker died over a question, or was ended over one that took too long. Caught by whoever asked."""


class Process:
    """One worker of a kind: "readers", "scans", "templates" or "pages". `prefix`: the program that starts it, if any.

    Not safe to use from two threads at a time.
    """

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
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # unsent bytes of a question to a dead process

    def answer(self, head: dict[str, Any], data: bytes = b"", *, seconds: float) -> Message:
        """The one message that answers a question. Raises Died."""
        (message,) = self.answers(head, data, seconds=seconds)
        return message

    def answers(self, head: dict[str, Any], data: bytes = b"", *, seconds: float) -> Generator[Message, None, None]:
        """The messages that answer a question, `seconds` of processor time each; Died where it did not live to the end.

        An answer that is not heard to its end ends the worker.
        """
        heard = worn = False
        try:
            message = _timed(self._started(), Message({**head, "seconds": seconds}, data), patience(seconds))
            while message is not None and "end" not in message.head:
                yield message
                worn = bool(message.head.get("worn"))
                message = None if worn else _timed(self._started(), None, patience(seconds))
            heard = message is not None
            if not heard and not worn:
                raise Died
        finally:
            if not heard:
                self.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                [*self._prefix, *command(self._kind)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=surroundings(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            _timed(self._process, None, _START_SECONDS)  # "ready": the clocks start here
        return self._process


def _timed(process: subprocess.Popen[bytes], question: Message | None, seconds: float) -> Message | None:
    """Send the question, if any, and wait for a message; None when the worker died or was ended for taking too long."""
    timer = threading.Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        return _exchanged(process, question)
    finally:
        timer.cancel()


def _exchanged(process: subprocess.Popen[bytes], question: Message | None) -> Message | None:
    assert process.stdin is not None  # noqa: S101  it was started with pipes
    assert process.stdout is not None  # noqa: S101
    try:
        if question is not None:
            write(process.stdin, question)  # type: ignore[arg-type]  # a buffered pipe
        return read(process.stdout)  # type: ignore[arg-type]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
