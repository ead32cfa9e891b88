"""The automatic backups in the settings: where they go, which there are, whether one is sound, putting one back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from desktop.jobs.changes import Changes
from desktop.parts.services import Services
from desktop.parts.widgets import button, column, label, line, set_property
from desktop.theme import tokens as t
from search.archive.rotation import Backup

if TYPE_CHECKING:
    from search.archive import Archive

HOW = (
    "有改动就每天备份一次，留下最近 7 天、5 周、12 个月的；同时清掉回收站里满 30 天的文件。"
    "最好放在另一块硬盘或网络盘上。"
)


T = TypeVar("T")


class BackupCard(QWidget):
    """The folder, the backups in it, and what one does with them."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._where = label("", wrap=True, select=True)
        self._told = label("", "second", wrap=True)
        self._told.hide()
        self.made = QComboBox()
        self.made.setAccessibleName("已有的自动备份")
        self.made.setMinimumWidth(280)
        self.check = button("检查", self._check, icon="shield-check")
        self.restore = button("恢复到新文件夹…", self._ask_where, icon="clock-counter-clockwise")
        name = label("已有的备份")
        name.setMinimumWidth(96)
        name.setBuddy(self.made)
        move = button("换文件夹…", self._choose, icon="folder-open")
        place = line(self._where, move, space=t.L)
        place.setStretch(0, 1)
        self.setLayout(
            column(
                label(HOW, "second", wrap=True),
                place,
                line(name, self.made, self.check, self.restore, None, space=t.S),
                self._told,
                space=t.S,
            )
        )
        services.store.changed.connect(self._changed)
        self.refresh()

    def _changed(self, changes: Changes) -> None:
        if changes.backups:
            self.refresh()

    def refresh(self) -> None:
        """Ask where they go and which there are."""

        def read(archive: Archive) -> tuple[Path, tuple[tuple[Backup, int], ...]]:
            return archive.backups.folder(), tuple((made, made.path.stat().st_size) for made in archive.backups.all())

        self._services.store.ask(read, lambda answer: self._show(*answer), self._services.fault)

    def move_to(self, folder: Path) -> None:
        """Have them go into another folder from now on; those there are stay where they are."""
        self._services.store.change(
            lambda archive: archive.backups.set_folder(folder), Changes(backups=True), None, self._services.fault
        )

    def restore_into(self, folder: Path) -> None:
        """Make an archive of the chosen backup in a new folder inside of `folder`; the present one stays as it is."""
        backup: Path | None = self.made.currentData()
        if backup is None:
            return
        new = folder / backup.stem
        if new.exists():
            self._tell(f"“{folder}”里已经有“{new.name}”，请另选一个文件夹。", "error")
            return

        self._restore(backup, new, lambda archive: archive.backups.restore_elsewhere(backup, new))

    def _restore(self, backup: Path, new: Path, restore: Callable[[Archive], object]) -> None:
        def done(_: object) -> None:
            self._tell(f"已恢复到“{new}”；现在用的档案库没有动。", "ok")
            self._services.notices.ask("备份已恢复。", "换到它", lambda: self._services.archives.go_to(new))

        def failed(error: BaseException) -> None:
            """A backup with a password says so: ask for it, and try again."""
            from search.archive import PasswordNeeded
            from search.archive import restore as put_back

            if isinstance(error, PasswordNeeded):
                self._told.hide()
                self._ask_password(lambda secret: self._restore(backup, new, lambda _: put_back(backup, new, secret)))
            else:
                self._failed(error)

        self._tell("正在恢复……", "second")
        self._work(restore, done, failed)

    def _ask_password(self, act: Callable[[str], object]) -> None:
        told = "这个备份有口令。请输入做备份时的口令，或者恢复码；恢复出来的档案库也用它打开。"
        self._services.archives.locking.ask_secret(self, told, "恢复", act)

    def _check(self) -> None:
        backup: Path | None = self.made.currentData()
        if backup is None:
            return

        def tell(problems: tuple[str, ...]) -> None:
            self._tell("\n".join(problems) or f"“{backup.name}”完好，可以用来恢复。", "error" if problems else "ok")

        from search.archive import check_backup

        self._tell("正在检查……", "second")
        self._work(lambda _: check_backup(backup), tell)

    def _work(
        self,
        work: Callable[[Archive], T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """On the thread that changes: what takes minutes with a large archive holds up no search."""
        store = self._services.store
        store.changing.submit(store.question(work), done, failed or self._failed)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "自动备份放在哪个文件夹", self._where.text())
        if chosen:
            self.move_to(Path(chosen))

    def _ask_where(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "恢复到哪个文件夹里")
        if chosen:
            self.restore_into(Path(chosen))

    def _show(self, folder: Path, made: tuple[tuple[Backup, int], ...]) -> None:
        self._where.setText(str(folder))
        self.made.clear()
        for backup, size in made:
            self.made.addItem(f"{backup.made_at:%Y年%m月%d日 %H:%M}　{size / 1e6:.1f} MB", backup.path)
        if not made:
            self.made.addItem("还没有，打开一分钟后做第一个")
        for part in (self.made, self.check, self.restore):
            part.setEnabled(bool(made))

    def _tell(self, text: str, role: str) -> None:
        self._told.setText(text)
        set_property(self._told, "role", role)
        self._told.show()

    def _failed(self, error: BaseException) -> None:
        self._told.hide()
        self._services.fault(error)
