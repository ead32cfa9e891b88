"""What the widgets of the program hold."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QTextEdit


def texts() -> str:
    """All that any widget of the program has to show, seen or not."""
    found: list[str] = []
    for widget in QApplication.allWidgets():
        found += [widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QLineEdit):
            found.append(widget.text())
        elif isinstance(widget, QPlainTextEdit | QTextEdit):
            found.append(widget.toPlainText())
        elif isinstance(widget, QListWidget):
            found += [widget.item(row).text() for row in range(widget.count())]
    return "\n".join(found)
