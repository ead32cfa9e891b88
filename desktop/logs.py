"""The local log: English, rotating, without document text; nothing is ever sent anywhere."""

from __future__ import annotations

import copy
import logging
import logging.handlers
import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
FILE_BYTES = 1_000_000
KEPT_FILES = 3


def start_logging(folder: Path | None = None) -> Path | None:
    """Log warnings to stderr and everything from INFO up to `folder` (default: the platform's log folder).

    Returns the log file, or None where the folder cannot be written: a full disk or a read-only home stops no work.
    """
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    console = logging.StreamHandler(sys.stderr)
    console.setLevel(logging.WARNING)
    console.setFormatter(TextlessFormatter("%(levelname)s %(name)s: %(message)s"))
    root.addHandler(console)
    try:
        file = _log_file(folder)
        handler = logging.handlers.RotatingFileHandler(
            file, maxBytes=FILE_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        return None
    handler.setFormatter(TextlessFormatter(FORMAT))
    root.addHandler(handler)
    return file


Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
"""What sys.exc_info gives."""


class TextlessFormatter(logging.Formatter):
    """Leaves out the message of an exception: it may quote the document. Type, file and line stay."""

    def format(self, record: logging.LogRecord) -> str:
        """Format a copy: `exc_text` is where another handler may have left the full trace."""
        clean = copy.copy(record)
        clean.exc_text = None
        return super().format(clean)

    def formatException(self, ei: Caught) -> str:
        """The trace of `ei` (type, value, traceback) without any value."""
        error = ei[1]
        return textless_trace(error) if error is not None else "unknown exception"


def textless_trace(error: BaseException) -> str:
    """One line a frame (file name, line, function), then the type of the exception."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([*lines, type(error).__name__])


def versions() -> str:
    """The versions that a report of a fault needs, one a line."""
    from importlib.metadata import PackageNotFoundError, version

    lines = [f"Python {platform.python_version()}", f"{platform.system()} {platform.release()}"]
    for name in ("wenyuan", "PySide6-Essentials", "reportlab", "python-docx", "whoosh", "tantivy"):
        try:
            lines.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            lines.append(f"{name} -")
    return "\n".join(lines)


def _log_file(folder: Path | None) -> Path:
    from platformdirs import user_log_path

    place = folder or user_log_path("wenyuan", appauthor=False)
    place.mkdir(parents=True, exist_ok=True)
    return place / "wenyuan.log"
