"""What a person sees when something goes wrong: a sentence, a way out, details to copy; never a traceback."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.parts.widgets import button, column, label, line
from desktop.theme import tokens as t
from office.sentences import sentence

LOG = logging.getLogger(__name__)


class FaultDialog(QDialog):
    """One sentence, and details that can be copied."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        from desktop.logs import textless_trace, versions

        super().__init__(parent)
        self.setWindowTitle("文渊")
        self._details = f"{versions()}\n{textless_trace(error)}"
        said = label(sentence(error), wrap=True, select=True)
        said.setMinimumWidth(380)
        close = button("知道了", self.accept, main=True)
        close.setDefault(True)
        self.copy = button("复制详情", lambda: QApplication.clipboard().setText(self._details), quiet=True)
        self.setLayout(column(said, line(self.copy, None, close), space=t.XL, margins=(t.XL,) * 4))


def catch_the_rest(show: Callable[[BaseException], object]) -> None:
    """Send what nobody caught to `show` instead of a traceback."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        LOG.error("uncaught %s", kind.__name__, exc_info=(kind, error, trace))
        if not issubclass(kind, KeyboardInterrupt):
            show(error)

    sys.excepthook = hook
