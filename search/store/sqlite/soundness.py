"""Looking whether a SQLite file is sound, and what the migrations make: definitions, integrity, equality row by row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from typing import Any

from search.store.errors import ArchiveError
from search.store.sqlite.database import is_refusal, writing_error
from search.store.sqlite.raised import errors
from search.store.sqlite.schema import definitions, expected_definitions, refuse_foreign, schema_version
from search.store.sqlite.session import SqliteSession
from search.store.values import actor
from search.store.vault import Vault


def quick_check(session: SqliteSession) -> str:
    """What is wrong with the database file, "" when nothing is."""
    try:
        result = str(session.connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except errors() as error:
        return str(error)
    return "" if result == "ok" else result.splitlines()[-1]


def integrity(session: SqliteSession) -> list[str]:
    """What is wrong with the file, its definitions and what points from one table into another."""
    connection = session.connection
    try:
        lines = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        lines += [] if definitions(connection) == expected_definitions(schema_version()) else ["表的定义与程序的不同。"]
    except (*errors(), UnicodeDecodeError) as error:
        return [str(error).splitlines()[0]]
    return [line for line in lines if line != "ok"] + (["有记录失去了所属的文件。"] if broken else [])


def contents(session: SqliteSession) -> Iterator[tuple[Any, ...]]:
    """Id, the six fields, metadata, corrections, text, head, body, breaks and checksum of every record."""
    return session.connection.execute(
        "SELECT id, title, kind, issuer, document_number, issue_date, secrecy, metadata, corrections,"
        " text, head, body, breaks, checksum FROM records LEFT JOIN texts ON record_id = id ORDER BY id"
    )


def check_copy(path: Path, vault: Vault, action: str, subject: str, like: SqliteSession | None = None) -> bool:
    """Whether a database about to be put in place is sound, and equal to `like`; what was done is noted in its log.

    ArchiveError when the disk refuses.
    """
    try:
        with closing(vault.connect(path.absolute().as_uri())) as connection:
            if like is None:
                connection.execute("PRAGMA journal_mode = DELETE")  # else part might stay behind in a log of its own
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            sound = sound and (like is None or _alike(like.connection, connection))
            SqliteSession(connection, actor()).audit.append(action, subject)
    except errors() as error:
        if is_refusal(error):
            raise writing_error(error) from error
        return False
    return sound


def _alike(one: sqlite3.Connection, other: sqlite3.Connection) -> bool:
    if definitions(one) != definitions(other):
        return False
    names = [name for (name,) in one.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    rows = (f'SELECT * FROM "{name}"' for name in names)  # noqa: S608 - our own tables
    return all(
        mine == theirs for query in rows for mine, theirs in zip_longest(one.execute(query), other.execute(query))
    )


def refuse_forged(path: Path, vault: Vault, damaged: str) -> None:
    """ArchiveError for a database that no version of this program made; before anything in it is run or changed."""
    try:
        with closing(vault.connect(f"{path.absolute().as_uri()}?mode=ro")) as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if not 0 < version <= schema_version():
                raise ArchiveError(
                    "备份里的档案库不是这个版本的文渊能用的，没有恢复，原有内容不变；请升级或换一个备份。"
                )
            refuse_foreign(connection, version)
    except errors() as error:
        raise ArchiveError(damaged) from error


def in_use(path: Path, vault: Vault) -> bool:
    """Whether another program reads the database; else, unless it is damaged, all of it is in the one file then."""
    try:
        with closing(vault.connect(path.absolute().as_uri(), timeout=1)) as connection:
            return bool(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
    except errors() as error:
        if is_refusal(error):
            raise writing_error(error) from error
        return False
