"""The versions of a draft: look at one beside the present text, and bring it back."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from datetime import datetime
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from desktop.drafting.drafts import Draft, DraftFolder, Version
from desktop.shell.widgets import button, column, label, line
from desktop.theme import tokens as t
from desktop.theme.look import look

_VERSION = Qt.ItemDataRole.UserRole


def difference(before: str, after: str) -> str:
    """What changed from `before` to `after`, as rich text: taken out is struck through, put in is on the hit colour."""
    colours = look().colours
    parts: list[str] = []
    for operation, start, end, new_start, new_end in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        old, new = before[start:end], after[new_start:new_end]
        if operation == "equal":
            parts.append(escape(_short(old)))
        else:
            if old:
                parts.append(f'<s style="color:{colours.second}">{escape(old)}</s>')
            if new:
                parts.append(f'<span style="background:{colours.hit}">{escape(new)}</span>')
    return "".join(parts).replace("\n", "<br>")


def _short(text: str) -> str:
    """Long unchanged stretches are left out."""
    return text if len(text) < 400 else f"{text[:150]}\n……\n{text[-150:]}"


class VersionsDialog(QDialog):
    """A list of versions, the difference to the present text, and 恢复."""

    def __init__(
        self,
        drafts: DraftFolder,
        name: str,
        text: Callable[[Draft], str],
        bring_back: Callable[[Draft], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("以前的版本")
        self._drafts, self._text, self._bring_back = drafts, text, bring_back
        self._now = text(Draft(""))
        self.list = QListWidget()
        self.list.setAccessibleName("版本")
        self.list.setFixedWidth(220)
        self.shown = QTextBrowser()
        self.shown.setAccessibleName("与现在的差别")
        for version in drafts.versions(name):
            item = QListWidgetItem(f"{version.label}\n{_when(version)}")
            item.setData(_VERSION, version)
            self.list.addItem(item)
        self.restore = button("恢复这一版", self._restore, main=True)
        self.restore.setEnabled(False)
        told = label("划去的是这一版以后删掉的，标黄的是这一版以后加上的。", "second")
        middle = line(self.list, self.shown, space=t.M)
        buttons = line(told, None, button("关闭", self.reject), self.restore)
        self.setLayout(column(middle, buttons, space=t.M, margins=(t.L,) * 4))
        self.resize(860, 560)
        self.list.currentItemChanged.connect(self._show)
        if self.list.count():
            self.list.setCurrentRow(0)
        else:
            self.shown.setPlainText("还没有留过版本。用“留一个版本”给眼下这一稿起个名字，以后可以回来看差别、恢复。")

    def _chosen(self) -> Draft | None:
        item = self.list.currentItem()
        version: Version | None = item.data(_VERSION) if item else None
        return self._drafts.version(version.path) if version else None

    def _show(self) -> None:
        kept = self._chosen()
        self.restore.setEnabled(kept is not None)
        if kept is not None:
            self.shown.setHtml(difference(self._text(kept), self._now))

    def _restore(self) -> None:
        kept = self._chosen()
        if kept is not None:
            self.accept()
            self._bring_back(kept)


def _when(version: Version) -> str:
    return f"{datetime.fromisoformat(version.changed):%m月%d日 %H:%M}" if version.changed else ""
