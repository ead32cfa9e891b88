"""One editor for each type of field; all alike from outside: `answer`, `set_answer`, `changed`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
    QWidgetAction,
)

from desktop.parts.widgets import button, column, line, tool
from docgen.templating import Field


class Editor(QWidget):
    """An editor of one field."""

    changed = Signal()

    def _edited(self) -> None:
        self.changed.emit()

    def answer(self) -> object:
        """What was filled in, as docgen.templating takes it."""
        raise NotImplementedError

    def set_answer(self, value: object) -> None:
        """Show an answer."""
        raise NotImplementedError

    def control(self) -> QWidget:
        """The widget that takes the focus."""
        raise NotImplementedError


class TextEditor(Editor):
    """One line."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.box = QLineEdit()
        self.box.setPlaceholderText(_hint(field))
        self.box.textChanged.connect(self._edited)
        self._row = line(self.box)
        self.setLayout(self._row)

    def answer(self) -> object:
        """The text."""
        return self.box.text()

    def set_answer(self, value: object) -> None:
        """Show a text from its beginning."""
        self.box.setText(str(value or ""))
        self.box.setCursorPosition(0)

    def control(self) -> QWidget:
        """The line."""
        return self.box


class DateEditor(TextEditor):
    """A date: typed as one likes (2026-4-20, 2026年4月20日) or picked."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.box.setPlaceholderText("如 2026-04-20")
        self._pick = tool("calendar-blank", f"选{field.label}", self._open)
        self._row.addWidget(self._pick)

    def _open(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day = QDate.fromString(self.box.text(), "yyyy-MM-dd")
        calendar.setSelectedDate(day if day.isValid() else QDate.currentDate())

        def pick(day: QDate) -> None:
            self.box.setText(day.toString("yyyy-MM-dd"))
            menu.close()

        calendar.clicked.connect(pick)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.popup(self._pick.mapToGlobal(QPoint(0, self._pick.height())))


class GrowingText(QPlainTextEdit):
    """A text box as high as its text, within limits; Tab goes on to the next field."""

    def __init__(self, least: int = 3, most: int = 10) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def sizeHint(self) -> QSize:
        """The width is the layout's business."""
        return QSize(240, self.minimumHeight())

    def _grow(self) -> None:
        rows = max(self._least, min(self._most, int(self.document().size().height())))
        self.setFixedHeight(rows * self.fontMetrics().lineSpacing() + 20)


class LinesEditor(Editor):
    """Several lines: a long text, or a list with one item a line."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._list = field.type == "list"
        self.box = GrowingText()
        self.box.setPlaceholderText(_hint(field) or ("每条一行" if self._list else ""))
        self.box.textChanged.connect(self.changed.emit)
        self.setLayout(column(self.box))

    def answer(self) -> object:
        """The text, or its lines."""
        text = self.box.toPlainText()
        return [item for item in text.split("\n") if item.strip()] if self._list else text

    def set_answer(self, value: object) -> None:
        """Show a text or a list."""
        self.box.setPlainText("\n".join(map(str, items_of(value))) if _is_list(value) else str(value or ""))

    def control(self) -> QWidget:
        """The box."""
        return self.box


class ChoiceEditor(Editor):
    """One of several."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.addItems(field.choices)
        self.box.setCurrentText(str(field.default or ""))
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.installEventFilter(self)
        self.box.currentTextChanged.connect(self._edited)
        self.setLayout(column(self.box))

    def answer(self) -> object:
        """The chosen word."""
        return self.box.currentText()

    def set_answer(self, value: object) -> None:
        """Choose a word."""
        self.box.setCurrentText(str(value or ""))

    def control(self) -> QWidget:
        """The box."""
        return self.box

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Rolling the form must not change a choice by the way."""
        if event.type() == QEvent.Type.Wheel and watched is self.box and not self.box.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class BoolEditor(Editor):
    """Yes or no."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.box = QCheckBox(field.label)
        self.box.setChecked(bool(field.default))
        self.box.toggled.connect(self._edited)
        self.setLayout(column(self.box))

    def answer(self) -> object:
        """Whether it is ticked."""
        return self.box.isChecked()

    def set_answer(self, value: object) -> None:
        """Tick it or not."""
        self.box.setChecked(bool(value))

    def control(self) -> QWidget:
        """The box."""
        return self.box


