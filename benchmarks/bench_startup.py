"""From nothing to a usable window, against a bare one; and the command line's own start."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.texts import COUNT, write_jsonl
from benchmarks.timing import median_process_seconds, median_python_seconds
from search.archive import Archive

BARE = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, lambda: os._exit(0))
application.exec()
"""
TYPING = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.app import run, start_application
application = start_application()

def type_and_go():
    from PySide6.QtGui import QInputMethodEvent
    box, event = application.focusWidget(), QInputMethodEvent()
    if box is None:  # the window has not been given the keyboard yet
        QTimer.singleShot(0, type_and_go)
        return
    event.setCommitString("亮")
    application.sendEvent(box, event)
    os._exit(0 if box.text() == "亮" and box.window().isVisible() else 1)

QTimer.singleShot(0, type_and_go)
run(Path({folder!r}))
"""
"""From nothing to a window that stands and has a character in its search box."""
LISTED = """
import os
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop.app import run, start_application
application = start_application()

def look():
    window = application.activeWindow()
    page = window.made("archive") if window else None
    if page is not None and page.hits.rowCount():
        os._exit(0)

timer = QTimer(interval=5)
timer.timeout.connect(look)
timer.start()
run(Path({folder!r}))
"""
"""From nothing to a window that shows the documents."""


_PAIRS = 7


def run() -> list[tuple[str, float, str, str]]:
    """Whole processes, from start to end, on an archive of BENCH_DOCUMENTS documents."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its byte code
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "archive")
        with Archive.open(folder) as archive:
            for _result in archive.import_paths([write_jsonl(Path(name, "ready.jsonl"), COUNT)]):
                pass
        for code in (BARE, TYPING, LISTED):  # once for the byte code and the disk's cache
            median_python_seconds(code.format(folder=str(folder)), 1)
        pairs = [
            (median_python_seconds(BARE, 1), median_python_seconds(TYPING.format(folder=str(folder)), 1))
            for _ in range(_PAIRS)
        ]
        bare, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
        listed = median_python_seconds(LISTED.format(folder=str(folder)), 3)
        command = [sys.executable, "-m", "desktop.cli.main"]
        helped = median_process_seconds([*command, "--help"])
        found = median_process_seconds([*command, "search", "亮化工程", "--json", "--archive", str(folder)])
    return [
        ("a bare QMainWindow", 1000 * bare, "ms", "process, offscreen"),
        ("our window, a character typed", 1000 * ours, "ms", f"with {COUNT:,} documents in the archive"),
        ("our window against a bare one", ours / bare, "times", "asked: at most 1.6"),
        ("our window, documents listed", 1000 * listed, "ms", "archive opened, newest first"),
        ("`wenyuan --help`", 1000 * helped, "ms", "process"),
        ("`wenyuan search`", 1000 * found, "ms", "process, index opened"),
    ]
