"""The schema that the migrations make, and telling a database file of foreign origin by it.

A database from someone else may hold a trigger that runs at the next change, or a view that stands in a table's place:
what is not as the migrations make it is refused before anything is read or changed. It costs some milliseconds once.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from search.store.errors import ArchiveError
from search.store.sqlite.functions import provide

_MIGRATIONS = Path(__file__).with_name("migrations")


def migrations() -> list[str]:
    """The SQL of each schema version, from version 1 on."""
    return [path.read_text(encoding="utf-8") for path in sorted(_MIGRATIONS.glob("*.sql"))]


def schema_version() -> int:
    """The schema version that this program writes."""
    return len(list(_MIGRATIONS.glob("*.sql")))


def definitions(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str]]:
    """Type, name and SQL of all tables, indexes, views and triggers, however the SQL is spaced and quoted."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return frozenset((str(kind), str(name), _plain(str(sql))) for kind, name, sql in rows)


@lru_cache(maxsize=8)
def expected_definitions(version: int) -> frozenset[tuple[str, str, str]]:
    """The `definitions` of an archive of a schema version; none for version 0, which is an empty file."""
    with closing(sqlite3.connect(":memory:")) as connection:
        provide(connection)
        for sql in migrations()[:version]:
            connection.executescript(sql)
        return definitions(connection)


def refuse_foreign(connection: sqlite3.Connection, version: int) -> None:
    """ArchiveError when the definitions are not those of this schema version, of which this program knows."""
    different = definitions(connection) ^ expected_definitions(max(0, version))
    if different:
        names = "、".join(sorted({name[:40] for _, name, _ in different})[:3])
        raise ArchiveError(
            f"档案库文件里表的定义与程序的不同（{names}），可能损坏了或被人改过，没有打开；请用备份恢复，或从原件重建。"
        )


def _plain(sql: str) -> str:
    return re.sub(r'[\s"]+', " ", sql).strip()
