"""Opens the program as a person does and types steadily: python -m tests.desktop.window.typist ARCHIVE MILLISECONDS

Prints how many characters have been typed, a line each. All threads but the drafts' are kept busy meanwhile.
"""

from __future__ import annotations

import itertools
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import run, start_application
from desktop.window.window import Window


class Typist:
    """Types digits, so that what was saved says how far it had come."""

    def __init__(self, interval: int) -> None:
        self._numbers = itertools.count(1)
        self._timer = QTimer(interval=interval)
        self._timer.timeout.connect(self._type)
        QTimer.singleShot(200, self._begin)

    def _begin(self) -> None:
        found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Window)]
        if not found or not found[0].settled:
            QTimer.singleShot(100, self._begin)
            return
        window = found[0]
        window.pages.begin_text("---\n标题: 试\n---\n", "试")
        self._source = window.pages.drafting.editor.source
        self._source.moveCursor(self._source.textCursor().MoveOperation.End)
        for worker in (window.services.worker, window.services.store.changing, window.services.store.asking):
            worker.submit(lambda: time.sleep(60))
        self._timer.start()

    def _type(self) -> None:
        QTest.keyClicks(self._source, "a")
        sys.stdout.write(f"{next(self._numbers)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    application = start_application()
    typist = Typist(int(sys.argv[2]))
    sys.exit(run(Path(sys.argv[1])))
