"""The worker process in which templates run, seen from here: kept warm, ended when a template takes too long."""

from __future__ import annotations

import atexit
import threading
from typing import Any

from docgen.templating.model import TemplateError
from fence.process import Died, Process

SECONDS = 2.0
"""Processor time (CPU) that one request may take."""


class Worker:
    """One worker process; safe to call from several threads, which take turns."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = Process("templates")

    def ask(self, request: dict[str, Any], seconds: float = SECONDS) -> dict[str, Any]:
        """The worker's reply; TemplateError where the template failed or took longer than `seconds`."""
        try:
            with self._lock:
                reply = self._process.answer(request, seconds=seconds).head
        except Died:
            message = f"模板运行超过 {seconds:g} 秒或占用内存过多，已经停止；请检查其中的循环。"
            raise TemplateError(message) from None
        if "error" in reply:
            raise TemplateError(str(reply["error"]), int(reply["line"]))
        return reply

    def close(self) -> None:
        """End the process, if any; the next request starts another."""
        with self._lock:
            self._process.close()


WORKER = Worker()
atexit.register(WORKER.close)
