"""Handing a file or a folder of ours to the program that the system has for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from office.opening import OPENABLE


def open_with_system(path: Path) -> bool:
    """Open a document or a folder; False where nothing opened, or where it is neither and nothing was asked for."""
    if not path.is_dir() and path.suffix.lower() not in OPENABLE:
        return False
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
