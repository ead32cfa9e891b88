"""Opens the window, starts work, cancels some of it, closes in the middle: python -m …closing FOLDER SEED TIMES

Prints one line a time: how long closing took (seconds), and the files that were told as taken in but are not there.
"""

from __future__ import annotations

import random
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from desktop.app import TURN
from desktop.archive.page import ArchivePage
from desktop.theme.look import Scheme, start_look
from desktop.window.actions import SAMPLES
from desktop.window.window import Window
from docgen.templating import example_answers, load_templates
from search.archive import Archive
from search.records import ImportResult
from tests.desktop.window.settling import given


def main(folder: str, seed: str, times: str) -> None:
    """Do it so many times, each on an archive that the time before left behind."""
    sys.setswitchinterval(TURN)
    application = QApplication(sys.argv[:1])
    start_look(application, Scheme.LIGHT)
    chance = random.Random(int(seed))
    for number in range(int(times)):
        told: list[ImportResult] = []
        place = Path(folder)
        window = Window(place / "archive", QSettings(str(place / "window.ini"), QSettings.Format.IniFormat))
        window.show()
        for _ in range(chance.randint(0, 6)):
            chance.choice(deeds(window, place, chance, told, number))()
            wait(chance.choice((0, 0, 5, 30, 120)))
        begin = time.monotonic()
        window.close()
        wait(0)
        spent = time.monotonic() - begin
        window.deleteLater()
        wait(0)
        sys.stdout.write(f"{spent:.2f} {' '.join(map(str, lost(place / 'archive', told)))}\n")
        sys.stdout.flush()


def deeds(
    window: Window, place: Path, chance: random.Random, told: list[ImportResult], number: int
) -> list[Callable[[], object]]:
    """What a person in a hurry may do."""
    page: ArchivePage = window.pages.archive
    templates = load_templates()

    def take_in() -> None:
        folder = place / f"new-{number}-{chance.randint(0, 10**9)}"
        folder.mkdir()
        for sample in chance.sample(sorted(SAMPLES.glob("*.md")), 4):
            shutil.copy(sample, folder)
            with (folder / sample.name).open("a", encoding="utf-8") as file:
                file.write(f"\n第{chance.random()}稿。\n")
        importing = page.import_paths([folder])
        importing.came.connect(told.append)
        if chance.random() < 0.4:
            QTimer.singleShot(chance.randint(0, 200), importing.cancel)

    def write() -> None:
        template = chance.choice(templates)
        window.pages.begin(template)
        given(window.pages.drafting.editor.form).set_answers(example_answers(template))

    def bin_it() -> None:
        window.services.commands.run("delete")

    return [
        take_in,
        take_in,
        write,
        bin_it,
        lambda: page.search(chance.choice(("亮化", "通知", "的", "绝无此词", ""))),
        lambda: window.go_to(chance.choice(("archive", "drafting", "checking", "templates", "settings"))),
        lambda: window.pages.check("---\n版式: 文件\n---\n一、做好工作,\n", "草稿"),
        window.services.notices.act,
    ]


def lost(archive: Path, told: list[ImportResult]) -> list[int]:
    """The records that the window told of and the archive does not have."""
    ids = [number for result in told for number in result.ids]
    with Archive.open(archive) as opened:
        there = {record.id for record in opened.records.recent(100_000)} | set(opened.records.deleted())
    return [number for number in ids if number not in there]


def wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
