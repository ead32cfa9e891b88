"""The manual in a window of its own: the pages of docs/manual at the left, the chosen one at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from desktop.parts.widgets import button, column, frame, line
from desktop.theme import tokens as t
from desktop.theme.look import look
from resources import MANUAL

FOLDER = MANUAL
_PAGE = Qt.ItemDataRole.UserRole
_MARGIN = 2 * t.XXL


def pages(folder: Path = FOLDER) -> tuple[Path, ...]:
    """The pages in their order: those with a number, then the others."""
    return tuple(
        sorted(
            (path for path in folder.glob("*.md") if path.name != "README.md"),
            key=lambda path: (not path.name[0].isdigit(), path.name),
        )
    )


def title_of(page: Path) -> str:
    """The first heading of a page."""
    return page.read_text(encoding="utf-8").split("\n", 1)[0].lstrip("# ").strip()


class _Reader(QTextBrowser):
    """Shows a page of Markdown; its pictures are fitted to the width."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture, no wider than the page."""
        url = QUrl(name)
        found = super().loadResource(kind, url)
        if kind == QTextDocument.ResourceType.ImageResource.value:
            image = QImage(url.toLocalFile() or str(FOLDER / url.path()))
            width = self.viewport().width() - _MARGIN
            if not image.isNull() and image.width() > width > 0:
                return image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            return image
        return found


class Manual(QDialog):
    """The manual; it does not keep one from working on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("使用手册")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setAccessibleName("目录")
        self.list.setFixedWidth(200)
        self.reader = _Reader()
        self.reader.setObjectName("reading")
        self.reader.setAccessibleName("手册")
        self.reader.setOpenLinks(False)
        self.reader.setSearchPaths([str(FOLDER)])
        self.reader.anchorClicked.connect(self._follow)
        for page in pages():
            item = QListWidgetItem(title_of(page))
            item.setData(_PAGE, page)
            self.list.addItem(item)
        foot = line(None, button("关闭", self.close, main=True), margins=(t.L, t.S, t.L, t.S))
        self.setLayout(column(line(self.list, self.reader, space=0), frame("foot", foot), space=0))
        self.resize(1040, 760)
        self.list.currentItemChanged.connect(self._show)
        look().changed.connect(self.reader.viewport().update)
        if self.list.count():
            self.list.setCurrentRow(0)
        else:
            self.reader.setPlainText("没有找到手册；它在程序文件夹的 docs/manual 里。")

    def open_page(self, name: str) -> None:
        """Show a page by its file name."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_PAGE).name == name:
                self.list.setCurrentRow(row)

    def _show(self, item: QListWidgetItem) -> None:
        page: Path = item.data(_PAGE)
        self.reader.setMarkdown(page.read_text(encoding="utf-8"))
        self.reader.moveCursor(self.reader.textCursor().MoveOperation.Start)

    def _follow(self, link: QUrl) -> None:
        self.open_page(Path(link.path()).name)
