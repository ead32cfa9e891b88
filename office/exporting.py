"""Exporting out of the archive: an original unchanged, or a list of what was found; the log comes first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from office.outputs import check_outputs
from papers.problem import Problem
from search.saving import save

if TYPE_CHECKING:
    from search.archive import Archive
    from search.records import Hit


def save_original(archive: Archive, number: int, target: Path) -> int:
    """Write the original of a record, byte for byte; nothing leaves the archive without the log.

    Returns its size. Refused where `target` may not be written; what is there is replaced.
    """
    check_outputs([target], force=True)
    secrecy = archive.records.get(number).metadata.secrecy
    data = archive.records.original(number)
    archive.audit.log("导出", str(number), secrecy)
    save(target, data)
    return len(data)


def table_suffix(target: Path) -> str:
    """The suffix of a list's file. Problem where it is no table's."""
    from search.listing import SUFFIXES

    if target.suffix.lower() not in SUFFIXES:
        raise Problem(f"目录只能存成 .xlsx 或 .csv，“{target.name}”不是；请改一个文件名。")
    return target.suffix.lower()


def save_listing(archive: Archive, hits: Sequence[Hit], target: Path) -> int:
    """Write hits as a table; returns how many. Problem where `target` is no table, or may not be written."""
    from search.listing import table

    check_outputs([target], force=True)
    data = table(hits, table_suffix(target))
    archive.audit.log("导出", "目录", f"{len(hits)} 篇")
    save(target, data)
    return len(hits)
