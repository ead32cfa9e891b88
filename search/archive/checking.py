"""How the archive is: figures, and everything read and compared."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Any, Protocol

from search.archive import ready
from search.index.index import Index
from search.store import audit
from search.store.database import FILE_NAME, Database
from search.store.errors import ArchiveError
from search.store.originals import Originals


class Parts(Protocol):
    """What of an archive is looked at."""

    @property
    def database(self) -> Database:
        """The records."""
        ...

    @property
    def originals(self) -> Originals:
        """The files."""
        ...

    @property
    def index(self) -> Index:
        """The index."""
        ...

    def is_indexing(self) -> bool:
        """Whether the index is being written."""
        ...


def stats(archive: Parts) -> dict[str, Any]:
    """See Archive.stats."""
    connection = archive.database.reader()
    documents = _count(connection, "SELECT COUNT(*) FROM records WHERE deleted_at = ''")
    engine = archive.index.engine
    stamp = archive.index.stamp
    size = archive.database.bytes() + archive.originals.bytes()
    return {
        "documents": documents,
        "bytes": size,
        "index": {
            "engine": stamp.engine if stamp else "",
            "documents": len(_live(connection) & engine.ids()) if engine else 0,
            "bytes": archive.index.bytes(),
            "state": _state(archive),
        },
    }


def _state(archive: Parts) -> str:
    """正常, 更新中 or 待重建."""
    revision = _count(archive.database.reader(), "SELECT value FROM counters WHERE name = 'revision'")
    if archive.index.engine is not None and archive.index.covers >= revision:
        return "正常"
    return "更新中" if archive.is_indexing() else "待重建"


def verify(archive: Parts) -> dict[str, Any]:
    """See Archive.verify."""
    connection = archive.database.reader()
    problems = [f"档案库文件 {FILE_NAME}：{line}" for line in _integrity(connection)]
    sound, bad = _originals(connection, archive.originals)
    matches, differences = _compare_index(connection, archive.index)
    problems += bad + differences + audit.problems(connection)
    documents = _count(connection, "SELECT COUNT(*) FROM records WHERE deleted_at = ''")
    return {"documents": documents, "originals_ok": sound, "index_matches": matches, "problems": problems}


def _integrity(connection: sqlite3.Connection) -> list[str]:
    try:
        lines = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [line for line in lines if line != "ok"] + (["有记录失去了所属的文件。"] if broken else [])


def _originals(connection: sqlite3.Connection, originals: Originals) -> tuple[int, list[str]]:
    """How many originals are sound, and what is wrong with the others."""
    sound = 0
    problems: list[str] = []
    for (sha,) in connection.execute("SELECT DISTINCT file_sha256 FROM records").fetchall():
        try:
            data = originals.get(sha)
            originals.sidecar(sha)
            problems += _rows(connection, sha, data)
            sound += 1
        except ArchiveError as error:
            names = connection.execute("SELECT DISTINCT original_name FROM records WHERE file_sha256 = ?", (sha,))
            problems.append(f"{'、'.join(name for (name,) in names)}：{error}")
    return sound, problems


def _rows(connection: sqlite3.Connection, sha: str, data: bytes) -> list[str]:
    """Rows of a .jsonl file whose bytes are no longer those that were read."""
    expected = dict(
        connection.execute("SELECT part, sha256 FROM records WHERE file_sha256 = ? AND sha256 <> file_sha256", (sha,))
    )
    if not expected:
        return []
    found = {row.number: hashlib.sha256(row.data).hexdigest() for row in ready.rows(data) if row.number in expected}
    return [f"原件第 {part} 行与入库时不同。" for part, own in expected.items() if found.get(part) != own]


def _compare_index(connection: sqlite3.Connection, index: Index) -> tuple[bool, list[str]]:
    """Whether the index holds just the records that it says it covers."""
    if index.engine is None:
        return False, ["索引还没有建好或不能使用，查询会慢一些；请运行重建索引。"]
    try:
        indexed = index.engine.ids()
    except Exception as error:  # noqa: BLE001 - whatever a damaged index raises
        return False, [f"索引读不出来（{type(error).__name__}），请运行重建索引。"]
    rows = connection.execute("SELECT id FROM records WHERE revision <= ?", (index.covers,))
    missing = {int(number) for (number,) in rows} - indexed
    return not missing, [f"索引缺少 {len(missing)} 篇，请运行重建索引。"] if missing else []


def _live(connection: sqlite3.Connection) -> set[int]:
    return {int(number) for (number,) in connection.execute("SELECT id FROM records WHERE deleted_at = ''")}


def _count(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])
