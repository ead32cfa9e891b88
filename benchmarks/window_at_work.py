"""The window at work, in a process of its own: python -m benchmarks.window_at_work ARCHIVE FILES

Types into the search box, then types on while the files of a folder come in; prints one JSON object of milliseconds and
megabytes.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from benchmarks.texts import literals
from desktop.app import TURN, start_application
from desktop.theme.look import Scheme, start_look
from desktop.window.window import Window

_WORDS = 40
_BETWEEN = 150
"""Milliseconds between two typed characters: a fast typist."""


def main(archive: str, files: str) -> None:
    """Measure and print."""
    application = start_application()
    sys.setswitchinterval(TURN)
    start_look(application, Scheme.LIGHT)
    settings = QSettings(str(Path(files) / "window.ini"), QSettings.Format.IniFormat)
    window = Window(Path(archive), settings)
    window.resize(1360, 860)
    window.show()
    until(lambda: window.settled, 60)
    typed = [time for word in literals(_WORDS, 2, 6) for time in type_word(window, word)]
    until(lambda: window.settled, 60)
    wait(2000)
    idle, own = megabytes(), megabytes("RssAnon")
    gaps, own_gaps, turns, seconds = import_and_type(window, Path(files))
    figures = {
        "typing_p95": percentile(typed, 95),
        "typing_median": statistics.median(typed),
        "gap_longest": max(gaps),
        "gap_own": max(own_gaps),
        "turn_longest": max(turns),
        "gap_p99": percentile(gaps, 99),
        "import_seconds": seconds,
        "idle_megabytes": idle,
        "idle_own_megabytes": own,
        "megabytes": megabytes(),
    }
    window.close()
    sys.stdout.write(json.dumps(figures))


def type_word(window: Window, word: str) -> list[float]:
    """Type a word as an input method commits it; milliseconds from each commit to its hits on the screen."""
    page = window.pages.archive
    page.box.clear()
    until(lambda: window.settled, 20)
    times: list[float] = []
    shown: list[float] = []

    def note(query: object, _: object) -> None:
        if getattr(query, "text", "") == page.box.text():
            page.list.viewport().repaint()
            shown.append(time.perf_counter())

    page.searcher.found.connect(note)
    for character in word:
        shown.clear()
        begin = time.perf_counter()
        commit(page.box, character)
        until(lambda: bool(shown), 20)
        times.append(1000 * (shown[0] - begin))
        wait(_BETWEEN)
    page.searcher.found.disconnect(note)
    return times


def import_and_type(window: Window, files: Path) -> tuple[list[float], list[float], list[float], float]:
    """Type while files come in: the loop's gaps, what of each is our own, this thread's work in it; and the seconds.

    A gap in which our process had less processor time than the gap is long was made by others on the machine.
    """
    page = window.pages.archive
    rows: list[tuple[float, float, float]] = []  # gap, what of it is our own, this thread's work
    last = [time.perf_counter(), time.process_time(), time.thread_time()]

    def beat() -> None:
        now = [time.perf_counter(), time.process_time(), time.thread_time()]
        gap, work, turn = (1000 * (new - old) for new, old in zip(now, last, strict=True))
        rows.append((gap, min(gap, work), turn))
        last[:] = now

    heart = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
    heart.timeout.connect(beat)
    characters = iter("".join(literals(400, 2, 6)))
    hand = QTimer(interval=_BETWEEN)

    def press() -> None:
        if len(page.box.text()) > 5:
            page.box.clear()
        commit(page.box, next(characters, "的"))

    hand.timeout.connect(press)
    begin = time.perf_counter()
    ended: list[object] = []
    importing = page.import_paths([files])
    importing.ended.connect(ended.append)
    last[:] = time.perf_counter(), time.process_time(), time.thread_time()
    heart.start()
    hand.start()
    until(lambda: bool(ended), 900)
    heart.stop()
    hand.stop()
    gaps, own, turns = (list(column) for column in zip(*rows, strict=True))
    return gaps, own, turns, time.perf_counter() - begin


def commit(box: object, text: str) -> None:
    """What an input method sends when a character is settled."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(box, event)  # type: ignore[arg-type]  # a widget


def until(holds: Callable[[], bool], seconds: float) -> None:
    """Let the window live until something holds; TimeoutError after so many seconds."""
    end = time.perf_counter() + seconds
    loop = QEventLoop()
    while not holds():
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents | QEventLoop.ProcessEventsFlag.AllEvents)
        if time.perf_counter() > end:
            raise TimeoutError(f"nothing after {seconds} s")


def wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def percentile(values: list[float], percent: int) -> float:
    """The value below which so many percent lie."""
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


def megabytes(kind: str = "VmRSS") -> float:
    """What the process holds in memory now; 0 where the system does not say (it is not Linux).

    `kind` "RssAnon" leaves out files that are mapped, which the system takes back when it needs the room.
    """
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.is_file() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(kind)), 0.0)


if __name__ == "__main__":
    main(*sys.argv[1:])
