"""The card of the watched folders."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.jobs.changes import Changes
from desktop.parts.services import Services
from desktop.parts.widgets import button, column, label, line, tool
from desktop.theme import tokens as t

_FOLDERS = Changes(folders=True)


class WatchedFolders(QWidget):
    """One row a folder, and a button for another."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._rows = QVBoxLayout()
        self._rows.setSpacing(t.XS)
        add = line(button("加一个文件夹…", self._choose, icon="folder-plus"), None)
        self.setLayout(column(self._rows, add, space=t.S))
        services.store.changed.connect(self._changed)
        self.refresh()

    def _changed(self, changes: Changes) -> None:
        if changes.folders:
            self.refresh()

    def refresh(self) -> None:
        """Ask which there are."""
        self._services.store.ask(lambda archive: archive.shelves.watched(), self._show, self._services.fault)

    def watch(self, folder: str) -> None:
        """Watch a folder."""
        self._services.store.change(lambda archive: archive.shelves.watch(folder), _FOLDERS, None, self._services.fault)

    def unwatch(self, folder: str) -> None:
        """Watch it no more; what came from it stays."""
        self._services.store.change(
            lambda archive: archive.shelves.unwatch(folder),
            _FOLDERS,
            lambda _: self._services.notices.say("不再监视这个文件夹。", "撤消", partial(self.watch, folder)),
            self._services.fault,
        )

    def _show(self, folders: tuple[str, ...]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.deleteLater()
        for folder in folders:
            row = QWidget()
            remove = tool("x", f"不再监视 {folder}", partial(self.unwatch, folder))
            row.setLayout(line(label(folder, wrap=True, select=True), None, remove))
            self._rows.addWidget(row)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "监视哪个文件夹")
        if chosen:
            self.watch(chosen)