class _Grid(QTableWidget):
    """A table that gives Tab back at its end and grows with its rows."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete empties a cell."""
        if event.key() == Qt.Key.Key_Delete and self.currentItem() and self.state() != self.State.EditingState:
            self.currentItem().setText("")
        else:
            super().keyPressEvent(event)


class TableEditor(Editor):
    """Rows and columns; there is always a row to write in."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._columns = field.columns
        self.box = _Grid(0, len(field.columns))
        self.box.setHorizontalHeaderLabels(list(field.columns))
        self.box.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.box.horizontalHeader().setMinimumSectionSize(64)
        self.box.verticalHeader().hide()
        self.box.setTabKeyNavigation(True)
        self.box.setWordWrap(True)
        self.box.itemChanged.connect(self._edited)
        name = field.label
        self.setLayout(
            column(
                self.box,
                line(
                    button("加一行", self._add_row, icon="plus", quiet=True),
                    button("删一行", self._remove_row, icon="minus", quiet=True),
                    button("上移", lambda: self._move(-1), icon="arrow-up", quiet=True),
                    button("下移", lambda: self._move(1), icon="arrow-down", quiet=True),
                    None,
                    space=2,
                ),
                space=4,
            )
        )
        self.box.setAccessibleName(name)
        self._add_row()

    def answer(self) -> object:
        """The rows that have anything in them, column → text."""
        return [dict(zip(self._columns, row, strict=True)) for row in self._rows() if any(row)]

    def set_answer(self, value: object) -> None:
        """Show rows: mappings or sequences."""
        self._show([self._cells(row) for row in items_of(value)] or [[""] * len(self._columns)])

    def control(self) -> QWidget:
        """The table."""
        return self.box

    def _cells(self, row: object) -> list[str]:
        if isinstance(row, Mapping):
            named = cast("Mapping[str, object]", row)
            return [str(named.get(name) or "") for name in self._columns]
        cells = [str(cell) for cell in items_of(row)] if _is_list(row) else [str(row)]
        return (cells + [""] * len(self._columns))[: len(self._columns)]

    def _rows(self) -> list[list[str]]:
        items = [
            [self.box.item(row, place) for place in range(self.box.columnCount())] for row in range(self.box.rowCount())
        ]
        return [[item.text().strip() if item else "" for item in row] for row in items]

    def _show(self, rows: list[list[str]]) -> None:
        self.box.blockSignals(True)
        self.box.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                self.box.setItem(number, place, QTableWidgetItem(cell))
        self.box.blockSignals(False)
        self._edited()

    def _add_row(self) -> None:
        self._show([*self._rows(), [""] * len(self._columns)])
        self.box.setCurrentCell(self.box.rowCount() - 1, 0)

    def _remove_row(self) -> None:
        rows = self._rows()
        if 0 <= self.box.currentRow() < len(rows):
            del rows[self.box.currentRow()]
        self._show(rows or [[""] * len(self._columns)])

    def _move(self, step: int) -> None:
        rows, row = self._rows(), self.box.currentRow()
        if 0 <= row < len(rows) and 0 <= row + step < len(rows):
            rows[row], rows[row + step] = rows[row + step], rows[row]
            self._show(rows)
            self.box.setCurrentCell(row + step, self.box.currentColumn())

    def _edited(self) -> None:
        self.box.resizeRowsToContents()
        height = sum(self.box.rowHeight(row) for row in range(self.box.rowCount()))
        self.box.setFixedHeight(min(height, 360) + self.box.horizontalHeader().sizeHint().height() + 4)
        self.changed.emit()


EDITORS: dict[str, type[Editor]] = {
    "text": TextEditor,
    "multiline": LinesEditor,
    "date": DateEditor,
    "list": LinesEditor,
    "choice": ChoiceEditor,
    "table": TableEditor,
    "bool": BoolEditor,
}


def make_editor(field: Field) -> Editor:
    """The editor for a field, with its accessible name."""
    editor = EDITORS[field.type](field)  # type: ignore[call-arg]  # every editor but the base takes a field
    editor.control().setAccessibleName(field.label)
    editor.control().setAccessibleDescription(field.help)
    return editor


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple)


def items_of(value: object) -> Sequence[object]:
    """The items of an answer that is a list, none of any other."""
    return cast("Sequence[object]", value) if _is_list(value) else ()


def _hint(field: Field) -> str:
    example = field.example
    text = str(items_of(example)[0]) if _is_list(example) and example else str(example or "")
    return f"如：{text}" if text and not isinstance(example, bool) else ""
