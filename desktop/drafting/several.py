"""Choosing what else to write of one matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from desktop.parts.plain import shown, tip
from desktop.parts.widgets import button, column, label, line
from desktop.theme import tokens as t
from docgen.templating import Template
from office.matters import USUAL

_TEMPLATE = Qt.ItemDataRole.UserRole


class SeveralDialog(QDialog):
    """Ticks for the templates; `make` gets those that were ticked."""

    def __init__(
        self,
        templates: Sequence[Template],
        here: str,
        make: Callable[[list[Template]], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("一事多稿")
        self._make = make
        self.list = QListWidget()
        self.list.setAccessibleName("另起哪几稿")
        others = [template for template in templates if template.name != here]
        for template in sorted(others, key=lambda one: one.name not in USUAL):
            item = QListWidgetItem(shown(template.title))
            item.setData(_TEMPLATE, template)
            item.setToolTip(tip(template.description))
            item.setCheckState(Qt.CheckState.Checked if template.name in USUAL else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        told = "这一稿里的时间、地点、主持人、出席、议定事项等会带到另几稿；以后在哪一稿改，别的稿跟着改。"
        done = button("起草这几稿", self.accept, icon="copy", main=True)
        buttons = line(None, button("取消", self.reject), done)
        self.setLayout(
            column(
                label("还要写成哪些？", "lead"),
                label(told, "second", wrap=True),
                self.list,
                buttons,
                space=t.M,
                margins=(t.XL, t.XL, t.XL, t.XL),
            )
        )
        done.setDefault(True)
        self.resize(460, 520)

    def chosen(self) -> list[Template]:
        """The ticked templates."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(_TEMPLATE) for item in items if item.checkState() == Qt.CheckState.Checked]

    def accept(self) -> None:
        """Hand them over."""
        super().accept()
        if self.chosen():
            self._make(self.chosen())
