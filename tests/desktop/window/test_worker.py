from __future__ import annotations

import sys
import threading

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.jobs.worker import LATER, URGENT, Latest, Worker
from tests.desktop.window.settling import signalled


def test_work_is_done_off_the_ui_thread_and_told_on_it(qtbot: QtBot, worker: Worker) -> None:
    seen: list[int] = []
    with signalled(qtbot, worker.idle):
        worker.submit(threading.get_ident, lambda ident: seen.extend([ident, threading.get_ident()]))
    assert seen[0] != seen[1] == threading.get_ident()


def test_there_is_no_thread_until_there_is_work(qapp: QApplication) -> None:
    before = threading.active_count()
    idle = Worker("idle", qapp)
    assert threading.active_count() == before
    assert idle.stop()
    idle.submit(lambda: None)
    assert threading.active_count() == before
    assert not idle.busy


def test_a_cancelled_job_is_not_signalled(qtbot: QtBot, worker: Worker) -> None:
    told: list[str] = []
    with signalled(qtbot, worker.idle):
        worker.submit(lambda: "old", told.append).cancel()
        worker.submit(lambda: "new", told.append)
    assert told == ["new"]


def test_only_the_newest_request_is_signalled(qtbot: QtBot, worker: Worker) -> None:
    told: list[int] = []
    latest = Latest(worker)
    with signalled(qtbot, worker.idle):
        for number in range(20):
            latest.submit(lambda number=number: number, told.append)
    assert told == [19]


def test_what_a_person_waits_for_comes_before_what_may_take_its_time(qtbot: QtBot, worker: Worker) -> None:
    order: list[str] = []
    gate = threading.Event()
    with signalled(qtbot, worker.idle):
        worker.submit(gate.wait)
        worker.submit(lambda: "import", order.append, priority=LATER)
        worker.submit(lambda: "search", order.append, priority=URGENT)
        gate.set()
    assert order == ["search", "import"]


def test_an_exception_goes_to_who_asked(qtbot: QtBot, worker: Worker) -> None:
    told: list[BaseException] = []
    with signalled(qtbot, worker.idle):
        worker.submit(lambda: 1 // 0, None, told.append)
    assert isinstance(told[0], ZeroDivisionError)


def test_an_exception_that_nobody_takes_is_told_by_the_worker(qtbot: QtBot, worker: Worker) -> None:
    told: list[BaseException] = []
    worker.failed.connect(told.append)
    with signalled(qtbot, worker.idle):
        worker.submit(lambda: 1 // 0)
    assert isinstance(told[0], ZeroDivisionError)


def test_stopping_drops_what_has_not_begun_and_does_the_last_work(qapp: QApplication) -> None:
    assert qapp is not None
    done: list[str] = []
    gate = threading.Event()
    made = Worker("stopped", last=lambda: done.append("closed"))
    made.submit(gate.wait)
    made.submit(lambda: done.append("never"))
    threading.Timer(0.05, gate.set).start()
    assert made.stop(5)
    assert done == ["closed"]


def test_thousands_of_signals_leave_true_alive(qtbot: QtBot, worker: Worker) -> None:
    # With PySide 6.12 on Python 3.11 each signal took a reference from True, and the program died after some thousand.
    with signalled(qtbot, worker.idle):
        worker.submit(lambda: None)
    for _ in range(20_000):
        worker.failed.emit(ValueError())
    assert sys.getrefcount(True) > 1000
