"""设置: the look, the fonts that were found, the archive."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QHBoxLayout, QLayout, QMenu, QScrollArea, QWidget

from desktop.jobs.changes import Changes
from desktop.parts.page import Page
from desktop.parts.services import Services
from desktop.parts.system_open import open_with_system
from desktop.parts.widgets import button, column, frame, label, line, set_property
from desktop.settings.backup_card import BackupCard
from desktop.settings.folders import WatchedFolders
from desktop.settings.house_card import HouseCard
from desktop.settings.password_card import PasswordCard
from desktop.theme import tokens as t
from desktop.theme.look import Scheme, look
from docgen.pages import FontUse

if TYPE_CHECKING:
    from search.archive import Archive


class SettingsPage(Page):
    """Cards below one another."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._fonts = QGridLayout()
        self._fonts.setHorizontalSpacing(t.XL)
        self._fonts.setVerticalSpacing(t.S)
        self._fonts.setColumnStretch(3, 1)
        self._archive_told = label("", "second", wrap=True)
        self._verified = label("", "second", wrap=True)
        self._verified.hide()
        self.scheme = QComboBox()
        self.scheme.setAccessibleName("颜色")
        self.scheme.addItems([scheme.value for scheme in Scheme])
        self.scheme.setCurrentText(str(services.settings.value("window/scheme", Scheme.SYSTEM.value)))
        self.scheme.currentTextChanged.connect(self._use_scheme)
        self.scale = QComboBox()
        self.scale.setAccessibleName("界面大小")
        self.scale.addItems(["100%", "125%", "150%", "175%", "200%"])
        self.scale.setCurrentText(str(services.settings.value("window/scale", "100%")))
        self.scale.currentTextChanged.connect(self._use_scale)
        inside = QWidget()
        inside.setObjectName("plain")
        inside.setMaximumWidth(860)
        inside.setLayout(column(label("设置", "title"), *self._cards(), None, space=t.XL, margins=(t.XXL,) * 4))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self.setLayout(column(area, space=0))
        services.worker.submit(_font_uses, self._show_fonts, self._no_fonts)
        services.store.changed.connect(self._changed)

    def start_typing(self) -> None:
        """The first choice has the focus."""
        self.scheme.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """What the archive holds may have changed while nobody looked."""
        super().showEvent(event)
        self.refresh()

    def _changed(self, changes: Changes) -> None:
        if changes.hits and self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Ask the archive how large it is."""
        self._services.store.ask(lambda archive: dict(archive.care.stats()), self._show_stats, self._services.fault)

    def _cards(self) -> list[QWidget]:
        own = self._look_card(), self._house_card(), self._font_card()
        password = _card("档案口令", PasswordCard(self._services))
        return [*own, self._archive_card(), password, self._backup_card(), self._watched_card()]

    def _look_card(self) -> QWidget:
        return _card(
            "外观",
            _row("颜色", self.scheme),
            _row("界面大小", self.scale),
            label("界面大小在下次打开时生效。", "second"),
        )

    def _font_card(self) -> QWidget:
        text = "公文按 GB/T 9704—2012 用字。找到标准字体就用标准字体，没有时用自由字体代替，装上后自动换回。"
        return _card("字体", label(text, "second", wrap=True), self._fonts)

    def _house_card(self) -> QWidget:
        text = "起草和排版时用的本机关做法；空着的按国家标准。"
        return _card("本机关", label(text, "second", wrap=True), HouseCard(self._services.notices))

    def _watched_card(self) -> QWidget:
        text = "新放进这些文件夹的文件会自动收进档案库，原来的文件不动。"
        return _card("监视的文件夹", label(text, "second", wrap=True), WatchedFolders(self._services))

    def _archive_card(self) -> QWidget:
        folder = label(str(self._services.store.folder), wrap=True, select=True)
        told = label("位置")
        told.setMinimumWidth(96)
        place = line(told, folder, space=t.L)
        place.setStretch(1, 1)
        buttons = line(
            button("打开文件夹", self._open_folder, icon="folder-open"),
            button("另存备份…", self._backup, icon="floppy-disk"),
            button("核对", self._verify, icon="shield-check"),
            button("重建索引", self._reindex, icon="arrows-clockwise"),
            None,
        )
        return _card("档案库", place, self._archive_told, self._other_archives(), buttons, self._verified)

    def _other_archives(self) -> QHBoxLayout:
        """Going over to another archive; those used before stand in a menu."""
        archives = self._services.archives
        self.recent = button("最近用过的", lambda: None, icon="clock-counter-clockwise")
        menu = QMenu(self.recent)
        archives.offer(menu)
        self.recent.setMenu(menu)
        if menu.isEmpty():
            self.recent.hide()
        other = button("打开另一个档案库…", archives.ask_other, icon="archive-box")
        new = button("新建档案库…", archives.ask_new, icon="folder-plus")
        return line(other, new, self.recent, None)

    def _backup_card(self) -> QWidget:
        return _card("自动备份", BackupCard(self._services))

    def _use_scheme(self, name: str) -> None:
        self._services.settings.setValue("window/scheme", name)
        look().use(Scheme(name))

    def _use_scale(self, name: str) -> None:
        self._services.settings.setValue("window/scale", name)

    def _show_fonts(self, uses: tuple[FontUse, ...]) -> None:
        for row, use in enumerate(uses):
            state = ("标准字体", "ok") if use.official else ("代替字体", "second")
            self._fonts.addWidget(label(use.role, "second"), row, 0)
            self._fonts.addWidget(label(use.family), row, 1)
            self._fonts.addWidget(label(*state), row, 2)
            self._fonts.addWidget(label(Path(use.file).name, "second"), row, 3)

    def _no_fonts(self, error: BaseException) -> None:
        self._fonts.addWidget(label(str(error), "error", wrap=True), 0, 0, 1, 3)

    def _show_stats(self, stats: Mapping[str, Any]) -> None:  # Any: as search.archive gives it
        index = stats["index"]
        self._archive_told.setText(
            f"{stats['documents']:,} 篇，{stats['bytes'] / 1e6:.1f} MB；"
            f"索引 {index['engine']}，{index['documents']:,} 篇，{index['bytes'] / 1e6:.1f} MB"
        )

    def _open_folder(self) -> None:
        if not open_with_system(self._services.store.folder):
            self._services.notices.say("没有程序能打开文件夹；它的位置写在上面。")

    def _backup(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "备份到", "文渊备份.zip", "备份 (*.zip)")
        if chosen:
            path = Path(chosen)
            self._services.store.ask(
                lambda archive: archive.backups.write(path),
                lambda _: self._services.notices.say(f"已备份到“{path.name}”。"),
                self._services.fault,
            )

    def _verify(self) -> None:
        self._verified.show()
        self._verified.setText("正在核对……")
        self._services.store.ask(lambda archive: dict(archive.care.verify()), self._tell_verified, self._services.fault)

    def _tell_verified(self, report: Mapping[str, Any]) -> None:  # Any: as above
        problems = list(report["problems"])
        set_property(self._verified, "role", "error" if problems else "ok")
        good = f"核对完毕：{report['documents']:,} 篇，原件完好，索引一致。"
        self._verified.setText("\n".join(problems[:10]) if problems else good)

    def _reindex(self) -> None:
        def work(archive: Archive) -> None:
            archive.care.reindex("")

        self._verified.show()
        self._verified.setText("正在重建索引，期间照常可用……")
        self._services.store.ask(
            work, lambda _: (self._verified.setText("索引已重建。"), self.refresh()), self._services.fault
        )


def _font_uses() -> tuple[FontUse, ...]:
    from docgen.fonts import find_fonts

    return find_fonts().uses


def _row(name: str, control: QWidget) -> QHBoxLayout:
    told = label(name)
    told.setMinimumWidth(96)
    told.setBuddy(control)
    control.setMinimumWidth(180)
    return line(told, control, None, space=t.L)


def _card(title: str, *parts: QWidget | QLayout) -> QWidget:
    return frame("card", column(label(title, "lead"), *parts, space=t.M, margins=(t.XL, t.L, t.XL, t.L)))
