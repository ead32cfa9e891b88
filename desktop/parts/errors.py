"""What a person sees when something goes wrong: a sentence, a way out, details to copy; never a traceback."""

from __future__ import annotations

import logging
import sys
from types import TracebackType

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.parts.widgets import button, column, label, line
from desktop.theme import tokens as t

LOG = logging.getLogger(__name__)

_KNOWN = {
    PermissionError: "没有权限读写“{0}”；请换一个位置，或者关掉正在用它的程序再试。",
    FileNotFoundError: "找不到“{0}”；它可能被移走或改名了。",
    IsADirectoryError: "“{0}”是一个文件夹，请选一个文件。",
}


def sentence(error: BaseException) -> str:
    """What happened, in plain Chinese."""
    text = str(error).strip()
    if isinstance(error, OSError):
        pattern = next((words for kind, words in _KNOWN.items() if isinstance(error, kind)), "")
        if pattern:
            return pattern.format(error.filename or "这个文件")
        if error.errno == 28:  # ENOSPC
            return "磁盘满了，没有保存；请腾出空间再试。"
        return "读写文件时出了问题；请检查磁盘和网络盘是否正常，再试一次。"
    if isinstance(error, MemoryError):
        return "内存不够了；请关掉别的程序再试。"
    # Our own exceptions speak Chinese; anything else is a fault of the program.
    if any("一" <= character <= "鿿" for character in text):
        return text
    return "程序出了一个意外，刚才的操作没有完成；已写的内容都在。可以再试一次，若仍不行请把详情发给维护人员。"


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


def catch_the_rest(show: object) -> None:
    """Send what nobody caught to `show` (a callable of one exception) instead of a traceback."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        LOG.error("uncaught %s", kind.__name__, exc_info=(kind, error, trace))
        if callable(show) and not issubclass(kind, KeyboardInterrupt):
            show(error)

    sys.excepthook = hook
