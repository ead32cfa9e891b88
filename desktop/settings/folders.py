"""The cards of the settings that are about folders: watched ones, and that of the backups."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from desktop.settings import backups
from desktop.shell.services import Services
from desktop.shell.widgets import button, column, label, line, tool
from desktop.theme import tokens as t


class WatchedFolders(QWidget):
    """One row a folder, and a button for another."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._rows = QVBoxLayout()
        self._rows.setSpacing(t.XS)
        add = line(button("加一个文件夹…", self._choose, icon="folder-plus"), None)
        self.setLayout(column(self._rows, add, space=t.S))
        services.store.changed.connect(lambda _: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Ask which there are."""
        self._services.store.ask(lambda archive: archive.watched(), self._show, self._services.fault)

    def watch(self, folder: str) -> None:
        """Watch a folder."""
        self._services.store.change(lambda archive: archive.watch(folder), (), None, self._services.fault)

    def unwatch(self, folder: str) -> None:
        """Watch it no more; what came from it stays."""
        self._services.store.change(
            lambda archive: archive.unwatch(folder),
            (),
            lambda _: self._services.notices.say("不再监视这个文件夹。", "撤销", partial(self.watch, folder)),
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


class BackupSchedule(QWidget):
    """How often, where, and when the last one was."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.every = QComboBox()
        self.every.setAccessibleName("自动备份")
        self.every.setMinimumWidth(180)
        self.every.addItems(list(backups.CHOICES))
        self.every.setCurrentText(backups.every(services.settings))
        self.every.currentTextChanged.connect(self._set_every)
        self._told = label("", "second", wrap=True)
        name = label("自动备份")
        name.setMinimumWidth(96)
        name.setBuddy(self.every)
        choose = button("备份到…", self._choose, icon="folder-open")
        self.setLayout(column(line(name, self.every, choose, None, space=t.L), self._told, space=t.S))
        self._tell()

    def _set_every(self, value: str) -> None:
        backups.set_every(self._services.settings, value)
        if value != backups.NEVER and not backups.folder(self._services.settings):
            self._choose()
        self._tell()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "备份到哪个文件夹")
        if chosen:
            backups.set_folder(self._services.settings, chosen)
        self._tell()

    def _tell(self) -> None:
        settings = self._services.settings
        folder, last = backups.folder(settings), backups.last(settings)
        where = f"备份放在 {folder}" if folder else "还没有选备份的文件夹；最好选另一块硬盘或 U 盘。"
        self._told.setText(f"{where}　上次：{last}" if last else where)
