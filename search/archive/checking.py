"""How the archive is: figures, and everything read and compared."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from typing import Any, Protocol

from search.archive import ready
from search.index.index import Index
from search.store import audit, rows
from search.store.database import FILE_NAME, Database, definitions, expected_definitions, text_checksum
from search.store.errors import ArchiveError
from search.store.originals import Originals
from search.store.sidecar import touched
from search.store.sqlite import errors


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


def verify(archive: Parts, head: str = "") -> dict[str, Any]:
    """See Archive.verify."""
    connection = archive.database.reader()
    report = {"documents": 0, "originals_ok": 0, "index_matches": False}
    problems = [f"档案库文件 {FILE_NAME}：{line}" for line in _integrity(connection)]
    try:
        report["documents"] = _count(connection, "SELECT COUNT(*) FROM records WHERE deleted_at = ''")
        report["originals_ok"], bad = _originals(connection, archive.originals)
        report["index_matches"], differences = compare_index(connection, archive.index)
        problems += bad + _texts(connection) + differences + audit.problems(connection, head)
    except (*errors(), UnicodeDecodeError):
        problems.append(f"档案库文件 {FILE_NAME} 有读不出来的部分，请用备份恢复，或从原件重建。")
    return {**report, "problems": problems}


def _integrity(connection: sqlite3.Connection) -> list[str]:
    try:
        lines = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        lines += [] if definitions(connection) == expected_definitions() else ["表的定义与程序的不同。"]
    except (*errors(), UnicodeDecodeError) as error:
        return [str(error).splitlines()[0]]
    return [line for line in lines if line != "ok"] + (["有记录失去了所属的文件。"] if broken else [])


def _originals(connection: sqlite3.Connection, originals: Originals) -> tuple[int, list[str]]:
    """How many originals are sound, and what is wrong with the others."""
    sound = 0
    problems: list[str] = []
    for (sha,) in connection.execute("SELECT DISTINCT file_sha256 FROM records").fetchall():
        try:
            data = originals.get(sha)
            problems += _sidecar(connection, sha, originals) + _rows(connection, sha, data)
            sound += 1
        except ArchiveError as error:
            query = "SELECT DISTINCT original_name FROM records WHERE file_sha256 = ?"
            names = [str(name) for (name,) in connection.execute(query, (sha,))]
            problems += [f"{'、'.join(names)}：{error}"] if names else []  # else it was removed for good meanwhile
    return sound, problems


def _sidecar(connection: sqlite3.Connection, sha: str, originals: Originals) -> list[str]:
    if originals.sidecar(sha).records == touched(connection, sha):
        return []
    return [f"原件说明与档案库不一致（{sha[:12]}…），请运行 wenyuan verify --repair。"]


def _texts(connection: sqlite3.Connection) -> list[str]:
    """Records whose stored text or fields are no longer what was written."""
    found = connection.execute(
        "SELECT id, title, kind, issuer, document_number, issue_date, secrecy, metadata, corrections,"
        " text, head, body, breaks, checksum FROM records LEFT JOIN texts ON record_id = id ORDER BY id"
    )
    return [f"编号 {row[0]} 的文件在档案库里的内容已损坏，请从备份恢复。" for row in found if not _unchanged(row[1:])]


def _unchanged(values: tuple[Any, ...]) -> bool:
    fields, (metadata, corrections, text, head, body, breaks, checksum) = values[:6], values[6:]
    try:
        read: dict[str, Any] = json.loads(metadata)
        expected = {**read, **json.loads(corrections)}
        return (
            text_checksum(text, body, breaks, metadata) == checksum
            and fields == tuple(expected[name] for name in rows.FIELDS)
            and head == rows.head_of(fields[0], fields[3])
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return False


def _rows(connection: sqlite3.Connection, sha: str, data: bytes) -> list[str]:
    """Rows of a .jsonl file whose bytes are no longer those that were read."""
    expected = dict(
        connection.execute("SELECT part, sha256 FROM records WHERE file_sha256 = ? AND sha256 <> file_sha256", (sha,))
    )
    if not expected:
        return []
    found = {number: hashlib.sha256(line).hexdigest() for number, line in ready.lines(data) if number in expected}
    return [f"原件第 {part} 行与入库时不同。" for part, own in expected.items() if found.get(part) != own]


def compare_index(connection: sqlite3.Connection, index: Index) -> tuple[bool, list[str]]:
    """Whether the index holds just the records that it says it covers."""
    if index.engine is None:
        return False, ["索引还没有建好或不能使用，查询会慢一些；请运行重建索引。"]
    try:
        indexed = index.engine.ids()
    except Exception as error:  # noqa: BLE001 - whatever a damaged index raises
        return False, [f"索引读不出来（{type(error).__name__}），请运行重建索引。"]
    rows = connection.execute("SELECT id FROM records WHERE revision <= ? AND deleted_at = ''", (index.covers,))
    missing = {int(number) for (number,) in rows} - indexed
    return not missing, [f"索引缺少 {len(missing)} 篇，请运行重建索引。"] if missing else []


def _live(connection: sqlite3.Connection) -> set[int]:
    return {int(number) for (number,) in connection.execute("SELECT id FROM records WHERE deleted_at = ''")}


def _count(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])
