"""From nothing to a usable window, against a bare one; and the command line's own start."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.texts import COUNT, write_jsonl
from benchmarks.timing import median_process_seconds, median_python_seconds
from search.archive import Archive

BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
"""
OURS = """
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
application = QApplication([])
QTimer.singleShot(0, application.quit)
from desktop.app import run
run(Path({folder!r}))
"""


def run() -> list[tuple[str, float, str, str]]:
    """Whole processes, from start to end, on an archive of BENCH_DOCUMENTS documents."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "archive")
        with Archive.open(folder) as archive:
            for _result in archive.import_paths([write_jsonl(Path(name, "ready.jsonl"), COUNT)]):
                pass
        bare = median_python_seconds(BARE)
        ours = median_python_seconds(OURS.format(folder=str(folder)))
        command = [sys.executable, "-m", "desktop.cli.main"]
        helped = median_process_seconds([*command, "--help"])
        found = median_process_seconds([*command, "search", "亮化工程", "--json", "--archive", str(folder)])
    return [
        ("a bare QMainWindow", 1000 * bare, "ms", "process, offscreen"),
        ("our window", 1000 * ours, "ms", f"with {COUNT:,} documents in the archive"),
        ("our window against a bare one", ours / bare, "times", "asked: at most 1.6"),
        ("`wenyuan --help`", 1000 * helped, "ms", "process"),
        ("`wenyuan search`", 1000 * found, "ms", "process, index opened"),
    ]
