"""Types into a ten-page draft in the real window and times each new page; prints JSON. Run by bench_preview."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QTextCursor

from benchmarks.bench_render import source_of
from benchmarks.window_at_work import percentile, until, wait
from desktop.app import TURN, start_application
from desktop.drafting.editor import DraftEditor
from desktop.drafting.live import PAUSE
from desktop.theme.look import Scheme, start_look
from desktop.window.window import Window

EDITS, PAGES = 60, 10
_LONGEST = 20


def main() -> None:
    """Open, type, tell."""
    start_look(start_application(), Scheme.LIGHT)
    sys.setswitchinterval(TURN)
    with tempfile.TemporaryDirectory() as folder:
        window = Window(Path(folder, "archive"), QSettings(f"{folder}/window.ini", QSettings.Format.IniFormat))
        window.show()
        window.pages.begin_text(source_of(PAGES), "十页")
        editor: DraftEditor = window.pages.drafting.editor
        until(lambda: window.settled and editor.pages.drawn and editor.made is not None, _LONGEST)
        worked = time.process_time()
        times = [typed(editor, place) for place in range(EDITS)]
        worked = time.process_time() - worked
        pages = editor.pages.page_count
        window.close()
    figures = {
        "pages": pages,
        "pause": PAUSE,
        "median": percentile(times, 50),
        "p95": percentile(times, 95),
        "longest": max(times),
        "work": 1000 * worked / EDITS,
    }
    sys.stdout.write(json.dumps(figures))


def typed(editor: DraftEditor, place: int) -> float:
    """Type one character somewhere; milliseconds from the key until the page under the cursor is drawn anew."""
    blocks = editor.source.document().blockCount()
    block = editor.source.document().findBlockByNumber(14 + place * 37 % (blocks - 16))
    editor.source.setTextCursor(QTextCursor(block))
    wait(40)
    before = editor.made
    start = time.perf_counter()
    editor.source.insertPlainText("又")
    until(lambda: editor.made is not before and editor.pages.drawn, _LONGEST)
    spent = time.perf_counter() - start
    wait(60)
    return 1000 * spent


if __name__ == "__main__":
    main()
