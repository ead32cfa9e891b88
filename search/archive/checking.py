"""How the archive is: figures, and everything read and compared."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from search.archive import folder as folders
from search.archive import ready
from search.archive.kept import Kept
from search.index.index import Index
from search.store.contract import Session
from search.store.errors import ArchiveError
from search.store.originals import Originals
from search.store.sqlite import errors, soundness
from search.store.sqlite.database import FILE_NAME
from search.store.sqlite.session import SqliteSession
from search.store.values import FIELDS, head_of, text_checksum

_MOST = 5  # unknown files that are named


def stats(kept: Kept, index: Index, *, indexing: bool) -> dict[str, Any]:
    """See Care.stats."""
    records = kept.reader().records
    size = kept.database.bytes() + kept.originals.bytes()
    current = index.engine is not None and index.covers >= records.revision()
    return {
        "documents": records.count(),
        "bytes": size,
        "index": {
            "engine": index.stamp.engine if index.stamp else "",
            "documents": len(records.live() & index.engine.ids()) if index.engine else 0,
            "bytes": index.bytes(),
            "state": "正常" if current else "更新中" if indexing else "待重建",
        },
    }


def verify(kept: Kept, index: Index, head: str = "") -> dict[str, Any]:
    """See Care.verify."""
    session = kept.reader()
    report = {"documents": 0, "originals_ok": 0, "index_matches": False}
    problems = [f"档案库文件 {FILE_NAME}：{line}" for line in soundness.integrity(session)]
    try:
        report["documents"] = session.records.count()
        report["originals_ok"], bad = _originals(session, kept.originals)
        report["index_matches"], differences = compare_index(session, index)
        problems += bad + _texts(session) + differences + session.audit.problems(head) + _strays(kept)
    except (*errors(), UnicodeDecodeError):
        problems.append(f"档案库文件 {FILE_NAME} 有读不出来的部分，请用备份恢复，或从原件重建。")
    return {**report, "problems": problems}


def _strays(kept: Kept) -> list[str]:
    """What lies in the folder and belongs to nothing: unknown files, left-over copies, originals without a record."""
    names = folders.strays(kept.folder)
    lines = [f"档案库的文件夹里有不认识的“{name}”，请看一看，不要的移走。" for name in names[:_MOST]]
    known = {kept.originals.path(sha).name for sha in kept.reader().files.all()}
    kept_beside = any(folders.older(kept.folder))
    logged = frozenset(entry.detail for entry in kept.reader().audit.entries() if entry.action == "导入")
    unknown = (path for path in kept.originals.all() if path.name not in known)
    extra = [path for path in unknown if not _came_to_nothing(kept, path, logged)]
    if extra and not kept_beside:
        lines.append(
            f"有 {len(extra)} 份原件在档案库里没有记录（如 {extra[0].name[:12]}…），可以从原件重建把它们收回来。"
        )
    return lines


def _came_to_nothing(kept: Kept, path: Path, imported: frozenset[str]) -> bool:
    """Whether an original is what an import left that was cut off before it was acknowledged: whole, not in the log."""
    try:
        sha = kept.originals.sha256_of(path)
        kept.originals.get(sha)
    except (ArchiveError, OSError):
        return False
    return sha not in imported


def _originals(session: Session, originals: Originals) -> tuple[int, list[str]]:
    """How many originals are sound, and what is wrong with the others."""
    sound = 0
    problems: list[str] = []
    for sha in session.files.all():
        try:
            data = originals.get(sha)
            problems += _sidecar(session, sha, originals) + _rows(session, sha, data)
            sound += 1
        except ArchiveError as error:
            names = session.files.names(sha)
            problems += [f"{'、'.join(names)}：{error}"] if names else []  # else it was removed for good meanwhile
    return sound, problems


def _sidecar(session: Session, sha: str, originals: Originals) -> list[str]:
    if originals.sidecar(sha).records == session.files.touched(sha):
        return []
    return [f"原件说明与档案库不一致（{sha[:12]}…），请运行 wenyuan verify --repair。"]


def _texts(session: SqliteSession) -> list[str]:
    """Records whose stored text or fields are no longer what was written."""
    changed = [row[0] for row in soundness.contents(session) if not _unchanged(row[1:])]
    return [f"编号 {number} 的文件在档案库里的内容已损坏，请从备份恢复。" for number in changed]


def _unchanged(values: tuple[Any, ...]) -> bool:
    fields, (metadata, corrections, text, head, body, breaks, checksum) = values[:6], values[6:]
    try:
        read: dict[str, Any] = json.loads(metadata)
        expected = {**read, **json.loads(corrections)}
        return (
            text_checksum(text, body, breaks, metadata) == checksum
            and fields == tuple(expected[name] for name in FIELDS)
            and head == head_of(fields[0], fields[3])
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return False


def _rows(session: Session, sha: str, data: bytes) -> list[str]:
    """Rows of a .jsonl file whose bytes are no longer those that were read."""
    expected = session.files.parts(sha)
    if not expected:
        return []
    found = {number: hashlib.sha256(line).hexdigest() for number, line in ready.lines(data) if number in expected}
    return [f"原件第 {part} 行与入库时不同。" for part, own in expected.items() if found.get(part) != own]


def compare_index(session: Session, index: Index) -> tuple[bool, list[str]]:
    """Whether the index holds just the records that it says it covers."""
    if index.engine is None:
        return False, ["索引还没有建好或不能使用，查询会慢一些；请运行重建索引。"]
    try:
        indexed = index.engine.ids()
    except Exception as error:  # noqa: BLE001 - whatever a damaged index raises
        return False, [f"索引读不出来（{type(error).__name__}），请运行重建索引。"]
    missing = session.records.live(index.covers) - indexed
    return not missing, [f"索引缺少 {len(missing)} 篇，请运行重建索引。"] if missing else []
