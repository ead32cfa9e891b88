"""From nothing to a usable window, against a bare one; and the command line's own start."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

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
OURS = """
import os, sys
sys.argv = ["wenyuan", "--archive", {folder!r}]
from desktop.start import main
import desktop.app
from PySide6.QtCore import QTimer
application = desktop.app.start_application()
"""
TYPING = (
    OURS
    + """
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
main()
"""
)
"""From nothing to a window that stands and has a character in its search box: by the door that `wenyuan` takes."""
LISTED = (
    OURS
    + """
def look():
    window = application.activeWindow()
    page = window.made("archive") if window else None
    if page is not None and page.hits.rowCount():
        timer.stop()
        print("listed", flush=True)
        window.close()  # so that the next start finds an archive that was closed

timer = QTimer(interval=5)
timer.timeout.connect(look)
timer.start()
main()
"""
)
"""From nothing to a window that shows the documents."""


_PAIRS = 11


def _costs(code: str, settings: Path) -> tuple[float, float]:
    """Seconds of a start, and those of processor time.

    It finds no settings: those of the run before say that it ended in the middle, which the window would tell.
    """
    shutil.rmtree(settings, ignore_errors=True)
    before = os.times()
    seconds = median_python_seconds(code, 1)
    after = os.times()
    work = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, work


def _first_line_seconds(code: str) -> float:
    """Seconds from the start of a process to its first line."""
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        if process.stdout is None or not process.stdout.readline():
            raise RuntimeError("the window has listed nothing")
        return time.perf_counter() - start


def run() -> list[tuple[str, float, str, str]]:
    """Whole processes, from start to end, on an archive of BENCH_DOCUMENTS documents."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its byte code
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "archive")
        with Archive.open(folder) as archive:
            for _result in archive.importing.paths([write_jsonl(Path(name, "ready.jsonl"), COUNT)]):
                pass
        settings = Path(name, "settings")
        os.environ["XDG_CONFIG_HOME"] = str(settings)
        typing, listing = (code.format(folder=str(folder)) for code in (TYPING, LISTED))
        median_python_seconds(BARE, 1)  # once for the byte code and the disk's cache
        _first_line_seconds(listing)
        _costs(typing, settings)
        pairs = [(*_costs(BARE, settings), *_costs(typing, settings)) for _ in range(_PAIRS)]
        bare, bare_work, ours, our_work = zip(*pairs, strict=True)
        listed = median(_first_line_seconds(listing) for _ in range(3))
        command = [sys.executable, "-m", "desktop.cli.main"]
        helped = median_process_seconds([*command, "--help"])
        found = median_process_seconds([*command, "search", "亮化工程", "--json", "--archive", str(folder)])
    return [
        ("a bare QMainWindow", 1000 * median(bare), "ms", "process, offscreen"),
        ("our window, a character typed", 1000 * median(ours), "ms", f"with {COUNT:,} documents in the archive"),
        ("our window against a bare one", median(ours) / median(bare), "times", "asked: at most 1.6"),
        ("the same in processor time", sum(our_work) / sum(bare_work), "times", "whatever else the machine does"),
        ("our window, documents listed", 1000 * listed, "ms", "archive opened, newest first"),
        ("`wenyuan --help`", 1000 * helped, "ms", "process"),
        ("`wenyuan search`", 1000 * found, "ms", "process, index opened"),
    ]
