"""Getting a draft out: .docx, PDF, paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.parts.making import Rendered
from office.house import house_profile
from search.saving import save

if TYPE_CHECKING:
    from search.archive import Archive


def docx_bytes(made: Rendered, folder: Path | None = None) -> bytes:
    """The draft as .docx."""
    from docgen.formats.docx import write_docx

    return write_docx(made.document, house_profile(), folder)


def file_name(made: Rendered) -> str:
    """A name for the file: the title, without what file systems do not take."""
    return plain_name(made.document.title or made.document.issuer_mark)


def plain_name(title: str) -> str:
    """`title` without what file systems do not take, at most 80 characters."""
    return re.sub(r"[\s\\/:*?\"<>|]+", "", title)[:80] or "未命名"


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
    """Save and return where."""
    save(target, data)
    return target


def data_of(made: Rendered, suffix: str) -> bytes:
    """The draft as the bytes of a .docx, .pdf or .md."""
    if suffix == ".docx":
        return docx_bytes(made)
    return made.pdf if suffix == ".pdf" else made.text.encode()


def file_in(archive: Archive, name: str, text: str, note: str = "") -> str:
    """Put source text into the archive as a file called `name`, with `note` to its record; say what happened.

    It is handed over as it is: no file of it lies anywhere else in the meantime.
    """
    result = archive.importing.bytes(text.encode(), name)
    if result.status == "failed":
        return f"没有存进档案：{result.reason}"
    if result.status == "duplicate":
        return "档案里已经有同样的一份，没有再存。"
    for number in result.ids if note else ():
        archive.records.set_note(number, note)
    record = archive.records.get(result.ids[0])
    return f"已存档《{record.title}》{record.document_number}。"
