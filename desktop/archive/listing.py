"""导出目录: what a search found as a table for a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.parts.searching import Query
from desktop.parts.services import Services
from office.exporting import save_listing

if TYPE_CHECKING:
    from search.archive import Archive

KINDS = {"Excel 表格 (*.xlsx)": ".xlsx", "CSV 文本 (*.csv)": ".csv"}


def ask_and_save(parent: QWidget, services: Services, query: Query) -> None:
    """Ask for a file, then write everything that answers `query` into it, the log first."""
    chosen, kind = QFileDialog.getSaveFileName(parent, "导出目录", "目录.xlsx", ";;".join(KINDS))
    if not chosen:
        return
    path = Path(chosen)
    if path.suffix.lower() not in KINDS.values():
        path = path.with_name(path.name + KINDS.get(kind, ".xlsx"))

    def work(archive: Archive) -> int:
        return save_listing(archive, query.all_hits(archive), path)

    def told(count: int) -> None:
        services.notices.say(f"目录 {count:,} 篇，已导出“{path.name}”。")

    services.notices.say("正在导出目录……")
    services.worker.submit(services.store.question(work), told, services.fault)  # searches go on meanwhile
