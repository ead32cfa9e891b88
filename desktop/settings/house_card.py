"""本机关: what the office has settled for itself, as a form over the house profile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from desktop.parts.notices import Notices
from desktop.parts.widgets import button, column, label, line
from desktop.theme import tokens as t
from docgen.profile import ProfileError
from office.house import house_file, house_profile, read_settings, write_settings

_LINES = (
    ("名称", "机关全称", "例如：青澜新区管理委员会"),
    ("代字", "发文代字", "例如：青管，用在“青管〔2026〕15号”里"),
    ("标志", "版头标志", "例如：青澜新区管理委员会文件"),
    ("印发机关", "印发机关", "例如：青澜新区管理委员会办公室"),
)
_CHOICES = (("用印", "怎样落款", ("盖章", "不盖章", "签名章")), ("页码", "页码", ("标准", "居中", "无")))
_CHECKS = (("标题加粗", "层次标题加粗"), ("套印", "用预印红头的纸，不再印红头"), ("版记排双页", "版记一律排在双页"))
_OF_ISSUER = ("代字", "标志")


class HouseCard(QWidget):
    """The form. Keys of the file that it does not show stay as they are."""

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self._notices = notices
        self.lines = {key: QLineEdit() for key, _, _ in _LINES}
        self.choices = {key: QComboBox() for key, _, _ in _CHOICES}
        self.checks = {key: QCheckBox(told) for key, told in _CHECKS}
        grid = QGridLayout()
        grid.setHorizontalSpacing(t.L)
        grid.setVerticalSpacing(t.S)
        for row, (key, told, example) in enumerate(_LINES):
            self.lines[key].setPlaceholderText(example)
            self._put(grid, row, told, self.lines[key])
        for row, (key, told, values) in enumerate(_CHOICES, len(_LINES)):
            self.choices[key].addItems(list(values))
            self._put(grid, row, told, self.choices[key])
        self._told = label("", "second", wrap=True)
        self._told.setAccessibleName("与国家标准不同的地方")
        self._wrong = label("", "error", wrap=True)
        self._wrong.hide()
        keep = line(button("保存", self.keep), None)
        self.setLayout(column(grid, *self.checks.values(), self._told, self._wrong, keep, space=t.S))
        self.refresh()

    def refresh(self) -> None:
        """Show what the file says."""
        path = house_file()
        kept = read_settings(path) if path else {}
        issuer = _issuer(kept)
        for key, box in self.lines.items():
            box.setText(str(kept.get("印发机关") or "") if key == "印发机关" else str(issuer.get(key) or ""))
        for key, choice in self.choices.items():
            choice.setCurrentText(str(kept.get(key) or choice.itemText(0)))
        for key, check in self.checks.items():
            check.setChecked(bool(kept.get(key)))
        deviations = house_profile().deviations()
        self._told.setText("\n".join(deviations) if deviations else "与 GB/T 9704—2012 一致。")

    def keep(self) -> None:
        """Write the file; say so, or say what is wrong."""
        path = house_file()
        try:
            write_settings(path, self._settings(read_settings(path)))
        except ProfileError as error:
            self._wrong.setText(str(error))
            self._wrong.show()
            return
        self._wrong.hide()
        self.refresh()
        self._notices.say("已保存本机关的设置，下一次排版就用它。")

    def _settings(self, kept: Mapping[str, object]) -> dict[str, object]:
        """The file's settings with what the form says."""
        issuer = {**_issuer(kept), **{key: self._text(key) for key in ("名称", *_OF_ISSUER)}}
        others = _issuers(kept)[1:]
        made = {
            **kept,
            "发文机关": [{key: value for key, value in issuer.items() if value}, *others] if issuer["名称"] else others,
            "印发机关": self._text("印发机关"),
            **{key: choice.currentText() for key, choice in self.choices.items() if choice.currentIndex() > 0},
            **{key: True for key, check in self.checks.items() if check.isChecked()},
        }
        cleared = {key for key, choice in self.choices.items() if choice.currentIndex() == 0}
        cleared |= {key for key, check in self.checks.items() if not check.isChecked()}
        return {key: value for key, value in made.items() if value and key not in cleared}

    def _text(self, key: str) -> str:
        return self.lines[key].text().strip()

    def _put(self, grid: QGridLayout, row: int, told: str, box: QWidget) -> None:
        name = label(told)
        name.setMinimumWidth(96)
        name.setBuddy(box)
        box.setAccessibleName(told)
        grid.addWidget(name, row, 0)
        grid.addWidget(box, row, 1)


def _issuer(kept: Mapping[str, object]) -> dict[str, object]:
    """The first issuer of the file."""
    issuers = _issuers(kept)
    first: object = issuers[0] if issuers else {}
    return {**cast("dict[str, object]", first)} if isinstance(first, dict) else {"名称": str(first)}


def _issuers(kept: Mapping[str, object]) -> list[object]:
    issuers = kept.get("发文机关")
    return cast("list[object]", issuers) if isinstance(issuers, list) else []
