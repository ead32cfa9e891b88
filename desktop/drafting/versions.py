"""The versions of a draft: look at one beside the present text, and bring it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from desktop.jobs.worker import URGENT, Latest
from desktop.parts.difference import difference
from desktop.parts.plain import MOST_OF_A_TIP, shown
from desktop.parts.services import Services
from desktop.parts.widgets import button, column, label, line
from desktop.theme import tokens as t
from office.drafts import Draft, DraftFolder, Version

_VERSION = Qt.ItemDataRole.UserRole


class VersionsDialog(QDialog):
    """A list of versions, the difference to the present text, and 恢复. Read and compared on the pages worker."""

    def __init__(
        self,
        services: Services,
        drafts: DraftFolder,
        name: str,
        text: Callable[[Draft], str],
        bring_back: Callable[[Draft], object],
        parent: QWidget,
    ) -> None:
        """`text` is asked for the source text of a version, and of the present draft for one without a name."""
        super().__init__(parent)
        self.setWindowTitle("以前的版本")
        self._services = services
        self._drafts, self._text, self._bring_back = drafts, text, bring_back
        self._now = text(Draft(""))
        self._compared = Latest(services.worker, URGENT)
        self._chosen: Draft | None = None
        self.list = QListWidget()
        self.list.setAccessibleName("版本")
        self.list.setFixedWidth(220)
        self.shown = QTextBrowser()
        self.shown.setAccessibleName("与现在的差别")
        self.restore = button("恢复这一版", self._restore, main=True)
        self.restore.setEnabled(False)
        told = label("划去的是这一版以后删掉的，标黄的是这一版以后加上的。", "second")
        middle = line(self.list, self.shown, space=t.M)
        buttons = line(told, None, button("关闭", self.reject), self.restore)
        self.setLayout(column(middle, buttons, space=t.M, margins=(t.L,) * 4))
        self.resize(860, 560)
        self.list.currentItemChanged.connect(self._compare)
        services.worker.submit(lambda: drafts.versions(name), self._list, services.fault, URGENT)

    def done(self, result: int) -> None:
        """Nothing that is still being compared is waited for."""
        self._compared.cancel()
        super().done(result)

    def _list(self, versions: Sequence[Version]) -> None:
        for version in versions:
            item = QListWidgetItem(shown(f"{version.label}\n{_when(version)}", MOST_OF_A_TIP))
            item.setData(_VERSION, version)
            self.list.addItem(item)
        if versions:
            self.list.setCurrentRow(0)
        else:
            self.shown.setPlainText("还没有留过版本。用“留一个版本”给眼下这一稿起个名字，以后可以回来看差别、恢复。")

    def _compare(self, item: QListWidgetItem) -> None:
        version: Version = item.data(_VERSION)
        self._chosen = None
        self.restore.setEnabled(False)

        def work() -> tuple[Draft | None, str]:
            kept = self._drafts.version(version.path)
            return kept, difference(self._text(kept), self._now) if kept else ""

        self._compared.submit(work, lambda answer: self._show(*answer), self._services.fault)

    def _show(self, kept: Draft | None, shown: str) -> None:
        self._chosen = kept
        self.restore.setEnabled(kept is not None)
        if kept is None:
            self.shown.setPlainText("这一版读不出来，它的文件可能损坏了；请试试别的版本。")
        else:
            self.shown.setHtml(shown or "和现在的文字完全相同。")

    def _restore(self) -> None:
        if self._chosen is not None:
            self.accept()
            self._bring_back(self._chosen)


def _when(version: Version) -> str:
    return f"{datetime.fromisoformat(version.changed):%m月%d日 %H:%M}" if version.changed else ""
