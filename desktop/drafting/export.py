"""Getting a draft out: .docx, PDF, paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.parts.making import Rendered
from office import rendering
from office.outputs import save_output


def file_name(made: Rendered) -> str:
    """A name for the file: the title, without what file systems do not take."""
    return rendering.file_name(made.document.title or made.document.issuer_mark)


def ask_target(parent: QWidget, name: str, suffix: str) -> Path | None:
    """Where to save, None when the person thought better of it."""
    start = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)) / f"{name}{suffix}"
    words = {".docx": "Word 文档 (*.docx)", ".pdf": "PDF 文档 (*.pdf)", ".md": "源文 (*.md)"}
    chosen, _ = QFileDialog.getSaveFileName(parent, "导出", str(start), words.get(suffix, f"*{suffix}"))
    if not chosen:
        return None
    target = Path(chosen)
    return target if target.suffix.lower() == suffix else target.with_name(target.name + suffix)


def write(target: Path, data: bytes) -> Path:
    """Save where the file dialog was answered, and return where."""
    save_output(target, data)
    return target


def data_of(made: Rendered, suffix: str) -> bytes:
    """The draft as the bytes of a .docx, .pdf or .md."""
    return made.pdf if suffix == ".pdf" else rendering.written(made, suffix)
