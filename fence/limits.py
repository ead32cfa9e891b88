"""Limits of a worker process: memory, processor time (CPU), no network, no programs, no writing (sandbox)."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

_FORBIDDEN = (
    *("socket.", "subprocess.", "urllib.", "ftplib.", "http.", "smtplib.", "shutil.", "tempfile."),
    *("os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "pty."),
    *("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown"),
)
"""Audit events (docs.python.org, “Audit events table”) of what a worker has no business with."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(slots=True)
class _Clock:
    """Whether this process is a worker, and what it was allowed last."""

    running: bool = False
    seconds: float = 0.0


_CLOCK = _Clock()

COUNTS_CPU = hasattr(signal, "setitimer")
"""Whether the system ends a process over its processor time; where it does not (Windows), the wall clock does."""


def surroundings() -> dict[str, str]:
    """The environment for programs that deal with foreign files: all but passwords that somebody put there."""
    return {name: value for name, value in os.environ.items() if "PASSWORD" not in name.upper()}


def restrict(memory: int) -> None:
    """Bound this process's memory (bytes) where the system can; close network, programs and writing to it for good."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; time and sizes still hold
        resource = None
    if resource is not None:
        for limit, value in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
            with suppress(ValueError, OSError):  # macOS knows the names but refuses a limit on address space
                resource.setrlimit(limit, (value, value))
    sys.addaudithook(_guard)
    _CLOCK.running = True


def allow(seconds: float) -> None:
    """Let this worker use so much processor time (CPU) from now on, then the system ends it; 0: without end.

    The time of the process alone counts, all its threads together: a busy machine takes none of it away. Does nothing
    in a process that is no worker.
    """
    if COUNTS_CPU and _CLOCK.running:
        _CLOCK.seconds = seconds
        signal.setitimer(signal.ITIMER_PROF, seconds)


@contextmanager
def at_most(seconds: float) -> Generator[None, None, None]:
    """A step within what is allowed that may take so much processor time itself."""
    whole = _CLOCK.seconds
    allow(min(seconds, whole) if whole else seconds)
    yield
    allow(whole)


def _guard(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse what a worker has no business with; Python calls this before each such act."""
    if event == "open":
        mode, flags = arguments[1], arguments[2]
        by_flags = isinstance(flags, int) and bool(flags & _WRITING)
        by_mode = isinstance(mode, str) and not set(mode).isdisjoint("wax+")
        if by_flags or by_mode:
            raise PermissionError("readers write no files")
    elif event.startswith(_FORBIDDEN):
        raise PermissionError(f"readers have no business with {event}")
